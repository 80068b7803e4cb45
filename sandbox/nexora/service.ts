import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answered } from '../common/call.ts';
import type { PhoneMessage } from '../common/phones.ts';
import type { SandboxService, Surroundings } from '../common/service.ts';
import { Work } from '../common/work.ts';
import { NexoraCall } from './call.ts';
import { customerWrites, type CustomerMessage, type Sender } from './customer.ts';
import { endpoints } from './endpoints/index.ts';
import { errorBody } from './errors.ts';
import { likeExpress, routable } from './express.ts';
import { authenticate, keepLimit } from './guard.ts';
import { FixedWindows } from './limits.ts';
import { NexoraPhones, phoneMessages } from './phones.ts';
import { servePictures } from './pictures.ts';
import { NEXORA_REFRESH_TOKEN, seed } from './seed.ts';
import { NexoraSettings } from './settings.ts';
import type { Message, NexoraState } from './state.ts';
import { NexoraStore } from './store.ts';
import { ACCESS_SECONDS, REFRESH_SECONDS } from './tokens.ts';
import { VERSIONS } from './versions/index.ts';
import type { Version } from './versions/version.ts';

export class NexoraService extends NexoraStore implements SandboxService {
	static readonly endpoints = endpoints;
	readonly name = 'nexora';
	readonly credential = `refresh token ${NEXORA_REFRESH_TOKEN}`;
	readonly endpoints = answered(endpoints, (request, reply) => new NexoraCall(this, request, reply));
	readonly errorBody = errorBody;
	readonly customize = likeExpress;
	readonly rewrite = routable;
	readonly phones = new NexoraPhones(this);
	readonly work = new Work();
	readonly windows = new FixedWindows();
	readonly #surroundings: Surroundings;

	constructor(surroundings: Surroundings) {
		super();
		this.#surroundings = surroundings;
		seed(this);
	}

	get url(): string {
		return this.#surroundings.url();
	}

	/** The version that is spoken. */
	get spoken(): Version {
		return VERSIONS[this.version];
	}

	/** The newest code mailed for a login that was not used yet. */
	get otp(): string | undefined {
		return this.state.otps.findLast(({ used }) => !used)?.code;
	}

	/** Moves the server's clock ahead: tokens and codes expire, windows of the rate limit end, rows are newer. */
	advance(ms: number): void {
		this.state.clockAhead += ms;
		this.changed();
	}

	/** All access tokens so far are expired now. */
	expireAccess(): void {
		this.advance(ACCESS_SECONDS * 1000);
	}

	/** All tokens so far are expired now. */
	expireRefresh(): void {
		this.advance(REFRESH_SECONDS * 1000);
	}

	/**
	 * The customer's phone sends a message, in a conversation or as someone new. The current server stores nothing, so
	 * the answer is null, while a person handles the conversation.
	 */
	customerWrites(from: string | Sender, message: CustomerMessage): Message | null {
		return customerWrites(this, from, message);
	}

	/** What was written in a conversation, in order, as its customer's phone shows it. */
	phone(conversationId: string): PhoneMessage[] {
		return phoneMessages(this, conversationId);
	}

	changed(): void {
		this.#surroundings.changed();
	}

	/** Who has no token learns nothing of what exists, and only what reaches an endpoint is counted. */
	admit(request: FastifyRequest, endpoint: string | undefined): void {
		if (request.url.startsWith('/nexora/api/')) authenticate(this, request);
		if (endpoint) keepLimit(this, request);
	}

	files(app: FastifyInstance): void {
		servePictures(app, this);
	}

	resume(state: NexoraState): void {
		this.state = state;
	}

	reset(): void {
		this.work.cancel();
		this.windows.clear();
		Object.assign(this, new NexoraSettings());
		seed(this);
		this.changed();
	}
}
