import { createHmac } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { VOIPBIN_ACCESS_KEY, VOIPBIN_PASSWORD, VOIPBIN_USERNAME } from '../../../sandbox/sandbox.ts';
import { createEngine } from '../harness.ts';
import { id, World } from '../world.ts';

export const type = 'n8n-nodes-conversations.voipbin';

/** The three ways in, as a user fills in the credential. */
export const accessKey = { authentication: 'accessKey', accessKey: VOIPBIN_ACCESS_KEY };
export const login = { authentication: 'login', username: VOIPBIN_USERNAME, password: VOIPBIN_PASSWORD };
export const token = (value: string) => ({ authentication: 'token', token: value });

/** The world of VoIPbin, entered with an access key. */
export class VoipbinWorld extends World {
	constructor(file: string) {
		super(file, {
			type,
			credentials: ({ url }) => ({ voipbinApi: { ...accessKey, baseUrl: `${url}/voipbin` } }),
			common: {},
		});
	}

	get voipbin() {
		return this.sandbox.voipbin;
	}

	conversation(channel = 'line') {
		return this.voipbin.state.conversations.find((conversation) => conversation.type === channel)!;
	}

	/** The conversation as a parameter. */
	at(channel?: string) {
		return { conversationId: id(this.conversation(channel).id) };
	}

	/** What the phone of the other side has received. */
	received(channel?: string): string[] {
		return this.voipbin
			.phone(this.conversation(channel).id)
			.filter(({ from }) => from === 'business')
			.map(({ text }) => text);
	}

	/** An engine with another credential than the world's. */
	async engineWith(credential: ICredentialDataDecryptedObject) {
		return await createEngine({
			credentials: { voipbinApi: { baseUrl: `${this.sandbox.url}/voipbin`, ...credential } },
		});
	}

	/** Works with another credential than an access key for a while. */
	async entering<T>(credential: ICredentialDataDecryptedObject, work: () => Promise<T>): Promise<T> {
		const { credentials } = this.engine;
		const usual = credentials.voipbinApi!;
		credentials.voipbinApi = { baseUrl: usual.baseUrl!, ...credential };
		return await work().finally(() => (credentials.voipbinApi = usual));
	}

	/** The signature of a body, as VoIPbin makes it. */
	sign(body: string, secret = this.voipbin.state.customer.webhookSecret): string {
		return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
	}
}
