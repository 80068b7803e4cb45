import { senderExternalId } from '../../people.ts';
import type { PactService } from '../../service.ts';
import type { Conversation, Job, Message } from '../../state.ts';
import { attachmentObjects, unix, unixOrNull } from './objects.ts';

/** p1's webhooks write their times in a way of their own. */
const webhookTime = (iso: string): string => `${iso.slice(0, 19).replace('T', ' ')} UTC`;

/** Every payload p1 posts; what the sandbox itself never causes has made-up content. */
export const payloads = (pact: PactService) => ({
	ping: () => ({ source: 'pact.im', operation: 'test' }),

	conversationNew: (conversation: Conversation) => conversationPayload('new', conversation),

	conversationUpdate: (conversation: Conversation) => conversationPayload('update', conversation),

	messageNew: (message: Message) => ({
		type: 'message',
		event: 'new',
		data: {
			external_id: message.id,
			external_public_id: message.id,
			channel_id: message.channelId,
			channel_type: message.channelType,
			channel: { id: message.channelId, type: message.channelType },
			conversation_id: message.conversationId,
			message: message.text,
			location: {},
			income: message.income,
			created_at: webhookTime(message.createdAt),
			created_at_timestamp: unix(message.createdAt),
			ack: message.ack,
			attachments: attachmentObjects(pact, message),
			...(message.jobId === null ? {} : { job_id: message.jobId }),
		},
	}),

	messageAck: (message: Message, ack = message.ack) => ({
		type: 'message',
		event: 'ack',
		data: {
			external_id: message.id,
			channel: { id: message.channelId, type: message.channelType },
			conversation_id: message.conversationId,
			ack,
		},
	}),

	jobExecuted: (job: Job) => ({
		type: 'job',
		event: 'executed',
		data: {
			id: job.id,
			result: job.state === 'delivered' ? 'DELIVERED' : 'NOT DELIVERED',
			message_id: job.messageId,
			date: unix(new Date().toISOString()),
			...(job.reason === null ? {} : { reason: job.reason }),
		},
	}),

	groupConversationNew: (data: object = {}) => ({
		type: 'group_conversation',
		event: 'new',
		data: { ...groupConversation(), ...data },
	}),

	groupMessageNew: (data: object = {}) => ({
		type: 'group_message',
		event: 'new',
		data: { ...groupMessage(), ...data },
	}),

	groupMessageAck: (data: object = {}) => ({
		type: 'group_message',
		event: 'ack',
		data: {
			channel: { id: 3, type: 'whatsapp' },
			timestamp: 1767323045,
			external_id: 9002,
			participant: '79250000001',
			conversation_id: 9001,
			external_public_id: 'group-message-1',
			ack: 2,
			...data,
		},
	}),

	groupConversationContactNew: (data: object = {}) => ({
		type: 'group_conversation_contact',
		event: 'new',
		data: {
			contact: { external_public_id: '79250000001' },
			channel_id: 3,
			channel_type: 'whatsapp',
			date_timestamp: 1767323045,
			conversation_id: 9001,
			...data,
		},
	}),

	/** The one payload that keeps its content at the top. */
	qrCode: (channelId: number, companyId = 1) => ({
		type: 'qr_code',
		event: 'new',
		company_id: companyId,
		channel_id: channelId,
		data: `data:image/png;base64,${Buffer.from('an invented QR code').toString('base64')}`,
	}),

	/** `message` is e.g. authorized, phone offline, phone online, unavailable, disabled, synchronized; no event. */
	system: (message: string, channelId: number, severity: 'information' | 'critical' = 'information') => {
		const now = new Date().toISOString();
		return {
			type: 'system',
			severity,
			data: {
				message,
				date: webhookTime(now),
				date_timestamp: unix(now),
				timestamp: unix(now),
				details: { entity: 'channel', entity_id: channelId },
			},
		};
	},
});

function conversationPayload(event: 'new' | 'update', conversation: Conversation) {
	const hasSender = ['whatsapp', 'instagram'].includes(conversation.channelType);
	return {
		type: 'conversation',
		event,
		data: {
			external_id: conversation.id,
			name: conversation.name,
			avatar_url: conversation.avatar,
			channel_id: conversation.channelId,
			channel_type: conversation.channelType,
			created_at: webhookTime(conversation.createdAt),
			created_at_timestamp: unix(conversation.createdAt),
			last_message_at: unixOrNull(conversation.lastMessageAt),
			last_income_message_at: unixOrNull(conversation.lastIncomeMessageAt),
			...(hasSender ? { sender_external_id: senderExternalId(conversation) } : {}),
		},
	};
}

const groupConversation = () => ({
	name: 'Sand lovers',
	avatar_url: '/avatars/original/missing.png',
	channel_id: 3,
	created_at: '2026-01-02T03:04:05.678Z',
	external_id: 9001,
	channel_type: 'whatsapp',
	last_message_at: 1767323045,
	sender_external_id: '79250000001',
	created_at_timestamp: 1767323045,
	last_income_message_at: 1767323045,
});

const groupMessage = () => ({
	external_id: 9002,
	external_public_id: 'group-message-1',
	channel_id: 3,
	channel_type: 'whatsapp',
	channel: { id: 3, type: 'whatsapp' },
	conversation_id: 9001,
	message: 'Hello, everybody',
	location: null,
	income: true,
	created_at: '2026-01-02 03:04:05 UTC',
	created_at_timestamp: 1767323045,
	external_created_at_timestamp: 1767323045,
	ack: 1,
	attachments: [],
});
