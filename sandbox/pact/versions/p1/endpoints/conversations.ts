import type { Endpoints } from '../../../../common/call.ts';
import { Refusal } from '../../../../common/refusal.ts';
import { send } from '../../../delivery.ts';
import type { Input } from '../../../input.ts';
import { conversationWith } from '../../../people.ts';
import type { PactService } from '../../../service.ts';
import type { Company, Conversation } from '../../../state.ts';
import type { P1Call } from '../call.ts';
import { conversationObject, unixOrNull } from '../objects.ts';
import { page } from '../paging.ts';

export const conversations: Endpoints<P1Call> = {
	'GET /p1/companies/:companyId/conversations': ({ pact, company, input }) => {
		const own = pact.state.conversations.filter(({ companyId }) => companyId === company.id);
		const { items, paging } = page(pact, input, own);
		return { status: 'ok', data: { conversations: items.map(conversationObject), ...paging } };
	},

	'POST /p1/companies/:companyId/conversations': ({ pact, company, input }) => ({
		status: 'ok',
		data: { conversation: conversationObject(begin(pact, company, input)) },
	}),

	'GET /p1/companies/:companyId/conversations/:conversationId': ({ conversation }) => ({
		status: 'ok',
		data: { conversation: conversationObject(conversation) },
	}),

	'PUT /p1/companies/:companyId/conversations/:conversationId/assign': ({ conversation, input }) => {
		conversation.assigneeId = input.integer('assignee_id') ?? null;
		return { status: 'ok', data: { conversation: { external_id: conversation.id } } };
	},

	'PUT /p1/companies/:companyId/conversations/:conversationId/note': ({ conversation, input }) => {
		conversation.notes.push(input.required('note'));
		return { status: 'updated' };
	},

	'PUT /p1/companies/:companyId/conversations/:conversationId/toggle_bitrix_block_openlines': ({
		conversation,
		input,
	}) => {
		const enabled = input.flag('enabled');
		if (enabled === undefined) throw new Refusal(400, 'enabled is required');
		conversation.bitrixBlockOpenlines = enabled;
		return {
			status: 'ok',
			data: {
				conversation: {
					...conversationObject(conversation),
					last_message_at: unixOrNull(conversation.lastMessageAt),
					last_income_message_at: unixOrNull(conversation.lastIncomeMessageAt),
					bitrix_block_openlines: enabled,
				},
			},
		};
	},
};

function begin(pact: PactService, company: Company, input: Input): Conversation {
	const provider = input.oneOf('provider', ['whatsapp', 'telegram_personal']) ?? input.required('provider');
	const phone = input.phone('phone') ?? null;
	const channel = pact.state.channels.find(
		(candidate) => candidate.companyId === company.id && candidate.provider === provider,
	);
	if (!channel) throw new Refusal(400, `The company has no ${provider} channel`);

	if (provider === 'whatsapp') {
		if (phone === null) throw new Refusal(400, 'phone is required');
		return conversationWith(pact, channel.id, { phone, username: null }, phone);
	}
	const username = input.text('username') || null;
	if ((phone === null) === (username === null)) throw new Refusal(400, 'Exactly one of phone and username is required');
	const text = input.required('text');
	input.flag('send_to_crm');
	const recipient = { phone, username };
	const conversation = conversationWith(pact, channel.id, recipient, phone ?? username!);
	send(pact, channel, conversation, { text, attachmentIds: [], buttons: [], recipient });
	return conversation;
}
