import type { NexoraService } from './service.ts';
import type { Conversation, Message } from './state.ts';
import { existing } from './store.ts';

export interface Sender {
	/** Digits only. */
	phone: string;
	name: string;
}

export interface CustomerMessage {
	text: string;
	/** The picture's address. */
	image?: string;
}

/** The number the business has at Meta. */
export const PHONE_NUMBER_ID = '100000000000001';
export const BOT_REPLIES = ['Thank you for your message!', 'A colleague will be with you soon.'];

/** What the server does when Meta tells it of a customer's message; null when it keeps nothing. */
export function customerWrites(
	nexora: NexoraService,
	from: string | Sender,
	{ text, image }: CustomerMessage,
): Message | null {
	const conversation =
		typeof from === 'string' ? existing(nexora.state.conversations, from) : conversationWith(nexora, from);
	if (conversation.humanHandle && nexora.version === 'current') return null;
	const message = nexora.addMessage({
		conversationId: conversation.id,
		message: image === undefined ? { text, type: 'text' } : { text, type: 'image', image },
		role: 'user',
		seen: true,
	});
	// The replies are written in parallel, and come after what they answer.
	const createdAt = new Date(Date.parse(message.createdAt) + 1).toISOString();
	for (const reply of nexora.bot ? BOT_REPLIES : []) {
		nexora.addMessage({
			conversationId: conversation.id,
			message: { text: reply, type: 'text' },
			role: 'Bot',
			createdAt,
		});
	}
	nexora.changed();
	return message;
}

function conversationWith(nexora: NexoraService, { phone, name }: Sender): Conversation {
	const room = `${PHONE_NUMBER_ID}${phone}`;
	const known = nexora.state.conversations.find((conversation) => conversation.room === room);
	if (known) return known;
	// The sender the server stores is the business, not the customer.
	const conversation = nexora.addConversation({ room, integrationType: 'waba', sender: PHONE_NUMBER_ID });
	nexora.state.customers.push({ conversationId: conversation.id, name, phone });
	return conversation;
}
