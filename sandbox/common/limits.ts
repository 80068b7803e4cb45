export interface Rate {
	count: number;
	perMs: number;
}

/** Sliding windows: what is refused does not count, so the seconds told are the true ones. */
export class RateLimiter {
	#taken = new Map<string, number[]>();

	/** Seconds to wait; 0 means that the request may pass and has been counted. */
	take(bucket: string, rates: Rate[]): number {
		const now = Date.now();
		const longest = Math.max(...rates.map(({ perMs }) => perMs));
		const taken = (this.#taken.get(bucket) ?? []).filter((at) => at > now - longest);
		const waits = rates.map(({ count, perMs }) => {
			const blocking = taken.filter((at) => at > now - perMs).at(-count);
			return blocking === undefined ? 0 : blocking + perMs - now;
		});
		const wait = Math.max(...waits);
		if (wait <= 0) taken.push(now);
		this.#taken.set(bucket, taken);
		return Math.ceil(wait / 1000);
	}

	clear(): void {
		this.#taken.clear();
	}
}
