import type { FastifyInstance } from 'fastify';
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
import { resumeJobs } from './delivery.ts';
import { errorBody } from './errors.ts';
import { serveFiles } from './files.ts';
import { p1 } from './p1/index.ts';
import { payloads } from './p1/payloads.ts';
import { PactPhones, phoneMessages } from './phones.ts';
import { seed } from './seed.ts';
import { emptyState, type Message, type PactState } from './state.ts';
import { PactStore } from './store.ts';

export const PACT_TOKEN = 'sandbox-pact-token-0123456789';

const WEBHOOK_REPEATS = 10;
const WEBHOOK_TIMEOUT_MS = 10_000;
const DEFAULTS = { limits: false, delay: 0, jobs: 'async', jobMs: 20, loopingCursor: false } as const;

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
	readonly phones = new PactPhones(this);
	readonly limiter = new RateLimiter();
	readonly work = new Work();
	readonly sender: WebhookSender;

	/** Whether the published rate limits are kept. */
	limits: boolean = DEFAULTS.limits;
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
		this.sender = new WebhookSender(
			{
				repeats: WEBHOOK_REPEATS,
				repeatMs: surroundings.webhookRetryMs,
				timeoutMs: WEBHOOK_TIMEOUT_MS,
				accepts: (status) => status === 200,
			},
			this.work,
			(delivery) => this.#attempted(delivery),
		);
		seed(this);
	}

	get url(): string {
		return this.#surroundings.url();
	}

	/** Every webhook that was posted, the test pings too, oldest first. */
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

	errorBody({ status, message }: Refusal): object {
		return errorBody(status, message);
	}

	routes(app: FastifyInstance): void {
		app.register(p1(this), { prefix: '/p1' });
	}

	files(app: FastifyInstance): void {
		serveFiles(app, this);
	}

	/** Goes on from a saved state, with the jobs that were still under way. */
	resume(state: PactState): void {
		this.state = state;
		resumeJobs(this);
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

	#attempted({ state, body }: Delivery): void {
		if (state === 'delivered') customerHeard(this, body);
		this.changed();
	}
}
