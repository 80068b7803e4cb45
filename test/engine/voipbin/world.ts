import { createHmac } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { VOIPBIN_ACCESS_KEY, VOIPBIN_PASSWORD, VOIPBIN_USERNAME } from '../../../sandbox/sandbox.ts';
import { useWorld, World } from '../world.ts';

export type Version = '2022' | '2026';

/** The three ways in, as a user fills in the credential. */
export const accessKey = { authentication: 'accessKey', accessKey: VOIPBIN_ACCESS_KEY };
export const login = { authentication: 'login', username: VOIPBIN_USERNAME, password: VOIPBIN_PASSWORD };
export const token = (value: string) => ({ authentication: 'token', token: value });

class VoipbinWorld extends World {
	readonly type = 'n8n-nodes-conversations.voipbin';
	readonly credentialType = 'voipbinApi';
	readonly common = {};
	readonly reply = { resource: 'message', operation: 'send', parameters: {} };
	readonly forgetsRates = false;

	get voipbin() {
		return this.sandbox.voipbin;
	}

	/** Without anything entered, an access key. */
	credential(entered: ICredentialDataDecryptedObject = accessKey) {
		return { baseUrl: `${this.sandbox.url}/voipbin`, ...entered };
	}

	/** Has the servers be those of this year; until then they are of 2026. */
	speak(version: Version): void {
		this.voipbin.version = version;
	}

	/** The conversation in a messenger. */
	conversation(channel: string) {
		return this.voipbin.state.conversations.find(({ type }) => type === channel)!;
	}

	get ann() {
		return this.conversation('line');
	}

	forget() {
		Object.assign(this.voipbin.state, { conversations: [], messages: [] });
	}

	newcomer(name: string) {
		return this.voipbin.addConversation({ type: 'line', peer: { target: `U${name}`, targetName: name } });
	}

	writes({ id }: { id: string | number }, text: string) {
		this.voipbin.customerWrites(String(id), { text });
	}

	said({ id }: { id: string | number }, from: 'customer' | 'business', text: string, minutesAgo = 0) {
		const createdAt = new Date(Date.now() - minutesAgo * 60_000).toISOString().replace('Z', '000Z');
		const direction = from === 'customer' ? 'incoming' : 'outgoing';
		this.voipbin.addMessage({ conversationId: String(id), direction, text, createdAt });
	}

	annSendsPicture() {
		this.voipbin.customerWrites(this.ann.id, {
			attachments: [{ fileName: 'cat.png', mimeType: 'image/png', content: 'cat' }],
		});
	}

	phone(conversation: { id: string | number }) {
		return this.voipbin.phone(String(conversation.id));
	}

	async idle() {
		await this.voipbin.idle();
	}

	/** Works with another credential than an access key for a while. */
	async entering<T>(entered: ICredentialDataDecryptedObject, work: () => Promise<T>): Promise<T> {
		const { credentials } = this.engine;
		const usual = credentials.voipbinApi!;
		credentials.voipbinApi = this.credential(entered);
		return await work().finally(() => (credentials.voipbinApi = usual));
	}

	/** The signature of a body, as VoIPbin makes it. */
	sign(body: string, secret = this.voipbin.state.customer.webhookSecret): string {
		return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
	}
}

/** The world of VoIPbin, entered with an access key. */
export const useVoipbin = () => useWorld(new VoipbinWorld());
