import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { NEXORA_REFRESH_TOKEN } from '../../../sandbox/sandbox.ts';
import type { Engine } from '../harness.ts';
import { createEngine } from '../harness.ts';
import { World } from '../world.ts';

export type Generation = 'current' | 'document';

/**
 * The world of Nexora. The server counts no requests, except in tests about that; the node counts them all the same, so
 * every test begins with a new n8n process, signed in as it is most of the time.
 */
export class NexoraWorld extends World {
	readonly #common: { apiVersion: Generation };

	constructor(file: string) {
		const common: { apiVersion: Generation } = { apiVersion: 'current' };
		super(file, { type: 'n8n-nodes-conversations.nexora', credentials: () => ({}), common });
		this.#common = common;
		beforeEach(async () => {
			this.nexora.limits = false;
			this.speak('current');
			await this.begin();
		});
	}

	get nexora() {
		return this.sandbox.nexora;
	}

	/** Has the server be one of this time, and the node know it. */
	speak(generation: Generation): void {
		this.nexora.version = generation;
		this.#common.apiVersion = generation;
	}

	/** The credential as the user entered it and n8n has signed in with it. */
	credential(changes: ICredentialDataDecryptedObject = {}): ICredentialDataDecryptedObject {
		return {
			authentication: 'refreshToken',
			refreshToken: NEXORA_REFRESH_TOKEN,
			accessToken: '',
			baseUrl: `${this.sandbox.url}/nexora`,
			sessionToken: this.nexora.state.account.accessToken,
			...changes,
		};
	}

	/** A new n8n process; several with one store are those of one n8n. */
	async process(store: Engine['credentials']): Promise<Engine> {
		return await createEngine({ credentials: store });
	}

	/** Goes on in a new n8n process. */
	async begin(changes?: ICredentialDataDecryptedObject): Promise<void> {
		await this.engine.close();
		this.engine = await this.process({ nexoraApi: this.credential(changes) });
	}

	/** What was asked, e.g. `GET /api/user`, without those that were refused for their token or in vain. */
	get asked(): string[] {
		return this.requests.filter(({ status }) => status === 200).map(({ method, route }) => `${method} ${route}`);
	}

	/** How often a new access token was fetched. */
	get renewals(): number {
		return this.asked.filter((request) => request === 'GET /auth/refresh').length;
	}
}
