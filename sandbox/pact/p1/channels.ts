import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../common/refusal.ts';
import { channelTold } from '../announce.ts';
import { remove } from '../connection.ts';
import { hasMessenger, send } from '../delivery.ts';
import type { PactService } from '../service.ts';
import { Call } from './call.ts';
import { firstMessage } from './firstMessage.ts';
import { channelObject, jobObject } from './objects.ts';
import { page } from './paging.ts';
import { PROVIDERS } from './providers.ts';

export function channels(app: FastifyInstance, pact: PactService): void {
	const path = '/companies/:companyId/channels';

	app.get(path, async (request) => {
		const { company, input } = new Call(pact, request);
		const own = pact.state.channels.filter(({ companyId }) => companyId === company.id);
		const { items, paging } = page(pact, input, own);
		return { status: 'ok', data: { channels: items.map(channelObject), ...paging } };
	});

	app.post(path, async (request) => {
		const { company, input } = new Call(pact, request);
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
	});

	app.put(`${path}/:channelId`, async (request) => {
		const { channel, input } = new Call(pact, request);
		channel.token = input.required('token');
		return { status: 'updated', data: { external_id: channel.id } };
	});

	app.delete(`${path}/:channelId`, async (request) => {
		const { channel } = new Call(pact, request);
		remove(pact, channel);
		return { status: 'deleted' };
	});

	app.get(`${path}/:channelId/user_exists`, async (request) => {
		const { channel, input } = new Call(pact, request);
		const phone = input.phone('phone') ?? input.required('phone');
		return { status: 'ok', exists: channel.state === 'enabled' && hasMessenger(phone) };
	});

	app.post(`${path}/:channelId/conversations`, async (request) => {
		const { channel, input } = new Call(pact, request);
		const outgoing = firstMessage(pact, channel, input);
		return { status: 'ok', data: jobObject(send(pact, channel, null, outgoing)) };
	});
}
