import { addressed, type Attachment, type Conversation, type Message, type SentMessage } from '../conversations';
import { isRecord, type Json, recordOf, textOrNull, timeOrNull } from '../kit';

/** The zero UUID, with which VoIPbin says that there is none. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

function idOrNull(value: unknown): string | null {
	return value === NOBODY ? null : textOrNull(value);
}

/** Until 2024 the year 9999 meant "not yet". */
function momentOrNull(value: unknown): string | null {
	return String(value).startsWith('9999-') ? null : timeOrNull(value);
}

const PHONE_TYPES = ['tel', 'whatsapp'];

/** The person behind an address; only telephone numbers can be dialled. */
function personOf({ type, target, target_name: name }: Json): Message['sender'] {
	const id = textOrNull(target);
	return { id, name: textOrNull(name), phone: PHONE_TYPES.includes(String(type)) ? id : null };
}

/** Who a conversation is with: `peer`, or in 2022 the participant the conversation is named after. */
function peerOf({ peer, participants, reference_id: dialogId }: Json): Json {
	if (isRecord(peer)) return peer;
	const people = Array.isArray(participants) ? participants.map(recordOf) : [];
	return people.find(({ target }) => target === dialogId) ?? {};
}

/** A conversation of 2022 or of today in the common shape (voipbin.md 2.1, 2.3). */
export function toConversation(raw: Json): Conversation {
	return {
		id: textOrNull(raw.id),
		service: 'voipbin',
		name: textOrNull(raw.name),
		contact: { ...personOf(peerOf(raw)), avatarUrl: null },
		channel: { id: idOrNull(raw.account_id), type: textOrNull(raw.type ?? raw.reference_type) },
		status: null,
		assigneeId: idOrNull(raw.owner_id),
		lastMessageAt: null,
		createdAt: momentOrNull(raw.tm_create),
		updatedAt: momentOrNull(raw.tm_update),
	};
}

/** 2022 had no direction, but two states that only one of them has. */
const DIRECTIONS: Record<string, Message['direction']> = {
	incoming: 'incoming',
	outgoing: 'outgoing',
	received: 'incoming',
	sent: 'outgoing',
};

/** Today the sender is an address; in 2022 it was the bare target, and its type that of the message. */
function sourceOf({ source, source_target: target, reference_type: type }: Json): Json {
	return isRecord(source) ? source : { type: type === 'message' ? 'tel' : type, target };
}

/** VoIPbin tells that there was a file, but gives no way to its content. */
function toAttachment(raw: unknown): Attachment {
	const { id, filename } = recordOf(raw);
	return { id: textOrNull(id), url: null, fileName: textOrNull(filename), mimeType: null, size: null };
}

/** A message of 2022 or of today in the common shape. */
export function toMessage(raw: Json): Message {
	return {
		id: textOrNull(raw.id),
		service: 'voipbin',
		conversationId: textOrNull(raw.conversation_id),
		direction: DIRECTIONS[String(raw.direction ?? raw.status)] ?? null,
		text: textOrNull(raw.text),
		status: textOrNull(raw.status),
		sender: personOf(sourceOf(raw)),
		channel: { id: null, type: textOrNull(raw.reference_type) },
		attachments: Array.isArray(raw.medias) ? raw.medias.map(toAttachment) : [],
		createdAt: momentOrNull(raw.tm_create),
	};
}

/** What was just sent, and to whom; the answer of 2022 tells neither direction nor recipient. */
export const toSentMessage = (raw: Json, _to: object, past: Iterable<Json>): SentMessage =>
	addressed(toMessage({ direction: 'outgoing', ...raw }), past, personOf(recordOf(raw.destination)));

/** An account without the secret of its provider, which VoIPbin sends back although it says it does not. */
export function withoutSecret(account: Json): Json {
	if (!isRecord(account.provider_data)) return account;
	const provider = { ...account.provider_data };
	delete provider.app_secret;
	return { ...account, provider_data: provider };
}
