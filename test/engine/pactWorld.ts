import { PACT_TOKEN } from '../sandbox/sandbox.ts';
import { id, World } from './world.ts';

export const company = id('1');

/** The world of Pact's API generation p1. */
export class PactWorld extends World {
	constructor(file: string) {
		super(file, {
			type: 'n8n-nodes-conversations.pact',
			credentials: ({ url }) => ({ pactApi: { apiToken: PACT_TOKEN, baseUrl: `${url}/pact` } }),
			common: { apiVersion: 'p1', companyId: company },
		});
	}

	get pact() {
		return this.sandbox.pact;
	}
}
