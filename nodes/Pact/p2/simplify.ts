import type { Conversation, Message } from '../../conversations';
import { type Json, recordOf, textOrNull, timeOrNull } from '../../kit';
import { failureIn } from '../failure';
import { avatarOf, toAttachment } from '../files';

/** A conversation of p2 in the common shape (pact.md 1.7). */
export function toConversation(raw: Json): Conversation {
	return {
		id: textOrNull(raw.id),
		service: 'pact',
		name: textOrNull(raw.sender_name),
		contact: {
			id: textOrNull(raw.sender_external_id),
			name: textOrNull(raw.sender_name),
			phone: phoneOrNull(raw.sender_phone),
			avatarUrl: avatarOf(raw.avatar_url),
		},
		channel: { id: null, type: textOrNull(raw.provider) },
		status: textOrNull(raw.operational_state),
		assigneeId: textOrNull(raw.assignee_id),
		lastMessageAt: null,
		createdAt: timeOrNull(raw.created_at),
		updatedAt: timeOrNull(raw.last_updated_at),
	};
}

/** A message of p2; only its webhooks tell who wrote it and in which messenger. */
export function toMessage(
	raw: Json,
	{ conversationId }: { conversationId?: string } = {},
): Message & { reason?: string } {
	const contact = recordOf(raw.contact);
	const conversation = recordOf(raw.conversation);
	const incoming = raw.income === true;
	return {
		id: textOrNull(raw.id),
		service: 'pact',
		conversationId: textOrNull(raw.conversation_id ?? conversation.id ?? conversationId),
		direction: typeof raw.income === 'boolean' ? (incoming ? 'incoming' : 'outgoing') : null,
		text: textOrNull(raw.message),
		status: raw.deleted === true ? 'deleted' : textOrNull(raw.status),
		sender: {
			id: incoming ? textOrNull(contact.id ?? raw.contact_id) : null,
			name: incoming ? textOrNull(contact.name) : null,
			phone: incoming ? phoneOrNull(contact.phone) : null,
		},
		channel: { id: null, type: textOrNull(conversation.provider) },
		attachments: Array.isArray(raw.attachments) ? raw.attachments.map(toAttachment) : [],
		createdAt: timeOrNull(raw.external_created_at ?? raw.created_at),
		...(raw.status === 'error' && failureIn(raw.details)),
	};
}

/** p2 writes numbers with a plus, p1 without. */
const phoneOrNull = (value: unknown) => textOrNull(value)?.replace(/^\+/, '') ?? null;
