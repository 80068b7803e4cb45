import { setTimeout as sleep } from 'node:timers/promises';
import { isLoopback } from './loopback.ts';
import { post } from './post.ts';
import type { Work } from './work.ts';

export interface Attempt {
	/** 0 when no answer came; `error` then says why. */
	status: number;
	error?: string;
	at: number;
}

export interface Delivery {
	url: string;
	method: string;
	/** What the service adds to the usual ones. */
	headers: Record<string, string>;
	body: unknown;
	attempts: Attempt[];
	state: 'pending' | 'delivered' | 'dropped';
}

export interface WebhookRules {
	/** How often a delivery that was not accepted is repeated before it is dropped. */
	repeats: number;
	repeatMs: number;
	timeoutMs: number;
	accepts: (status: number) => boolean;
}

/** Posts webhooks and repeats them, always with the same bytes. */
export class WebhookSender {
	readonly log: Delivery[];
	readonly rules: WebhookRules;
	#work: Work;
	#onAttempt: (delivery: Delivery) => void;
	#lanes = new Map<string, Promise<void>>();

	constructor(rules: WebhookRules, work: Work, onAttempt: (delivery: Delivery) => void, log: Delivery[] = []) {
		this.log = log;
		this.rules = rules;
		this.#work = work;
		this.#onAttempt = onAttempt;
	}

	/** Resolves after the first attempt; repeats go on behind. Within a lane first attempts keep their order. */
	async send(
		url: string,
		body: unknown,
		lane?: string,
		{ method = 'POST', headers = {} }: Partial<Pick<Delivery, 'method' | 'headers'>> = {},
	): Promise<Delivery> {
		const delivery: Delivery = { url, method, headers, body, attempts: [], state: 'pending' };
		const bytes = typeof body === 'string' ? body : JSON.stringify(body);
		this.log.push(delivery);
		return await new Promise((resolve) => {
			this.#work.start(async (signal) => {
				await this.#inLane(lane, async () => await this.#attempt(delivery, bytes, signal));
				resolve(delivery);
				while (delivery.state === 'pending') {
					await sleep(this.rules.repeatMs, undefined, { signal });
					await this.#attempt(delivery, bytes, signal);
				}
			});
		});
	}

	/** A single attempt without repeats: the test an address has to pass before it is saved. */
	async ping(url: string, body: unknown): Promise<Attempt> {
		const delivery: Delivery = { url, method: 'POST', headers: {}, body, attempts: [], state: 'pending' };
		this.log.push(delivery);
		const attempt = await this.#post(delivery, JSON.stringify(body));
		delivery.attempts.push(attempt);
		delivery.state = this.rules.accepts(attempt.status) ? 'delivered' : 'dropped';
		return attempt;
	}

	async #attempt(delivery: Delivery, bytes: string, signal: AbortSignal): Promise<void> {
		const attempt = await this.#post(delivery, bytes, signal);
		signal.throwIfAborted();
		delivery.attempts.push(attempt);
		if (this.rules.accepts(attempt.status)) delivery.state = 'delivered';
		else if (delivery.attempts.length > this.rules.repeats) delivery.state = 'dropped';
		this.#onAttempt(delivery);
	}

	async #inLane(lane: string | undefined, task: () => Promise<void>): Promise<void> {
		if (lane === undefined) return await task();
		const turn = (this.#lanes.get(lane) ?? Promise.resolve()).then(task);
		const settled = turn.catch(() => {});
		this.#lanes.set(lane, settled);
		try {
			await turn;
		} finally {
			if (this.#lanes.get(lane) === settled) this.#lanes.delete(lane);
		}
	}

	async #post({ url, method, headers }: Delivery, body: string, signal?: AbortSignal): Promise<Attempt> {
		const at = Date.now();
		if (!isLoopback(url)) return { status: 0, error: 'The sandbox posts to loopback addresses only', at };
		const timeout = AbortSignal.timeout(this.rules.timeoutMs);
		try {
			const status = await post(url, {
				method,
				headers: {
					'content-type': 'application/json',
					'content-length': String(Buffer.byteLength(body)),
					...headers,
				},
				body,
				signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
			});
			return { status, at };
		} catch (error) {
			return { status: 0, error: timeout.aborted ? 'timeout' : reason(error), at };
		}
	}
}

function reason(error: unknown): string {
	const { code, message } = error as Error & { code?: string };
	return code ?? message;
}
