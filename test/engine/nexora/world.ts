import { NEXORA_REFRESH_TOKEN } from '../../../sandbox/sandbox.ts';
import type { Engine } from '../harness.ts';
import { createEngine } from '../harness.ts';
import { useWorld, World } from '../world.ts';

export type Version = 'current' | 'document';

class NexoraWorld extends World {
	readonly type = 'n8n-nodes-conversations.nexora';
	readonly credentialType = 'nexoraApi';
	readonly common: { apiVersion: Version } = { apiVersion: 'current' };
	readonly reply = { resource: 'message', operation: 'create', parameters: { type: 'text', role: 'Bot' } };
	// the node counts what it asks, whether or not the server does
	readonly forgetsRates = true;

	/** What n8n keeps beside the token of a session, to know whose it is. */
	#sessionOwner: unknown;

	override async open() {
		await super.open();
		const engine = await this.engineWith({ sessionToken: '' });
		await engine.testCredential(this.credentialType);
		this.#sessionOwner = engine.credentials.nexoraApi?.sessionOwner;
		await engine.close();
		await this.begin();
	}

	get nexora() {
		return this.sandbox.nexora;
	}

	/** The credential as the user entered it and n8n has signed in with it. */
	credential(entered = {}) {
		return {
			authentication: 'refreshToken',
			refreshToken: NEXORA_REFRESH_TOKEN,
			accessToken: '',
			baseUrl: `${this.sandbox.url}/nexora`,
			sessionToken: this.nexora.state.account.accessToken,
			sessionOwner: this.#sessionOwner as string,
			...entered,
		};
	}

	/** The server counts no requests, except in tests about that. */
	override async refresh() {
		await super.refresh();
		this.nexora.limits = false;
		this.speak('current');
	}

	/** Has the server be one of this version, and the node know it. */
	speak(version: Version): void {
		this.nexora.version = version;
		this.common.apiVersion = version;
	}

	get ann() {
		return this.nexora.state.conversations[0]!;
	}

	forget() {
		Object.assign(this.nexora.state, { conversations: [], messages: [] });
	}

	newcomer(name: string) {
		return this.nexora.addConversation({ room: name });
	}

	writes({ id }: { id: string | number }, text: string) {
		this.nexora.customerWrites(String(id), { text });
	}

	said({ id }: { id: string | number }, from: 'customer' | 'business', text: string, minutesAgo = 0) {
		const createdAt = new Date(Date.now() - minutesAgo * 60_000).toISOString();
		const role = from === 'customer' ? 'user' : 'CS';
		this.nexora.addMessage({ conversationId: String(id), message: { text, type: 'text' }, role, createdAt });
	}

	annSendsPicture() {
		this.nexora.customerWrites(this.ann.id, { text: '', image: 'https://files.example/cat.png' });
	}

	phone(conversation: { id: string | number }) {
		return this.nexora.phone(String(conversation.id));
	}

	async idle() {
		// it does everything at once
	}

	/** A new n8n process; several with one store are those of one n8n. */
	async process(store: Engine['credentials']): Promise<Engine> {
		return await createEngine({ credentials: store });
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

/** The world of Nexora, whose server is the current one until it shall speak another version. */
export const useNexora = () => useWorld(new NexoraWorld());
