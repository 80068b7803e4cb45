import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RateLimiter } from '../common/limits.ts';
import type { PhoneMessage } from '../common/phones.ts';
import type { Refusal } from '../common/refusal.ts';
import type { SandboxService, Surroundings } from '../common/service.ts';
import type { Delivery } from '../common/webhooks.ts';
import { Work } from '../common/work.ts';
import { connect } from './connection.ts';
import { customerReads, customerRenames, customerWrites, type CustomerMessage, type Sender } from './customer.ts';
import { resumeSending } from './delivery.ts';
import { serveFiles } from './files.ts';
import { PactPhones, phoneMessages } from './phones.ts';
import { seed } from './seed.ts';
import { PactSettings } from './settings.ts';
import { emptyState, type Message, type PactState } from './state.ts';
import { existing, PactStore } from './store.ts';
import { readBodiesOfGets } from './versions/p2/body.ts';
import { P1 } from './versions/p1/p1.ts';
import { P2 } from './versions/p2/p2.ts';
import type { Version } from './versions/version.ts';

export const PACT_TOKEN = 'sandbox-pact-token-0123456789';

export class PactService extends PactStore implements SandboxService {
	static readonly endpoints = { ...P1.endpoints, ...P2.endpoints };
	readonly name = 'pact';
	readonly token = PACT_TOKEN;
	readonly credential = `API token ${PACT_TOKEN}`;
	readonly p1: P1;
	readonly p2: P2;
	readonly phones = new PactPhones(this);
	readonly limiter = new RateLimiter();
	readonly work = new Work();
	/** Every webhook that was posted by either version, the test pings too, oldest first. */
	readonly webhooks: Delivery[] = [];
	readonly #surroundings: Surroundings;

	constructor(surroundings: Surroundings) {
		super();
		this.#surroundings = surroundings;
		this.p1 = new P1(this);
		this.p2 = new P2(this);
		seed(this);
	}

	get url(): string {
		return this.#surroundings.url();
	}

	get webhookRetryMs(): number | undefined {
		return this.#surroundings.webhookRetryMs;
	}

	get endpoints() {
		return { ...this.p1.endpoints, ...this.p2.endpoints };
	}

	/** Resolves when no webhook and no job is pending. */
	async idle(): Promise<void> {
		await this.work.idle();
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
		this.#surroundings.changed();
	}

	admit(request: FastifyRequest, endpoint: string | undefined): void {
		if (endpoint) this.#versionAt(endpoint.split(' ')[1]!).admit(request, endpoint);
	}

	errorBody(refusal: Refusal, request: FastifyRequest): object {
		return this.#versionAt(request.url.slice(`/${this.name}`.length)).errorBody(refusal);
	}

	customize(scope: FastifyInstance): void {
		readBodiesOfGets(scope);
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
		this.webhooks.length = 0;
		this.state = emptyState();
		Object.assign(this, new PactSettings());
		seed(this);
		this.changed();
	}

	#versionAt(path: string): Version {
		return path.startsWith(`${this.p2.prefix}/`) ? this.p2 : this.p1;
	}
}
