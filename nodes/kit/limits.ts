import { wait } from './wait';

/** At most `requests` requests in any `seconds` seconds. */
export interface Rate {
	requests: number;
	seconds: number;
}

/**
 * A place among the requests: call `leave` when the answer is there, and say whether the service counts it. Or none, and
 * how long it would have taken.
 */
export type Place = { leave: (counts?: boolean) => void } | { leave?: undefined; waitMs: number };

/**
 * Keeps published rates before the service has to refuse, first come, first served.
 *
 * A request counts from its start until `seconds` after its answer, so that the rate holds at the
 * service too, however long the way there takes.
 */
export class Limiter {
	private readonly rates: readonly Rate[];
	private readonly answered: number[] = [];
	private inFlight = 0;
	private pausedUntil = 0;
	private line: Promise<unknown> = Promise.resolve();

	constructor(rates: readonly Rate[]) {
		this.rates = rates;
	}

	/** Stops everybody for `ms` milliseconds, e.g. because the service said 429. */
	pause(ms: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, Date.now() + ms);
	}

	/** Waits for a place, or for `size` at once, but no longer than `maxWaitMs` milliseconds and not after `signal` aborted. */
	async enter(maxWaitMs: number, signal?: AbortSignal, size = 1): Promise<Place> {
		const deadline = Date.now() + maxWaitMs;
		const turn = this.line.then(async () => await this.waitUntilFree(deadline, size, signal));
		this.line = turn;
		const waitMs = await turn;
		if (waitMs > 0 || signal?.aborted) return { waitMs };
		this.inFlight += size;
		const leave = (counts = true) => {
			this.inFlight -= size;
			if (counts && this.rates.length > 0) this.answered.push(...Array<number>(size).fill(Date.now()));
		};
		return { leave };
	}

	/** Resolves to 0 when a place is free, or to the milliseconds that are missing at the deadline. */
	private async waitUntilFree(deadline: number, size: number, signal?: AbortSignal): Promise<number> {
		for (;;) {
			const now = Date.now();
			const freeAt = this.freeAt(now, size);
			if (freeAt <= now || signal?.aborted) return 0;
			if (freeAt > deadline) return freeAt - now;
			await wait(freeAt - now, signal);
		}
	}

	/** The earliest moment that `size` further requests keep every rate, as far as is known now. */
	private freeAt(now: number, size: number): number {
		const longest = Math.max(0, ...this.rates.map(({ seconds }) => seconds * 1000));
		while (this.answered.length > 0 && (this.answered[0] as number) <= now - longest) this.answered.shift();
		return Math.max(this.pausedUntil, ...this.rates.map((rate) => this.freeFor(rate, now, size)));
	}

	private freeFor({ requests, seconds }: Rate, now: number, size: number): number {
		const span = seconds * 1000;
		const recent = this.answered.filter((time) => time > now - span);
		const excess = recent.length + this.inFlight + size - 1 - requests;
		if (excess < 0) return now;
		// with nothing but unanswered requests in the way, look again soon
		const leaves = recent[excess];
		return leaves === undefined ? now + 20 : leaves + span;
	}
}

/** How long at least one of several parallel requests was held back, in milliseconds. */
export class HeldBack {
	private waiting = 0;
	private since = 0;
	private before = 0;

	get ms(): number {
		return this.before + (this.waiting > 0 ? Date.now() - this.since : 0);
	}

	async during<T>(wait: Promise<T>): Promise<T> {
		if (this.waiting++ === 0) this.since = Date.now();
		const result = await wait;
		if (--this.waiting === 0) this.before += Date.now() - this.since;
		return result;
	}
}

const limiters = new Map<string, Limiter>();

/** The one limiter of this process for `key`, e.g. service, account and group of endpoints. */
export function limiterOf(key: string, rates: readonly Rate[]): Limiter {
	let limiter = limiters.get(key);
	if (!limiter) limiters.set(key, (limiter = new Limiter(rates)));
	return limiter;
}
