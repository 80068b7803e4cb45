import type { Endpoints } from '../../../../common/call.ts';
import { Refusal } from '../../../../common/refusal.ts';
import type { Input } from '../../../input.ts';
import type { PactService } from '../../../service.ts';
import type { Company, Webhook } from '../../../state.ts';
import type { P2Call } from '../call.ts';
import { webhookObject } from '../objects.ts';
import { paged } from '../paging.ts';

const MOST_WEBHOOKS = 5;

export const webhooks: Endpoints<P2Call> = {
	'GET /api/p2/companies/:companyId/webhooks': ({ pact, company, input }) => {
		const { items, meta } = paged(input, ofCompany(pact, company));
		return { webhooks: items.map(webhookObject), meta };
	},

	'POST /api/p2/companies/:companyId/webhooks': ({ pact, company, input }) => {
		input.required('url');
		const url = address(input)!;
		if (ofCompany(pact, company).length >= MOST_WEBHOOKS) {
			throw new Refusal(400, `A company has at most ${MOST_WEBHOOKS} webhooks`);
		}
		return { webhook: webhookObject(pact.addWebhook({ companyId: company.id, url, active: false })) };
	},

	'PUT /api/p2/companies/:companyId/webhooks/:webhookId': async ({ pact, webhook, input }) => {
		const url = address(input);
		const active = input.flag('active');
		if (url !== undefined || (active && !webhook.active)) await test(pact, url ?? webhook.url);
		Object.assign(webhook, { url: url ?? webhook.url, active: active ?? webhook.active });
		return { webhook: webhookObject(webhook) };
	},

	'DELETE /api/p2/companies/:companyId/webhooks/:webhookId': ({ pact, webhook }) => {
		pact.state.webhooks = pact.state.webhooks.filter((other) => other !== webhook);
	},
};

const ofCompany = (pact: PactService, { id }: Company): Webhook[] =>
	pact.state.webhooks.filter(({ companyId }) => companyId === id);

function address(input: Input): string | undefined {
	const url = input.text('url') || undefined;
	if (url !== undefined && (!/^https?:\/\//.test(url) || !URL.canParse(url))) {
		throw new Refusal(400, 'url must be an http(s) address');
	}
	return url;
}

/** Only an address that answers the test with 200 is used. */
async function test(pact: PactService, url: string): Promise<void> {
	const { status, error } = await pact.p2.sender.ping(url, pact.p2.payloads.ping());
	if (status !== 200) throw new Refusal(400, `url must answer the test with 200, it answered ${error ?? status}`);
}
