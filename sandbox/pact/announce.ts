import type { PactService } from './service.ts';
import type { Channel, Conversation, Message } from './state.ts';
import { existing } from './store.ts';

/** What happened, told to the listeners of both versions in their own words. */

export function conversationBegun(pact: PactService, conversation: Conversation): void {
	tellP2(pact, conversation, pact.p2.payloads.conversation('create', conversation));
}

export function conversationChanged(pact: PactService, conversation: Conversation): void {
	tellP1(pact, conversation, pact.p1.payloads.conversationUpdate(conversation));
	conversationUpdated(pact, conversation);
}

/** A change of what only p2 knows of. */
export function conversationUpdated(pact: PactService, conversation: Conversation): void {
	tellP2(pact, conversation, pact.p2.payloads.conversation('update', conversation));
}

export function messageReceived(pact: PactService, message: Message): void {
	const conversation = conversationOf(pact, message);
	tellP1(pact, conversation, pact.p1.payloads.messageNew(message));
	messageCreated(pact, message);
}

/** The business's message is on its way: p1 hears of it only once it is delivered. */
export function messageCreated(pact: PactService, message: Message): void {
	const conversation = conversationOf(pact, message);
	tellP2(pact, conversation, pact.p2.payloads.message('create', message));
	conversationUpdated(pact, conversation);
}

export function messageDelivered(pact: PactService, message: Message): void {
	const conversation = conversationOf(pact, message);
	message.ack = 1;
	tellP1(pact, conversation, pact.p1.payloads.messageNew(message));
	message.ack = 2;
	messageAcknowledged(pact, message);
}

export function messageAcknowledged(pact: PactService, message: Message): void {
	tellP1(pact, conversationOf(pact, message), pact.p1.payloads.messageAck(message));
	messageUpdated(pact, message);
}

export function messageUpdated(pact: PactService, message: Message): void {
	tellP2(pact, conversationOf(pact, message), pact.p2.payloads.message('update', message));
}

export function channelTold(pact: PactService, event: 'create' | 'update' | 'delete', channel: Channel): void {
	tellP2(pact, channel, pact.p2.payloads.auth(event, channel));
}

/** The first time the conversation itself is announced before. */
function tellP1(pact: PactService, conversation: Conversation, payload: object): void {
	const lane = String(conversation.id);
	if (!conversation.announced) {
		conversation.announced = true;
		pact.p1.notify(conversation.companyId, lane, pact.p1.payloads.conversationNew(conversation));
	}
	pact.p1.notify(conversation.companyId, lane, payload);
}

function tellP2(pact: PactService, { id, companyId }: { id: number; companyId: number }, payload: object): void {
	pact.p2.notify(companyId, String(id), payload);
}

const conversationOf = (pact: PactService, { conversationId }: Message): Conversation =>
	existing(pact.state.conversations, conversationId);
