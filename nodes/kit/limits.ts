import { perProcess } from './shared';
import { wait } from './wait';

/** At most `requests` requests in any `seconds` seconds. */
export interface Rate {
	requests: number;
	seconds: number;
}

/** How somebody stands in line. */
export interface Turn {
	/** Whose turns come one after another; different owners take turns with each other. */
	owner: object;
	/** Places that are needed at once; 1 when left out. */
	size?: number;
	/** Milliseconds one may be held up because the service said so. */
	patienceMs: number;
	/** Milliseconds one may stand in line altogether. */
	longestMs: number;
	signal?: AbortSignal;
}

/**
 * A place among the requests: call `leave` when the answer is there, and say whether the service counts it. Or none, and
 * how long it would have taken, 0 for one who was stopped, and whether that is because of the line.
 */
export type Place = { leave: (counts?: boolean) => void } | { leave?: undefined; waitMs: number; inLine?: boolean };

interface Waiting extends Turn {
	size: number;
	deadline: number;
	settle(place: Place): void;
}

/** How soon to look again when nothing is known but that answers are missing. */
const LOOK_AGAIN_MS = 20;
const LONGEST_STEP_MS = 250;
/** After so long a service is asked again, whatever it asked for: a date in a wrong year would keep everybody out for good. */
const LONGEST_PAUSE_MS = 60 * 60_000;

/**
 * Keeps published rates before the service has to refuse. Who asks first is served first, and where several runs wait, they
 * take turns.
 *
 * A request counts from its start until `seconds` after its answer, so that the rate holds at the service too, however long
 * the way there takes. Time is that of a clock that nobody sets.
 */
export class Limiter {
	private readonly rates: readonly Rate[];
	private readonly answered: number[] = [];
	private readonly line = new Map<object, Waiting[]>();
	private inFlight = 0;
	private pausedUntil = 0;
	/** Until when the service wants to be left alone, which may be longer. */
	private askedUntil = 0;
	private isServing = false;
	private usedAt = performance.now();

	constructor(rates: readonly Rate[]) {
		this.rates = rates;
	}

	/**
	 * Stops everybody for the `ms` milliseconds a service asked for, e.g. by a 429, and sends away whoever has less patience.
	 * Returns the milliseconds after which it is asked again: an hour at most.
	 */
	pause(ms: number): number {
		const now = performance.now();
		const pauseMs = Math.min(ms, LONGEST_PAUSE_MS);
		const askedBefore = this.pausedUntil > now ? this.askedUntil : 0;
		this.askedUntil = Math.max(askedBefore, now + ms);
		this.pausedUntil = Math.max(this.pausedUntil, now + pauseMs);
		return pauseMs;
	}

	/** Whether nobody has asked for a place for so long that nothing which is known here counts any more. */
	isForgotten(now: number): boolean {
		const isFree = this.line.size === 0 && this.inFlight === 0 && this.pausedUntil <= now;
		return isFree && this.usedAt < now - LONGEST_PAUSE_MS;
	}

	/** Waits for a place. Who is stopped leaves the line at once, and who would wait too long is told so as soon as it is known. */
	async enter({ size = 1, ...turn }: Turn): Promise<Place> {
		if (turn.signal?.aborted) return { waitMs: 0 };
		const now = performance.now();
		if (this.line.size === 0 && this.freeAt(now, size) <= now) return this.placeFor(size);
		return await new Promise((resolve) => {
			const leaveLine = () => {
				this.remove(waiting);
				waiting.settle({ waitMs: 0 });
			};
			const waiting: Waiting = {
				...turn,
				size,
				deadline: performance.now() + turn.longestMs,
				settle(place) {
					turn.signal?.removeEventListener('abort', leaveLine);
					resolve(place);
				},
			};
			turn.signal?.addEventListener('abort', leaveLine);
			this.line.set(turn.owner, [...(this.line.get(turn.owner) ?? []), waiting]);
			void this.serve();
		});
	}

	/** Lets in whoever is next, until nobody stands in line. */
	private async serve(): Promise<void> {
		if (this.isServing) return;
		this.isServing = true;
		for (let pause = this.letIn(); pause > 0; pause = this.letIn()) await wait(Math.min(pause, LONGEST_STEP_MS));
		this.isServing = false;
	}

	/** Lets in everybody there is a place for; returns the milliseconds until the next place, 0 when nobody is left. */
	private letIn(): number {
		for (;;) {
			const now = performance.now();
			this.refuse(now);
			const [next] = this.line.values().next().value ?? [];
			if (!next) return 0;
			const freeAt = this.freeAt(now, next.size);
			if (freeAt > now) return freeAt - now;
			this.remove(next);
			next.settle(this.placeFor(next.size));
		}
	}

	private placeFor(size: number): Place {
		this.inFlight += size;
		const leave = (counts = true) => {
			this.inFlight -= size;
			this.usedAt = performance.now();
			if (counts && this.rates.length > 0) this.answered.push(...Array<number>(size).fill(performance.now()));
		};
		return { leave };
	}

	/** Sends away everybody whose time will not do. */
	private refuse(now: number): void {
		const soonest = this.freeAt(now, 1);
		const askedMs = this.pausedUntil > now ? this.askedUntil - now : 0;
		for (const waiting of [...this.line.values()].flat()) {
			const { deadline, patienceMs, size } = waiting;
			const freeAt = size === 1 ? soonest : this.freeAt(now, size);
			const inLine = askedMs <= patienceMs;
			if (freeAt <= deadline && inLine) continue;
			this.remove(waiting);
			waiting.settle({ waitMs: Math.max(freeAt - now, askedMs), ...(inLine && { inLine }) });
		}
	}

	/** Takes somebody out of the line; the owner's next turn comes after those of the others. */
	private remove(waiting: Waiting): void {
		const others = (this.line.get(waiting.owner) ?? []).filter((other) => other !== waiting);
		this.line.delete(waiting.owner);
		if (others.length > 0) this.line.set(waiting.owner, others);
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
		const leaves = recent[excess];
		return leaves === undefined ? now + LOOK_AGAIN_MS : leaves + span;
	}
}

/** How long at least one of several parallel requests was held back, in milliseconds. */
export class HeldBack {
	private waiting = 0;
	private since = 0;
	private before = 0;

	get ms(): number {
		return this.before + (this.waiting > 0 ? performance.now() - this.since : 0);
	}

	async during<T>(held: Promise<T>): Promise<T> {
		if (this.waiting++ === 0) this.since = performance.now();
		try {
			return await held;
		} finally {
			if (--this.waiting === 0) this.before += performance.now() - this.since;
		}
	}
}

const limiters = perProcess('limiters.v2', () => new Map<string, Limiter>());

/** The one limiter of this process for `key`, e.g. service, account and group of endpoints. */
export function limiterOf(key: string, rates: readonly Rate[]): Limiter {
	let limiter = limiters.get(key);
	if (limiter) return limiter;
	// credentials with an expression come and go
	const now = performance.now();
	for (const [old, one] of limiters) if (one.isForgotten(now)) limiters.delete(old);
	limiters.set(key, (limiter = new Limiter(rates)));
	return limiter;
}
