export interface Fault {
	method?: string;
	/** A part of the path or the whole route pattern. */
	path?: RegExp | string;
	/**
	 * `status`, `html` and `reset` come before the request takes effect; `resetAfter`, `slow` and `malformed` after it.
	 */
	kind: 'status' | 'html' | 'reset' | 'resetAfter' | 'slow' | 'malformed';
	status?: number;
	body?: string | object;
	headers?: Record<string, string>;
	ms?: number;
	times?: number;
}

/** Troubles waiting for a request; each strikes `times` times (once by default), the oldest fitting one first. */
export class Faults {
	#waiting: Fault[] = [];

	add(fault: Fault): void {
		this.#waiting.push({ times: 1, ...fault });
	}

	clear(): void {
		this.#waiting = [];
	}

	take(method: string, path: string, route: string): Fault | undefined {
		const fault = this.#waiting.find(
			(candidate) => (candidate.method ?? method).toUpperCase() === method && fits(candidate.path ?? path, path, route),
		);
		if (fault && --fault.times! <= 0) this.#waiting = this.#waiting.filter((other) => other !== fault);
		return fault;
	}
}

const fits = (wanted: RegExp | string, path: string, route: string): boolean =>
	typeof wanted === 'string' ? path.includes(wanted) || route === wanted : wanted.test(path);
