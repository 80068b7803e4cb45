import type { PactService } from './service.ts';
import type { Channel, Conversation, Message } from './state.ts';
import { existing } from './store.ts';

/** What happened, told to the listeners of both generations in their own words. */

export function conversationBegun(pact: PactService, conversation: Conversation): void {
	tell2(pact, conversation, pact.payloads2.conversation('create', conversation));
}

export function conversationChanged(pact: PactService, conversation: Conversation): void {
	tell1(pact, conversation, pact.payloads.conversationUpdate(conversation));
	conversationUpdated(pact, conversation);
}

/** A change of what only p2 knows of. */
export function conversationUpdated(pact: PactService, conversation: Conversation): void {
	tell2(pact, conversation, pact.payloads2.conversation('update', conversation));
}

export function messageReceived(pact: PactService, message: Message): void {
	const conversation = conversationOf(pact, message);
	tell1(pact, conversation, pact.payloads.messageNew(message));
	messageCreated(pact, message);
}

/** The business's message is on its way: p1 hears of it only once it is delivered. */
export function messageCreated(pact: PactService, message: Message): void {
	const conversation = conversationOf(pact, message);
	tell2(pact, conversation, pact.payloads2.message('create', message));
	conversationUpdated(pact, conversation);
}

export function messageDelivered(pact: PactService, message: Message): void {
	const conversation = conversationOf(pact, message);
	message.ack = 1;
	tell1(pact, conversation, pact.payloads.messageNew(message));
	message.ack = 2;
	messageAcknowledged(pact, message);
}

export function messageAcknowledged(pact: PactService, message: Message): void {
	tell1(pact, conversationOf(pact, message), pact.payloads.messageAck(message));
	messageUpdated(pact, message);
}

export function messageUpdated(pact: PactService, message: Message): void {
	tell2(pact, conversationOf(pact, message), pact.payloads2.message('update', message));
}

export function channelTold(pact: PactService, event: 'create' | 'update' | 'delete', channel: Channel): void {
	tell2(pact, channel, pact.payloads2.auth(event, channel));
}

/** The first time the conversation itself is announced before. */
function tell1(pact: PactService, conversation: Conversation, payload: object): void {
	const lane = String(conversation.id);
	if (!conversation.announced) {
		conversation.announced = true;
		pact.notify(conversation.companyId, lane, pact.payloads.conversationNew(conversation));
	}
	pact.notify(conversation.companyId, lane, payload);
}

function tell2(pact: PactService, { id, companyId }: { id: number; companyId: number }, payload: object): void {
	pact.notify2(companyId, String(id), payload);
}

const conversationOf = (pact: PactService, { conversationId }: Message): Conversation =>
	existing(pact.state.conversations, conversationId);
