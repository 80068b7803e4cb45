import { conversationChanged, messageAcknowledged, messageReceived } from './announce.ts';
import { keepFile } from './files.ts';
import { conversationWith } from './people.ts';
import type { PactService } from './service.ts';
import { isOnPhone, type Message } from './state.ts';
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
		attachmentIds: attachments.map((file) => keepFile(pact, conversation, file).id),
	});
	messageReceived(pact, message);
	pact.changed();
	return message;
}

export function customerReads(pact: PactService, conversationId: number): void {
	const unread = pact.state.messages.filter(
		(message) => message.conversationId === conversationId && !message.income && message.ack < 3 && isOnPhone(message),
	);
	for (const message of unread) {
		message.ack = 3;
		messageAcknowledged(pact, message);
	}
	if (unread.length > 0) pact.changed();
}

export function customerRenames(pact: PactService, conversationId: number, name: string): void {
	const conversation = existing(pact.state.conversations, conversationId);
	Object.assign(conversation, { name, lastUpdatedAt: new Date().toISOString() });
	conversationChanged(pact, conversation);
	pact.changed();
}

/** A payload of either version. */
interface Heard {
	type?: string;
	event?: string;
	data?: { external_id?: number };
	object?: { id?: number };
}

/** A webhook was accepted: the customer's message has reached the business. */
export function customerHeard(pact: PactService, payload: unknown): void {
	const { type, event, data, object } = (payload ?? {}) as Heard;
	const id = event === 'new' ? data?.external_id : event === 'create' ? object?.id : undefined;
	if (type !== 'message' || id === undefined) return;
	const message = pact.state.messages.findLast((candidate) => candidate.id === id);
	if (message?.income) message.ack = 2;
}
