import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PhoneMessage } from '../common/phones.ts';
import type { Refusal } from '../common/refusal.ts';
import type { ServiceApi } from '../common/service.ts';
import { WebhookSender, type Delivery } from '../common/webhooks.ts';
import { Work } from '../common/work.ts';
import { api } from './api/index.ts';
import type { Role } from './caller.ts';
import { resumeDelivery } from './delivery.ts';
import { serveFiles } from './files.ts';
import { generation2022 } from './generation/2022.ts';
import { generation2026 } from './generation/2026.ts';
import type { Generation } from './generation/generation.ts';
import { TokenBucket } from './limits.ts';
import { payloads } from './payloads.ts';
import { peerHeard, peerWrites, type PeerMessage, type Sender } from './peer.ts';
import { phoneMessages, VoipbinPhones } from './phones.ts';
import { requestId } from './requestId.ts';
import { seed } from './seed.ts';
import { SIGNATURE_HEADER, signatureHeader } from './signature.ts';
import type { Agent, Message, VoipbinState } from './state.ts';
import { emptyState, VoipbinStore } from './store.ts';
import { Tokens } from './tokens.ts';

export const VOIPBIN_ACCESS_KEY = 'vb_sandbox_access_key_0123456789';
export const VOIPBIN_USERNAME = 'owner@sandbox-store.example';
export const VOIPBIN_PASSWORD = 'sandbox-voipbin-password';

const WEBHOOK_REPEATS = 2;
const WEBHOOK_TIMEOUT_MS = 30_000;
const DEFAULTS = {
	generation: '2026',
	limits: false,
	delay: 0,
	frozen: false,
	role: 'admin',
	outcome: 'done',
	deliveryMs: 20,
} as const;

interface Surroundings {
	webhookRetryMs: number;
	/** The sandbox's own address. */
	url: () => string;
	onChange: () => void;
}

export interface Emitted {
	/** The signature header as it is, or null for none; otherwise the right one for the payload. */
	signature?: string | null;
	/** What is posted instead of the payload that was signed. */
	body?: string;
}

export class VoipbinService extends VoipbinStore implements ServiceApi {
	readonly name = 'voipbin';
	readonly accessKey = VOIPBIN_ACCESS_KEY;
	readonly username = VOIPBIN_USERNAME;
	readonly password = VOIPBIN_PASSWORD;
	readonly payloads = payloads(this);
	readonly phones = new VoipbinPhones(this);
	readonly tokens = new Tokens();
	readonly bucket = new TokenBucket();
	readonly work = new Work();
	readonly sender: WebhookSender;

	/** Whose API is spoken: the tutorial's of 2022 or today's. */
	generation: '2022' | '2026' = DEFAULTS.generation;
	/** Whether the published rate limit is kept. */
	limits: boolean = DEFAULTS.limits;
	/** Milliseconds every answer takes. */
	delay: number = DEFAULTS.delay;
	/** Whether the account is frozen. */
	frozen: boolean = DEFAULTS.frozen;
	/** What the user who logs in may do; an access key may do everything. */
	role: Role = DEFAULTS.role;
	/** What becomes of a text message. */
	outcome: 'done' | 'failed' = DEFAULTS.outcome;
	/** How long a text message or an e-mail is on its way. */
	deliveryMs: number = DEFAULTS.deliveryMs;

	#surroundings: Surroundings;

	constructor(surroundings: Surroundings) {
		super();
		this.#surroundings = surroundings;
		this.sender = new WebhookSender(
			{
				repeats: WEBHOOK_REPEATS,
				repeatMs: surroundings.webhookRetryMs,
				timeoutMs: WEBHOOK_TIMEOUT_MS,
				// Anything but silence and the receiver's own trouble counts as heard.
				accepts: (status) => status > 0 && status < 500,
			},
			this.work,
			(delivery) => this.#attempted(delivery),
		);
		seed(this, this.username);
	}

	get url(): string {
		return this.#surroundings.url();
	}

	/** How the chosen generation writes. */
	get writes(): Generation {
		return this.generation === '2022' ? generation2022 : generation2026;
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
		this.#surroundings.onChange();
	}

	errorBody(refusal: Refusal, request: FastifyRequest): object {
		return this.writes.errorBody(refusal, requestId(request));
	}

	routes(app: FastifyInstance): void {
		app.addHook('onRequest', async (request, reply) => {
			if (this.writes.traced) reply.header('x-request-id', requestId(request));
		});
		app.register(api(this));
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
		Object.assign(this, DEFAULTS);
		seed(this, this.username);
		this.changed();
	}

	#signatureOf(payload: unknown): Record<string, string> {
		if (!this.writes.signed) return {};
		const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
		return signatureHeader(this.state.customer.webhookSecret, body);
	}

	async #post(body: unknown, headers: Record<string, string>, lane?: string): Promise<Delivery> {
		const { webhookMethod, webhookUri } = this.state.customer;
		if (!webhookUri) throw new Error('The customer has no webhook address');
		// An empty method is GET to the library the service sends with.
		return await this.sender.send(webhookUri, body, lane, { method: webhookMethod || 'GET', headers });
	}

	#attempted({ state, body }: Delivery): void {
		if (state === 'delivered') peerHeard(this, body);
		this.changed();
	}
}
