import { PACT_TOKEN } from '../../../sandbox/sandbox.ts';
import { id, World } from '../world.ts';

export const company = id('1');

/** The world of one generation of Pact's API. */
export class PactWorld extends World {
	constructor(file: string, apiVersion: 'p1' | 'p2' = 'p1') {
		super(file, {
			type: 'n8n-nodes-conversations.pact',
			credentials: ({ url }) => ({ pactApi: { apiToken: PACT_TOKEN, baseUrl: `${url}/pact` } }),
			common: { apiVersion, companyId: company },
			forgetsRates: apiVersion === 'p2',
		});
	}

	get pact() {
		return this.sandbox.pact;
	}
}
