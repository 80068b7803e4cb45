import type { Endpoints } from '../../../../common/call.ts';
import { Refusal } from '../../../../common/refusal.ts';
import { channelTold } from '../../../announce.ts';
import { remove } from '../../../connection.ts';
import { hasMessenger, send } from '../../../delivery.ts';
import type { P1Call } from '../call.ts';
import { firstMessage } from '../firstMessage.ts';
import { channelObject, jobObject } from '../objects.ts';
import { page } from '../paging.ts';
import { PROVIDERS } from '../providers.ts';

export const channels: Endpoints<P1Call> = {
	'GET /p1/companies/:companyId/channels': ({ pact, company, input }) => {
		const own = pact.state.channels.filter(({ companyId }) => companyId === company.id);
		const { items, paging } = page(pact, input, own);
		return { status: 'ok', data: { channels: items.map(channelObject), ...paging } };
	},

	'POST /p1/companies/:companyId/channels': ({ pact, company, input }) => {
		const provider = input.oneOf('provider', Object.keys(PROVIDERS)) ?? input.required('provider');
		PROVIDERS[provider]!(input);
		const taken = pact.state.channels.some(
			(channel) => channel.companyId === company.id && channel.provider === provider,
		);
		if (taken) throw new Refusal(400, `The company already has a ${provider} channel`);
		const channel = pact.addChannel({
			companyId: company.id,
			provider,
			token: input.text('token') ?? null,
			state: 'initial',
		});
		channelTold(pact, 'create', channel);
		return { status: 'created', data: { external_id: channel.id } };
	},

	'PUT /p1/companies/:companyId/channels/:channelId': ({ channel, input }) => {
		channel.token = input.required('token');
		return { status: 'updated', data: { external_id: channel.id } };
	},

	'DELETE /p1/companies/:companyId/channels/:channelId': ({ pact, channel }) => {
		remove(pact, channel);
		return { status: 'deleted' };
	},

	'GET /p1/companies/:companyId/channels/:channelId/user_exists': ({ channel, input }) => {
		const phone = input.phone('phone') ?? input.required('phone');
		return { status: 'ok', exists: channel.state === 'enabled' && hasMessenger(phone) };
	},

	'POST /p1/companies/:companyId/channels/:channelId/conversations': ({ pact, channel, input }) => {
		const outgoing = firstMessage(pact, channel, input);
		return { status: 'ok', data: jobObject(send(pact, channel, null, outgoing)) };
	},
};
