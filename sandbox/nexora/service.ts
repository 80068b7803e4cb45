import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PhoneMessage } from '../common/phones.ts';
import type { Refusal } from '../common/refusal.ts';
import type { ServiceApi } from '../common/service.ts';
import { api } from './api/index.ts';
import { customerWrites, type CustomerMessage, type Sender } from './customer.ts';
import { errorBody } from './errors.ts';
import { current } from './generation/current.ts';
import { document } from './generation/document.ts';
import type { Generation } from './generation/generation.ts';
import { FixedWindows } from './limits.ts';
import { NexoraPhones, phoneMessages } from './phones.ts';
import { servePictures } from './pictures.ts';
import { seed } from './seed.ts';
import type { Message, NexoraState } from './state.ts';
import { NexoraStore } from './store.ts';
import { ACCESS_SECONDS, REFRESH_SECONDS } from './tokens.ts';

const GENERATIONS = { current, document };
const DEFAULTS = { generation: 'current', limits: true, delay: 0, bot: false, shufflesTies: false } as const;

interface Surroundings {
	/** The sandbox's own address. */
	url: () => string;
	onChange: () => void;
}

export class NexoraService extends NexoraStore implements ServiceApi {
	readonly name = 'nexora';
	readonly phones = new NexoraPhones(this);
	readonly windows = new FixedWindows();

	/** Which of the vendor's servers answers: the one the document describes or the current one. */
	generation: keyof typeof GENERATIONS = DEFAULTS.generation;
	/** Whether the current generation counts requests, as the real server does. */
	limits: boolean = DEFAULTS.limits;
	/** Milliseconds every answer takes. */
	delay: number = DEFAULTS.delay;
	/** Whether the bot answers what customers write, with several messages of one millisecond. */
	bot: boolean = DEFAULTS.bot;
	/** Whether lists show rows of one millisecond in another order every time. */
	shufflesTies: boolean = DEFAULTS.shufflesTies;

	#surroundings: Surroundings;

	constructor(surroundings: Surroundings) {
		super();
		this.#surroundings = surroundings;
		seed(this);
	}

	get rules(): Generation {
		return GENERATIONS[this.generation];
	}

	get url(): string {
		return this.#surroundings.url();
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
		this.#surroundings.onChange();
	}

	errorBody(refusal: Refusal, request: FastifyRequest): object {
		return errorBody(refusal, request);
	}

	routes(app: FastifyInstance): void {
		api(app, this);
	}

	files(app: FastifyInstance): void {
		servePictures(app, this);
	}

	resume(state: NexoraState): void {
		this.state = state;
	}

	reset(): void {
		this.windows.clear();
		Object.assign(this, DEFAULTS);
		seed(this);
		this.changed();
	}
}
