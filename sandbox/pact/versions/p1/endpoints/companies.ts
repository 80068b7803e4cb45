import type { Endpoints } from '../../../../common/call.ts';
import { Refusal } from '../../../../common/refusal.ts';
import type { Input } from '../../../input.ts';
import type { PactService } from '../../../service.ts';
import type { Company } from '../../../state.ts';
import type { P1Call } from '../call.ts';
import { companyObject } from '../objects.ts';
import { page } from '../paging.ts';

const LONGEST_NAME = 255;

export const companies: Endpoints<P1Call> = {
	'GET /p1/companies': ({ pact, input }) => {
		const { items, paging } = page(pact, input, pact.state.companies);
		return { status: 'ok', data: { companies: items.map(companyObject), ...paging } };
	},

	'POST /p1/companies': async ({ pact, input }) => {
		const name = input.required('name', LONGEST_NAME);
		const company = pact.addCompany({ name, ...(await details(pact, input)) });
		return { status: 'created', data: { external_id: company.id } };
	},

	'PUT /p1/companies/:companyId': async ({ pact, company, input }) => {
		const name = input.values.name === undefined ? company.name : input.required('name', LONGEST_NAME);
		const hidden = input.flag('hidden') ?? company.hidden;
		Object.assign(company, { name, hidden, ...(await details(pact, input)) });
		return { status: 'updated', data: { external_id: company.id } };
	},
};

async function details(pact: PactService, input: Input): Promise<Partial<Company>> {
	const phone = input.text('phone');
	const description = input.text('description');
	const webhookUrl = input.text('webhook_url');
	if (webhookUrl) await test(pact, webhookUrl);
	return {
		...(phone === undefined ? {} : { phone }),
		...(description === undefined ? {} : { description }),
		// Clearing with an empty string is not documented but the only way left.
		...(webhookUrl === undefined ? {} : { webhookUrl: webhookUrl || null }),
	};
}

/** An address is saved only when it answers the test with 200. */
async function test(pact: PactService, url: string): Promise<void> {
	if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new Refusal(400, 'webhook_url must be an http(s) address');
	const { status, error } = await pact.p1.sender.ping(url, pact.p1.payloads.ping());
	if (status !== 200)
		throw new Refusal(400, `webhook_url must answer the test with 200, it answered ${error ?? status}`);
}
