import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../common/refusal.ts';
import type { Input } from '../input.ts';
import type { PactService } from '../service.ts';
import { Call } from './call.ts';
import { webhookObject } from './objects.ts';
import { paged } from './paging.ts';

const MOST_WEBHOOKS = 5;

export function webhooks(app: FastifyInstance, pact: PactService): void {
	const path = '/companies/:companyId/webhooks';
	const ofCompany = (id: number) => pact.state.webhooks.filter(({ companyId }) => companyId === id);

	app.get(path, async (request) => {
		const { company, input } = new Call(pact, request);
		const { items, meta } = paged(input, ofCompany(company.id));
		return { webhooks: items.map(webhookObject), meta };
	});

	app.post(path, async (request) => {
		const { company, input } = new Call(pact, request);
		input.required('url');
		const url = address(input)!;
		if (ofCompany(company.id).length >= MOST_WEBHOOKS) {
			throw new Refusal(400, `A company has at most ${MOST_WEBHOOKS} webhooks`);
		}
		return { webhook: webhookObject(pact.addWebhook({ companyId: company.id, url, active: false })) };
	});

	app.put(`${path}/:webhookId`, async (request) => {
		const { webhook, input } = new Call(pact, request);
		const url = address(input);
		const active = input.flag('active');
		if (url !== undefined || (active && !webhook.active)) await test(pact, url ?? webhook.url);
		Object.assign(webhook, { url: url ?? webhook.url, active: active ?? webhook.active });
		return { webhook: webhookObject(webhook) };
	});

	app.delete(`${path}/:webhookId`, async (request, reply) => {
		const { webhook } = new Call(pact, request);
		pact.state.webhooks = pact.state.webhooks.filter((other) => other !== webhook);
		return await reply.code(204).send();
	});
}

function address(input: Input): string | undefined {
	const url = input.text('url') || undefined;
	if (url !== undefined && (!/^https?:\/\//.test(url) || !URL.canParse(url))) {
		throw new Refusal(400, 'url must be an http(s) address');
	}
	return url;
}

/** Only an address that answers the test with 200 is used. */
async function test(pact: PactService, url: string): Promise<void> {
	const { status, error } = await pact.sender2.ping(url, pact.payloads2.ping());
	if (status !== 200) throw new Refusal(400, `url must answer the test with 200, it answered ${error ?? status}`);
}
