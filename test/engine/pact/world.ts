import { PACT_TOKEN } from '../../../sandbox/sandbox.ts';
import { id, useWorld, World } from '../world.ts';

export type Version = 'p1' | 'p2';

export const company = id('1');

/** An address of a trigger as n8n knows it: only Pact is told its key. */
export const withoutKey = (url: string) => url.replace(/\?triggerKey=[0-9a-f]{48}$/, '');

class PactWorld extends World {
	readonly type = 'n8n-nodes-conversations.pact';
	readonly credentialType = 'pactApi';
	readonly common: { apiVersion: Version; companyId: typeof company };
	readonly reply = { resource: 'message', operation: 'send', parameters: {} };
	readonly forgetsRates: boolean;

	constructor(version: Version) {
		super();
		this.common = { apiVersion: version, companyId: company };
		this.forgetsRates = version === 'p2';
	}

	get pact() {
		return this.sandbox.pact;
	}

	credential(entered = {}) {
		return { apiToken: PACT_TOKEN, baseUrl: `${this.sandbox.url}/pact`, ...entered };
	}

	get ann() {
		return this.pact.state.conversations[0]!;
	}

	forget() {
		Object.assign(this.pact.state, { conversations: [], messages: [] });
	}

	newcomer(name: string) {
		return this.pact.addConversation({ channelId: this.channelOf('whatsapp'), name });
	}

	writes({ id }: { id: string | number }, text: string) {
		this.pact.customerWrites(Number(id), { text });
	}

	said({ id }: { id: string | number }, from: 'customer' | 'business', text: string, minutesAgo = 0) {
		const createdAt = new Date(Date.now() - minutesAgo * 60_000).toISOString();
		this.pact.addMessage({ conversationId: Number(id), text, income: from === 'customer', createdAt });
	}

	annSendsPicture() {
		const attachments = [{ fileName: 'cat.png', mimeType: 'image/png', content: 'cat' }];
		this.pact.customerWrites(this.ann.id, { attachments });
	}

	phone(conversation: { id: string | number }) {
		return this.pact.phone(Number(conversation.id));
	}

	async idle() {
		await this.pact.idle();
	}

	/** The ID of the company's channel in a messenger. */
	channelOf(provider: string): number {
		return this.pact.state.channels.find((channel) => channel.provider === provider)!.id;
	}
}

/** The world of one version of Pact's API. */
export const usePact = (version: Version) => useWorld(new PactWorld(version));
