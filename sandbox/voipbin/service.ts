import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answered } from '../common/call.ts';
import type { PhoneMessage } from '../common/phones.ts';
import type { Refusal } from '../common/refusal.ts';
import type { SandboxService, Surroundings } from '../common/service.ts';
import type { Delivery, WebhookSender } from '../common/webhooks.ts';
import { Work } from '../common/work.ts';
import { readJson } from './body.ts';
import { VoipbinCall } from './call.ts';
import { identify } from './caller.ts';
import { resumeDelivery } from './delivery.ts';
import { endpoints } from './endpoints/index.ts';
import { LOGIN } from './endpoints/login.ts';
import { serveFiles } from './files.ts';
import { keepLimit, TokenBucket } from './limits.ts';
import { payloads } from './payloads.ts';
import { peerWrites, type PeerMessage, type Sender } from './peer.ts';
import { phoneMessages, VoipbinPhones } from './phones.ts';
import { requestId } from './requestId.ts';
import { seed } from './seed.ts';
import { VoipbinSettings } from './settings.ts';
import { SIGNATURE_HEADER, signatureHeader } from './signature.ts';
import type { Agent, Message, VoipbinState } from './state.ts';
import { emptyState, VoipbinStore } from './store.ts';
import { Tokens } from './tokens.ts';
import { VERSIONS } from './versions/index.ts';
import type { Version } from './versions/version.ts';
import { webhookSender } from './webhooks.ts';

export const VOIPBIN_ACCESS_KEY = 'vb_sandbox_access_key_0123456789';
export const VOIPBIN_USERNAME = 'owner@sandbox-store.example';
export const VOIPBIN_PASSWORD = 'sandbox-voipbin-password';

export interface Emitted {
	/** The signature header as it is, or null for none; otherwise the right one for the payload. */
	signature?: string | null;
	/** What is posted instead of the payload that was signed. */
	body?: string;
}

export class VoipbinService extends VoipbinStore implements SandboxService {
	static readonly endpoints = endpoints;
	readonly name = 'voipbin';
	readonly accessKey = VOIPBIN_ACCESS_KEY;
	readonly username = VOIPBIN_USERNAME;
	readonly password = VOIPBIN_PASSWORD;
	readonly credential = `access key ${VOIPBIN_ACCESS_KEY}`;
	readonly endpoints = answered(endpoints, (request, reply) => new VoipbinCall(this, request, reply));
	readonly payloads = payloads(this);
	readonly phones = new VoipbinPhones(this);
	readonly tokens = new Tokens();
	readonly bucket = new TokenBucket();
	readonly work = new Work();
	readonly sender: WebhookSender;
	readonly #surroundings: Surroundings;

	constructor(surroundings: Surroundings) {
		super();
		this.#surroundings = surroundings;
		this.sender = webhookSender(this, surroundings.webhookRetryMs);
		seed(this, this.username);
	}

	get url(): string {
		return this.#surroundings.url();
	}

	/** The version that is spoken. */
	get spoken(): Version {
		return VERSIONS[this.version];
	}

	/** The agent who logs in. */
	get user(): Agent {
		return this.state.agents[0]!;
	}

	/** Every webhook that was posted, oldest first. */
	get webhooks(): Delivery[] {
		return this.sender.log;
	}

	/** Resolves when no webhook and no delivery is pending. */
	async idle(): Promise<void> {
		await this.work.idle();
	}

	/** Posts any payload to the customer's webhook address, a string as it is; resolves after the first attempt. */
	async emit(payload: unknown, { signature, body }: Emitted = {}): Promise<Delivery> {
		const headers =
			signature === undefined
				? this.#signatureOf(payload)
				: signature === null
					? {}
					: { [SIGNATURE_HEADER]: signature };
		return await this.#post(body ?? payload, headers);
	}

	/** Tells the customer's webhook address, if there is one; the order in a lane is the sandbox's, not a promise. */
	notify(payload: object, lane: string): void {
		if (this.state.customer.webhookUri) void this.#post(payload, this.#signatureOf(payload), lane);
	}

	/** Somebody sends a message from their phone, in a conversation or as someone new. */
	customerWrites(from: string | Sender, message: PeerMessage): Message {
		return peerWrites(this, from, message);
	}

	/** What the phone of the conversation's other side has received and sent, in order. */
	phone(conversationId: string): PhoneMessage[] {
		return phoneMessages(this, conversationId);
	}

	/** All tokens issued so far have expired. */
	expireTokens(): void {
		this.tokens.expire();
	}

	changed(): void {
		this.#surroundings.changed();
	}

	admit(request: FastifyRequest, endpoint: string | undefined): void {
		if (!endpoint || endpoint === LOGIN) return;
		identify(this, request);
		keepLimit(this);
	}

	errorBody(refusal: Refusal, request: FastifyRequest): object {
		return this.spoken.errorBody(refusal, requestId(request));
	}

	customize(scope: FastifyInstance): void {
		readJson(scope);
		scope.addHook('onRequest', async (request, reply) => {
			if (this.spoken.traced) reply.header('x-request-id', requestId(request));
		});
	}

	files(app: FastifyInstance): void {
		serveFiles(app, this);
	}

	/** Goes on from a saved state, with the messages that were still on their way. */
	resume(state: VoipbinState): void {
		this.state = state;
		resumeDelivery(this);
	}

	reset(): void {
		this.work.cancel();
		this.bucket.fill();
		this.tokens.reset();
		this.sender.log.length = 0;
		this.state = emptyState();
		Object.assign(this, new VoipbinSettings());
		seed(this, this.username);
		this.changed();
	}

	#signatureOf(payload: unknown): Record<string, string> {
		if (!this.spoken.signed) return {};
		const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
		return signatureHeader(this.state.customer.webhookSecret, body);
	}

	async #post(body: unknown, headers: Record<string, string>, lane?: string): Promise<Delivery> {
		const { webhookMethod, webhookUri } = this.state.customer;
		if (!webhookUri) throw new Error('The customer has no webhook address');
		// An empty method is GET to the library the service sends with.
		return await this.sender.send(webhookUri, body, lane, { method: webhookMethod || 'GET', headers });
	}
}
