import type { Conversation, Message } from '../../conversations';
import { type Json, perProcess, recordOf, textOrNull, timeOrNull } from '../../kit';
import { failureIn } from '../failure';
import { avatarOf, toAttachment } from '../files';

const PHONE_CHANNELS = ['whatsapp', 'whatsapp_business'];

/** Pact's sender id is the phone number on WhatsApp, and nothing that could be dialled elsewhere. */
export function phoneOf(channelType: unknown, senderId: string | null): string | null {
	return senderId !== null && PHONE_CHANNELS.includes(String(channelType)) && /^\d{7,15}$/.test(senderId)
		? senderId
		: null;
}

/** A conversation of p1 or of its webhook in the common shape (pact.md 1.4, 1.5). */
export function toConversation(raw: Json): Conversation {
	const senderId = textOrNull(raw.sender_external_id);
	return {
		id: textOrNull(raw.external_id),
		service: 'pact',
		name: textOrNull(raw.name),
		contact: {
			id: senderId,
			name: textOrNull(raw.name),
			phone: phoneOf(raw.channel_type, senderId),
			avatarUrl: avatarOf(raw.avatar ?? raw.avatar_url),
		},
		channel: { id: textOrNull(raw.channel_id), type: textOrNull(raw.channel_type) },
		status: null,
		assigneeId: textOrNull(raw.assignee_id),
		// 0 stands for never
		lastMessageAt: timeOrNull(raw.last_message_at || raw.last_income_message_at || null),
		createdAt: timeOrNull(raw.created_at ?? raw.created_at_timestamp),
		updatedAt: timeOrNull(raw.updated_at),
	};
}

const ACK: Record<string, string> = {
	'-1': 'preparing',
	'0': 'delivering',
	'1': 'sent',
	'2': 'delivered',
	'3': 'read',
};

/** A message of p1 or of its webhook in the common shape, with the place it shows if it shows one. */
export function toMessage(
	raw: Json,
	{ conversationId }: { conversationId?: string } = {},
): Message & { location?: Json } {
	const channel = recordOf(raw.channel);
	const location = recordOf(raw.location);
	const direction = { true: 'incoming', false: 'outgoing' } as const;
	return {
		id: textOrNull(raw.external_id),
		service: 'pact',
		conversationId: textOrNull(raw.conversation_id ?? conversationId),
		direction: typeof raw.income === 'boolean' ? direction[`${raw.income}`] : null,
		text: textOrNull(raw.message),
		status: textOrNull(raw.status) ?? ACK[String(raw.ack)] ?? null,
		sender: { id: null, name: null, phone: null },
		channel: {
			id: textOrNull(raw.channel_id ?? channel.id),
			type: textOrNull(raw.channel_type ?? channel.type),
		},
		attachments: Array.isArray(raw.attachments) ? raw.attachments.map(toAttachment) : [],
		createdAt: timeOrNull(raw.created_at ?? raw.created_at_timestamp),
		...(Object.keys(location).length > 0 && { location }),
	};
}

/** What jobs are to say: Pact does not repeat it. */
const words = perProcess('pact.words.v1', () => new WeakMap<Json, string>());

/** Notes what a job is to say. */
export function saying(job: Json, text: string): Json {
	words.set(job, text);
	return job;
}

export const wordsIn = (job: Json): string => words.get(job) ?? '';

/** A send of p1 answers with a job; the message id comes once it is delivered. */
export function toSentMessage(
	job: Json,
	fields: { text?: string },
): Message & { jobId: string | null; reason?: string } {
	const { result, reason } = recordOf(job.details);
	const message = words.get(job) ?? fields.text;
	return {
		...toMessage({ ...job, external_id: job.message_id, income: false, status: job.state, message }),
		jobId: textOrNull(job.id),
		...(result !== 'DELIVERED' && failureIn(reason)),
	};
}
