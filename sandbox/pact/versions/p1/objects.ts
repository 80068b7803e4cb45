import { fileUrl } from '../../files.ts';
import { senderExternalId } from '../../people.ts';
import type { PactService } from '../../service.ts';
import type { Channel, Company, Conversation, Job, Message, Template } from '../../state.ts';
import { existing } from '../../store.ts';

export const unix = (iso: string): number => Math.floor(Date.parse(iso) / 1000);
export const unixOrNull = (iso: string | null): number | null => (iso === null ? null : unix(iso));

export const companyObject = (company: Company) => ({
	external_id: company.id,
	external_uuid: company.uuid,
	name: company.name,
	phone: company.phone,
	description: company.description,
	webhook_url: company.webhookUrl,
});

export const channelObject = (channel: Channel) => ({ external_id: channel.id, provider: channel.provider });

export const conversationObject = (conversation: Conversation) => ({
	external_id: conversation.id,
	name: conversation.name,
	channel_id: conversation.channelId,
	channel_type: conversation.channelType,
	created_at: conversation.createdAt,
	created_at_timestamp: unix(conversation.createdAt),
	avatar: conversation.avatar,
	sender_external_id: senderExternalId(conversation),
	contacts: contacts(conversation),
	meta: {},
});

/** Seen in production: two for a private chat, the customer and the account that is written with. */
const contacts = (conversation: Conversation) => [
	{
		external_id: senderExternalId(conversation),
		external_public_id: conversation.username ?? conversation.phone,
		name: conversation.name,
	},
	{ external_id: String(conversation.channelId), external_public_id: null, name: null },
];

export const messageObject = (pact: PactService, message: Message) => ({
	external_id: message.id,
	channel_id: message.channelId,
	channel_type: message.channelType,
	message: message.text,
	income: message.income,
	created_at: message.createdAt,
	created_at_timestamp: unix(message.createdAt),
	attachments: attachmentObjects(pact, message),
});

/** The vendor does not document p1's attachment elements: clients read `external_id` and `url`, the rest is p2's. */
export const attachmentObjects = (pact: PactService, { attachmentIds }: Message) =>
	attachmentIds.map((attachmentId) => {
		const attachment = existing(pact.state.attachments, attachmentId);
		return {
			external_id: attachment.id,
			file_name: attachment.fileName,
			mime_type: attachment.mimeType,
			size: attachment.size,
			url: fileUrl(pact, attachment),
			preview_url: null,
		};
	});

/** Only `trying_deliver`, `delivered` and DELIVERED are documented; the words of a failed job are assumed. */
export const jobObject = (job: Job) => ({
	id: job.id,
	company_id: job.companyId,
	channel: { id: job.channelId, type: job.channelType },
	conversation_id: job.conversationId,
	state: job.state,
	message_id: job.messageId,
	details: {
		trying_deliver: null,
		delivered: { result: 'DELIVERED' },
		not_delivered: { result: 'NOT DELIVERED', reason: job.reason },
	}[job.state],
	created_at: unix(job.createdAt),
});

export const templateObject = (template: Template) => ({
	id: template.id,
	company_id: template.companyId,
	name: template.name,
	waba_id: template.wabaId,
	body: template.body,
	substitutions_count: template.substitutionsCount,
	position: template.position,
});
