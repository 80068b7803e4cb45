import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../common/refusal.ts';
import { send } from '../delivery.ts';
import type { Input } from '../input.ts';
import { conversationWith } from '../people.ts';
import type { PactService } from '../service.ts';
import type { Company, Conversation } from '../state.ts';
import { Call } from './call.ts';
import { conversationObject, unixOrNull } from './objects.ts';
import { page } from './paging.ts';

export function conversations(app: FastifyInstance, pact: PactService): void {
	const path = '/companies/:companyId/conversations';
	const one = `${path}/:conversationId`;

	app.get(path, async (request) => {
		const { company, input } = new Call(pact, request);
		const own = pact.state.conversations.filter(({ companyId }) => companyId === company.id);
		const { items, paging } = page(pact, input, own);
		return { status: 'ok', data: { conversations: items.map(conversationObject), ...paging } };
	});

	app.post(path, async (request) => {
		const { company, input } = new Call(pact, request);
		return { status: 'ok', data: { conversation: conversationObject(begin(pact, company, input)) } };
	});

	app.get(one, async (request) => {
		const { conversation } = new Call(pact, request);
		return { status: 'ok', data: { conversation: conversationObject(conversation) } };
	});

	app.put(`${one}/assign`, async (request) => {
		const { conversation, input } = new Call(pact, request);
		conversation.assigneeId = input.integer('assignee_id') ?? null;
		return { status: 'ok', data: { conversation: { external_id: conversation.id } } };
	});

	app.put(`${one}/note`, async (request) => {
		const { conversation, input } = new Call(pact, request);
		conversation.notes.push(input.required('note'));
		return { status: 'updated' };
	});

	app.put(`${one}/toggle_bitrix_block_openlines`, async (request) => {
		const { conversation, input } = new Call(pact, request);
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
	});
}

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
