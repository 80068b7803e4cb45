import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RateLimiter } from '../common/limits.ts';
import type { PhoneMessage } from '../common/phones.ts';
import type { Refusal } from '../common/refusal.ts';
import type { ServiceApi } from '../common/service.ts';
import { WebhookSender, type Delivery } from '../common/webhooks.ts';
import { Work } from '../common/work.ts';
import {
	customerHeard,
	customerReads,
	customerRenames,
	customerWrites,
	type CustomerMessage,
	type Sender,
} from './customer.ts';
import { connect } from './connection.ts';
import { resumeSending } from './delivery.ts';
import { errorBody } from './errors.ts';
import { serveFiles } from './files.ts';
import { p1 } from './p1/index.ts';
import { payloads } from './p1/payloads.ts';
import { errorBody2 } from './p2/errors.ts';
import { p2, P2 } from './p2/index.ts';
import { payloads2 } from './p2/payloads.ts';
import { PactPhones, phoneMessages } from './phones.ts';
import { seed } from './seed.ts';
import { emptyState, type Message, type PactState, type Webhook } from './state.ts';
import { existing, PactStore } from './store.ts';

export const PACT_TOKEN = 'sandbox-pact-token-0123456789';

const WEBHOOK_REPEATS = 10;
const WEBHOOK_REPEATS_P2 = 5;
const WEBHOOK_TIMEOUT_MS = 10_000;
const DEFAULTS = {
	limits: false,
	p2Limits: true,
	clockSpeed: 1,
	unpaid: false,
	plan: 'paid',
	delay: 0,
	jobs: 'async',
	jobMs: 20,
	loopingCursor: false,
} as const;

interface Surroundings {
	webhookRetryMs: number;
	/** The sandbox's own address. */
	url: () => string;
	onChange: () => void;
}

export class PactService extends PactStore implements ServiceApi {
	readonly name = 'pact';
	readonly token = PACT_TOKEN;
	readonly payloads = payloads(this);
	readonly payloads2 = payloads2(this);
	readonly phones = new PactPhones(this);
	readonly limiter = new RateLimiter();
	readonly work = new Work();
	readonly sender: WebhookSender;
	readonly sender2: WebhookSender;

	/** Whether p1 keeps the rate limits published for p2. */
	limits: boolean = DEFAULTS.limits;
	p2Limits: boolean = DEFAULTS.p2Limits;
	/** How much faster time passes for the limits: at 60 their minutes last a second. */
	clockSpeed: number = DEFAULTS.clockSpeed;
	/** Whether p2 stands behind the paywall (402). */
	unpaid: boolean = DEFAULTS.unpaid;
	/** On the free plan p2 sends nothing (403). */
	plan: 'paid' | 'free' = DEFAULTS.plan;
	/** Milliseconds every answer takes. */
	delay: number = DEFAULTS.delay;
	/** Sends are answered with the message's id, queued and delivered, or queued and not delivered in the end. */
	jobs: 'sync' | 'async' | 'fail' = DEFAULTS.jobs;
	/** How long a queued send takes. */
	jobMs: number = DEFAULTS.jobMs;
	/** Whether lists never end: the last page leads back to the second one. */
	loopingCursor: boolean = DEFAULTS.loopingCursor;

	#surroundings: Surroundings;

	constructor(surroundings: Surroundings) {
		super();
		this.#surroundings = surroundings;
		const rules = {
			repeats: WEBHOOK_REPEATS,
			repeatMs: surroundings.webhookRetryMs,
			timeoutMs: WEBHOOK_TIMEOUT_MS,
			accepts: (status: number) => status === 200,
		};
		const onAttempt = (delivery: Delivery) => this.#attempted(delivery);
		this.sender = new WebhookSender(rules, this.work, onAttempt);
		const rules2 = { ...rules, repeats: WEBHOOK_REPEATS_P2 };
		this.sender2 = new WebhookSender(rules2, this.work, onAttempt, this.sender.log);
		seed(this);
	}

	get url(): string {
		return this.#surroundings.url();
	}

	/** Every webhook that was posted by either generation, the test pings too, oldest first. */
	get webhooks(): Delivery[] {
		return this.sender.log;
	}

	/** Resolves when no webhook and no job is pending. */
	async idle(): Promise<void> {
		await this.work.idle();
	}

	/** Posts any payload to the company's webhook address, a string as it is; resolves after the first attempt. */
	async emit(payload: unknown, companyId = 1): Promise<Delivery> {
		const company = this.state.companies.find(({ id }) => id === companyId);
		if (!company?.webhookUrl) throw new Error(`Company ${companyId} has no webhook address`);
		return await this.sender.send(company.webhookUrl, payload);
	}

	/** Tells the company's webhook address, if there is one, what happened in a conversation. */
	notify(companyId: number, lane: string, payload: object): void {
		const company = this.state.companies.find(({ id }) => id === companyId);
		if (company?.webhookUrl) void this.sender.send(company.webhookUrl, payload, lane);
	}

	/** Posts any payload to every active webhook of the company; resolves after the first attempts. */
	async emit2(payload: unknown, companyId = 1): Promise<Delivery[]> {
		const active = this.#activeWebhooks(companyId);
		if (active.length === 0) throw new Error(`Company ${companyId} has no active webhook`);
		return await Promise.all(active.map(async ({ url }) => await this.sender2.send(url, payload)));
	}

	/** Tells the company's active webhooks what happened; each hears of one conversation or channel in order. */
	notify2(companyId: number, lane: string, payload: object): void {
		for (const { id, url } of this.#activeWebhooks(companyId)) void this.sender2.send(url, payload, `${id} ${lane}`);
	}

	/** The owner's phone scans the code, or whatever else joins a messenger: the channel is connected. */
	scanQr(authId: number): void {
		connect(this, existing(this.state.channels, authId));
		this.changed();
	}

	/** The customer's phone sends a message, in a conversation or as someone new. */
	customerWrites(from: number | Sender, message: CustomerMessage): Message {
		return customerWrites(this, from, message);
	}

	/** The customer opens the chat: what was unread is now read. */
	customerReads(conversationId: number): void {
		customerReads(this, conversationId);
	}

	customerRenames(conversationId: number, name: string): void {
		customerRenames(this, conversationId, name);
	}

	/** What the customer's phone has received and sent, in order. */
	phone(conversationId: number): PhoneMessage[] {
		return phoneMessages(this, conversationId);
	}

	changed(): void {
		this.#surroundings.onChange();
	}

	errorBody({ status, message }: Refusal, { url }: FastifyRequest): object {
		return url.startsWith(`/${this.name}${P2}/`) ? errorBody2(status, message) : errorBody(status, message);
	}

	routes(app: FastifyInstance): void {
		app.register(p1(this), { prefix: '/p1' });
		app.register(p2(this), { prefix: P2 });
	}

	files(app: FastifyInstance): void {
		serveFiles(app, this);
	}

	/** Goes on from a saved state, with what was still being sent. */
	resume(state: PactState): void {
		this.load(state);
		resumeSending(this);
	}

	reset(): void {
		this.work.cancel();
		this.limiter.clear();
		this.sender.log.length = 0;
		this.state = emptyState();
		Object.assign(this, DEFAULTS);
		seed(this);
		this.changed();
	}

	#activeWebhooks(companyId: number): Webhook[] {
		return this.state.webhooks.filter((webhook) => webhook.companyId === companyId && webhook.active);
	}

	#attempted({ state, body }: Delivery): void {
		if (state === 'delivered') customerHeard(this, body);
		this.changed();
	}
}
