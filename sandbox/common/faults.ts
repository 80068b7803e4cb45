import type { RecordedRequest } from './record.ts';

/** Which requests it strikes: without a word, any. */
interface Target {
	/** The name of the service. */
	service?: string;
	method?: string;
	/** A part of the path or the whole route pattern. */
	path?: RegExp | string;
	/** How many of them: once by default. */
	times?: number;
}

/** The request is not carried out. */
type Refused =
	/** The connection is reset before the body is read, as good as refused. */
	| { kind: 'refuse' }
	/** The connection is reset when the whole request has been read. */
	| { kind: 'reset' }
	/** No answer ever comes. */
	| { kind: 'hang' }
	/** A status (500), with a body (the service's own error) and headers, this much later. */
	| { kind: 'status'; status?: number; body?: string | object; headers?: Record<string, string>; ms?: number }
	/** 429, with the seconds or the date in Retry-After, or without a word about how long. */
	| { kind: 'tooMany'; retryAfter?: number | Date }
	/** A web page (502), as from a proxy in front of the service. */
	| { kind: 'html'; status?: number; body?: string; headers?: Record<string, string> }
	/** 200, but the body is the service's own error of a status (400). */
	| { kind: 'hiddenError'; status?: number };

/** The request is carried out: only the answer suffers. */
type Spoiled =
	/** The connection is reset instead of the answer. */
	| { kind: 'resetAfter' }
	/** No answer ever comes. */
	| { kind: 'hangAfter' }
	/** The answer comes this much later. */
	| { kind: 'slow'; ms: number }
	/** The answer comes byte by byte, the last one this much later than the first. */
	| { kind: 'drip'; ms: number }
	/** Half of the JSON, as if it were a whole answer. */
	| { kind: 'malformed' }
	/** Half of the bytes that Content-Length promises, then the connection ends. */
	| { kind: 'cut' }
	/** Content-Encoding says gzip, the bytes are none. */
	| { kind: 'wrongGzip' }
	/** A list without its rows; all else, the way to the next page too, is as it was. */
	| { kind: 'emptyPage' };

export type Trouble = Refused | Spoiled;
export type Fault = Target & Trouble;

/** Faults waiting for a request, the oldest fitting one first. */
export class Faults {
	#waiting: Fault[] = [];

	/** Returns what waits now, by which it can be asked for. */
	add(fault: Fault): Fault {
		const waiting = { times: 1, ...fault };
		this.#waiting.push(waiting);
		return waiting;
	}

	/** Whether it still waits for a request. */
	has(fault: Fault): boolean {
		return this.#waiting.includes(fault);
	}

	remove(fault: Fault): void {
		this.#waiting = this.#waiting.filter((other) => other !== fault);
	}

	clear(): void {
		this.#waiting = [];
	}

	/** The fault that strikes this request, if now is its time: before the body has been read, or after. */
	take(when: 'unread' | 'read', { service, method, path, route }: RecordedRequest): Fault | undefined {
		const fault = this.#waiting.find(
			(candidate) =>
				(candidate.service ?? service) === service &&
				(candidate.method ?? method).toUpperCase() === method &&
				fits(candidate.path ?? path, path, route),
		);
		if (!fault || (fault.kind === 'refuse') !== (when === 'unread')) return undefined;
		if (--fault.times! <= 0) this.remove(fault);
		return fault;
	}
}

const fits = (wanted: RegExp | string, path: string, route: string): boolean =>
	typeof wanted === 'string' ? path.includes(wanted) || route === wanted : wanted.test(path);
