import { announce } from './announce.ts';
import { keepFile } from './files.ts';
import { conversationWith } from './people.ts';
import type { PactService } from './service.ts';
import type { Message } from './state.ts';
import { existing } from './store.ts';

export interface Sender {
	channelId: number;
	name: string;
	phone?: string;
	username?: string;
}

export interface CustomerMessage {
	text?: string;
	attachments?: CustomerFile[];
}

export interface CustomerFile {
	fileName: string;
	mimeType: string;
	content?: Uint8Array | string;
	/** Instead of `content`: a file of so many zero bytes, made up while it is downloaded. */
	size?: number;
}

export function customerWrites(
	pact: PactService,
	from: number | Sender,
	{ text = '', attachments = [] }: CustomerMessage,
): Message {
	const conversation =
		typeof from === 'number'
			? existing(pact.state.conversations, from)
			: conversationWith(
					pact,
					from.channelId,
					{ phone: from.phone ?? null, username: from.username ?? null },
					from.name,
				);
	const message = pact.addMessage({
		conversationId: conversation.id,
		text,
		income: true,
		attachmentIds: attachments.map((file) => keepFile(pact, conversation.id, file).id),
	});
	announce(pact, conversation, pact.payloads.messageNew(message));
	pact.changed();
	return message;
}

export function customerReads(pact: PactService, conversationId: number): void {
	const conversation = existing(pact.state.conversations, conversationId);
	const unread = pact.state.messages.filter(
		(message) => message.conversationId === conversationId && !message.income && message.ack < 3,
	);
	for (const message of unread) {
		message.ack = 3;
		announce(pact, conversation, pact.payloads.messageAck(message));
	}
	if (unread.length > 0) pact.changed();
}

export function customerRenames(pact: PactService, conversationId: number, name: string): void {
	const conversation = existing(pact.state.conversations, conversationId);
	conversation.name = name;
	announce(pact, conversation, pact.payloads.conversationUpdate(conversation));
	pact.changed();
}

/** A webhook was accepted: the customer's message has reached the business. */
export function customerHeard(pact: PactService, payload: unknown): void {
	const { type, event, data } = (payload ?? {}) as { type?: string; event?: string; data?: { external_id?: number } };
	if (type !== 'message' || event !== 'new') return;
	const message = pact.state.messages.findLast(({ id }) => id === data?.external_id);
	if (message?.income) message.ack = 2;
}
