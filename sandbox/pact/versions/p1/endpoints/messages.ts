import type { Endpoints } from '../../../../common/call.ts';
import { Refusal } from '../../../../common/refusal.ts';
import { send } from '../../../delivery.ts';
import { found } from '../../../found.ts';
import type { Input } from '../../../input.ts';
import type { PactService } from '../../../service.ts';
import { isOnPhone, type Conversation, type Outgoing } from '../../../state.ts';
import { existing } from '../../../store.ts';
import type { P1Call } from '../call.ts';
import { jobObject, messageObject } from '../objects.ts';
import { page } from '../paging.ts';

export const messages: Endpoints<P1Call> = {
	'GET /p1/companies/:companyId/conversations/:conversationId/messages': ({ pact, conversation, input }) => {
		const own = pact.state.messages
			.filter((message) => message.conversationId === conversation.id && isOnPhone(message))
			.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id - b.id);
		const { items, paging } = page(pact, input, own);
		return { status: 'ok', data: { messages: items.map((message) => messageObject(pact, message)), ...paging } };
	},

	'POST /p1/companies/:companyId/conversations/:conversationId/messages': ({ pact, conversation, input }) => {
		if (conversation.channelId === null) throw new Refusal(400, 'The channel of the conversation has been deleted');
		const channel = existing(pact.state.channels, conversation.channelId);
		const outgoing = reply(pact, conversation, input);
		return { status: 'ok', data: jobObject(send(pact, channel, conversation, outgoing)) };
	},
};

function reply(pact: PactService, conversation: Conversation, input: Input): Outgoing {
	const text = input.text('message') ?? '';
	const attachmentIds = input.integers('attachments_ids');
	input.flag('send_to_crm');
	if (!text && attachmentIds.length === 0) throw new Refusal(400, 'message or attachments_ids is required');
	checkAttachments(pact, conversation, text, attachmentIds);
	return { text, attachmentIds, buttons: buttons(conversation, input.object('interactive')), recipient: null };
}

function checkAttachments(pact: PactService, conversation: Conversation, text: string, ids: number[]): void {
	if (ids.length > 1 && conversation.channelType !== 'vkontakte') {
		throw new Refusal(400, 'Several attachments are for vkontakte only');
	}
	for (const id of ids) {
		const { mimeType } = found(
			pact.state.attachments,
			'Attachment',
			(attachment) => attachment.id === id && attachment.conversationId === conversation.id,
		);
		if (text && conversation.channelType === 'whatsapp' && mimeType === 'application/pdf') {
			throw new Refusal(400, 'WhatsApp allows no caption with a PDF');
		}
	}
}

function buttons(conversation: Conversation, interactive: Input | undefined): string[] {
	if (!interactive) return [];
	if (conversation.channelType !== 'whatsapp_business') {
		throw new Refusal(400, 'interactive is for whatsapp_business only');
	}
	const labels = interactive.list('buttons');
	const valid = interactive.values.type === 'button' && labels.length > 0;
	if (!valid) throw new Refusal(400, 'interactive must be an Object with the type button and buttons');
	return labels.map(String);
}
