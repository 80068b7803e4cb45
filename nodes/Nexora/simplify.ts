import type { Attachment, Conversation, Message } from '../conversations';
import { isRecord, type Json, textOrNull, timeOrNull } from '../kit';

/** The roles that customers write with; every other one speaks for the business, such as the server's `Bot` and `CS`. */
export const CUSTOMER_ROLES = ['client', 'user', 'customer'];

/** WhatsApp rooms are the id of the business number and the customer's number in one; elsewhere the sender is who writes. */
function contactOf({ room, sender, integrationType }: Json): Conversation['contact'] {
	const nobody = { id: null, name: null, phone: null, avatarUrl: null };
	const business = textOrNull(sender);
	if (business === null || business === room) return nobody;
	if (integrationType !== 'waba') return { ...nobody, id: business };
	const words = textOrNull(room) ?? '';
	const customer = words.startsWith(business) ? words.slice(business.length) : '';
	return /^\d{7,15}$/.test(customer) ? { ...nobody, id: customer, phone: customer } : nobody;
}

/** A bot is connected to one channel, so it stands for the account a conversation came in through. */
const channelOf = ({ botId, integrationType }: Json): Conversation['channel'] => ({
	id: textOrNull(botId),
	type: textOrNull(integrationType),
});

/** Who answers the customer, where the server tells. */
function statusOf(humanHandle: unknown): string | null {
	if (typeof humanHandle !== 'boolean') return null;
	return humanHandle ? 'human' : 'bot';
}

/** A conversation in the common shape. */
export function toConversation(raw: Json): Conversation {
	return {
		id: textOrNull(raw.id),
		service: 'nexora',
		name: textOrNull(raw.room),
		contact: contactOf(raw),
		channel: channelOf(raw),
		status: statusOf(raw.humanHandle),
		assigneeId: null,
		// `updatedAt` does not move when a message arrives, so nothing tells of the last one
		lastMessageAt: null,
		createdAt: timeOrNull(raw.createdAt),
		updatedAt: timeOrNull(raw.updatedAt),
	};
}

/** What a message says: servers of 2025 give a text, newer ones an object. */
export function contentOf(message: unknown): { text: string | null; image: string | null } {
	if (!isRecord(message)) return { text: textOrNull(message), image: null };
	return { text: textOrNull(message.text), image: textOrNull(message.image) };
}

/** Which way a message went, by who wrote it. */
export function directionOf(role: unknown, customerRoles: readonly string[]): Message['direction'] {
	const words = textOrNull(role)?.trim().toLowerCase();
	if (words === undefined || words === '') return null;
	return customerRoles.some((customer) => customer.toLowerCase() === words) ? 'incoming' : 'outgoing';
}

const attachment = (url: string): Attachment => ({ id: null, url, fileName: null, mimeType: null, size: null });

/** A message in the common shape. */
export const toMessage = (raw: Json): Message => messageIn({}, raw);

/** A message in the common shape, with what only its conversation tells where that is known. */
export function messageIn(conversation: Json, raw: Json, customerRoles: readonly string[] = CUSTOMER_ROLES): Message {
	const { text, image } = contentOf(raw.message);
	const direction = directionOf(raw.role, customerRoles);
	const { id, name, phone } = contactOf(conversation);
	return {
		id: textOrNull(raw.id),
		service: 'nexora',
		conversationId: textOrNull(raw.conversationId),
		direction,
		text,
		status: null,
		sender: direction === 'incoming' ? { id, name, phone } : { id: null, name: null, phone: null },
		channel: channelOf(conversation),
		attachments: image === null ? [] : [attachment(image)],
		createdAt: timeOrNull(raw.createdAt),
	};
}
