import { fileUrl } from '../../files.ts';
import { senderExternalId } from '../../people.ts';
import type { PactService } from '../../service.ts';
import type { Attachment, Channel, Conversation, Message, Page, Template, Webhook } from '../../state.ts';
import { existing } from '../../store.ts';

/** Messengers tell whole seconds. */
const wholeSeconds = (iso: string): string => `${iso.slice(0, 19)}.000Z`;

/** Contacts are kept with the conversation or company they belong to, under ids that are nothing else's. */
export const contactId = (ownerId: number): number => ownerId + 1_000_000;

export const avatarUrl = (pact: PactService, { avatar }: Conversation): string => new URL(avatar, pact.url).href;

export const conversationObject = (pact: PactService, conversation: Conversation) => ({
	id: conversation.id,
	company_id: conversation.companyId,
	sender_name: conversation.name,
	sender_phone: conversation.phone,
	sender_external_id: senderExternalId(conversation),
	sender_external_public_id: publicId(conversation),
	provider: conversation.channelType,
	avatar_url: avatarUrl(pact, conversation),
	created_at: conversation.createdAt,
	last_updated_at: wholeSeconds(conversation.lastUpdatedAt),
	last_message_id: conversation.lastMessageId,
	operational_state: conversation.operationalState as string,
	replied_state: conversation.repliedState,
	group: false,
});

export const publicId = ({ phone, username }: Conversation): string | null => username ?? phone;

export function messageObject(pact: PactService, message: Message) {
	const { id, income, text, failure } = message;
	const { companyId } = existing(pact.state.conversations, message.conversationId);
	return {
		id,
		external_id: message.externalId,
		company_id: companyId,
		conversation_id: message.conversationId,
		contact_id: contactId(income ? message.conversationId : companyId),
		replied_to_id: message.repliedToId,
		created_at: message.createdAt,
		external_created_at: wholeSeconds(message.createdAt),
		income,
		status: status(message) as string,
		// A file without words: null from the business, empty from the customer.
		message: income ? text : text || null,
		reactions: [] as object[] | null,
		// The vendor tells the reason somewhere in `details`; its name there is assumed.
		details: failure === null ? null : { reason: failure },
		delivery: false as boolean | null,
		deleted: message.deleted,
		attachments: message.attachmentIds.map((attachmentId) =>
			attachmentObject(pact, existing(pact.state.attachments, attachmentId), id),
		),
	};
}

function status({ income, failure, ack }: Message): 'created' | 'sent' | 'delivered' | 'read' | 'error' {
	if (income) return 'created';
	if (failure !== null) return 'error';
	return ack >= 3 ? 'read' : ack === 2 ? 'delivered' : 'sent';
}

/** Pictures have a preview and their measures, voice messages only say what they are. */
export function attachmentObject(pact: PactService, attachment: Attachment, messageId: number | null) {
	const { id, fileName, mimeType, size, pushToTalk, dimensions } = attachment;
	const { width, height } = dimensions;
	const url = fileUrl(pact, attachment);
	return {
		id,
		message_id: messageId,
		file_name: fileName,
		mime_type: mimeType,
		size,
		attachment_url: url,
		...(mimeType.startsWith('image/')
			? { preview_url: url, aspect_ratio: width && height ? width / height : null, data: dimensions }
			: {}),
		...(pushToTalk ? { push_to_talk: true } : {}),
	};
}

export function authObject(channel: Channel) {
	const { qr, code, oauthProviderUrl } = channel.confirmation;
	return {
		id: channel.id,
		company_id: channel.companyId,
		provider: channel.provider,
		state: channel.state,
		phone_number: channel.phoneNumber,
		username: channel.username,
		created_at: channel.createdAt,
		updated_at: channel.updatedAt,
		sync_messages_at: channel.syncMessagesAt,
		pages: channel.pages?.map((page) => pageObject(channel, page)) ?? null,
		...(qr ? { qr } : {}),
		...(code ? { code } : {}),
		...(oauthProviderUrl ? { oauth_provider_url: oauthProviderUrl } : {}),
	};
}

const pageObject = ({ id: authId, companyId, confirmation }: Channel, { id, externalId, name, enabled }: Page) => ({
	id,
	auth_id: authId,
	company_id: companyId,
	external_id: externalId,
	name,
	enabled,
	...(confirmation.oauthProviderUrl
		? { oauth_provider_url: `${confirmation.oauthProviderUrl}&group=${externalId}` }
		: {}),
});

export const templateObject = (template: Template) => ({
	id: template.id,
	name: template.name,
	body: template.body,
	waba_id: template.wabaId,
	substitutions_count: template.substitutionsCount,
	header_content_type: template.headerContentType,
	company_id: template.companyId,
	header: template.header,
	namespace: template.namespace,
	created_at: template.createdAt,
	position: template.position,
});

export const webhookObject = ({ id, url, active }: Webhook) => ({ id, url, active });
