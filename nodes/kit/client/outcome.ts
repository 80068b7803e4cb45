import type { IDataObject } from 'n8n-workflow';

import { isRecord, recordOf } from '../json';

/**
 * What became of one attempt. `status` is what the answer means, `sent` the HTTP status it had. Of what is broken,
 * `neverSent` says that it certainly did not reach the service, and `answered` is the status of an answer that broke off.
 */
export type Outcome =
	| { kind: 'answer'; status: number; sent: number; headers: IDataObject; body: unknown }
	| { kind: 'broken'; code: string; reason: string; neverSent: boolean; answered?: number };

export type Answer = Extract<Outcome, { kind: 'answer' }>;

interface Cause {
	code?: unknown;
	message?: unknown;
	syscall?: unknown;
	errors?: unknown;
	response?: unknown;
	cause?: unknown;
	/** n8n's own, see `keptOf`. */
	httpCode?: unknown;
	messages?: unknown;
	description?: unknown;
	context?: unknown;
}

/** An error, what caused it, what caused that, and so on. */
function* causes(error: unknown): Generator<Cause> {
	for (let cause = error; cause instanceof Error || isRecord(cause); cause = (cause as Cause).cause) {
		yield cause;
		const kept = keptOf(cause);
		if (kept) yield kept;
	}
}

/** The words of Node.js for a network error begin with the step that failed: "connect ECONNREFUSED 127.0.0.1:80". */
const NETWORK_WORDS = /^([a-z]+) (E[A-Z_]+)\b.*/;

/**
 * What n8n's error of a request that was signed keeps of its cause in n8n 1.x: the HTTP status and the body of the answer, or the
 * network's code and the words of Node.js.
 */
function keptOf({ cause, httpCode, messages, description, context }: Cause): Cause | undefined {
	if (cause !== undefined || !Array.isArray(messages)) return undefined;
	const [first] = messages as unknown[];
	if (/^\d+$/.test(String(httpCode))) {
		return { message: first, response: { status: Number(httpCode), data: recordOf(context).data } };
	}
	const [message = first, syscall, code = httpCode] =
		NETWORK_WORDS.exec(String(description)) ?? NETWORK_WORDS.exec(String(first)) ?? [];
	return { message, syscall, code };
}

/** An answer as it came. */
export interface Thrown {
	sent: number;
	headers: IDataObject;
	body: unknown;
}

function answerOf(error: unknown): Thrown | undefined {
	for (const { response } of causes(error)) {
		if (isRecord(response) && typeof response.status === 'number') {
			return {
				sent: response.status,
				headers: { ...recordOf(response.headers) } as IDataObject,
				body: response.data,
			};
		}
	}
	return undefined;
}

/** The refusal that made n8n's helper throw while it signed in; undefined for none. */
export function refusalIn(error: unknown): Thrown | undefined {
	const answer = answerOf(error);
	return answer && answer.sent >= 400 ? answer : undefined;
}

/** The steps before anything of a request leaves this machine. */
const CONNECTING = ['connect', 'getaddrinfo'];

/**
 * Whether a request certainly did not reach the service: it depends on the step that failed and not on its code, since a
 * connection that delivered the request may be lost with the same ones.
 */
function wasNeverSent(error: unknown): boolean {
	for (const { errors, syscall } of causes(error)) {
		if (Array.isArray(errors) && errors.length > 0) return errors.every(wasNeverSent);
		if (typeof syscall === 'string') return CONNECTING.includes(syscall);
	}
	return false;
}

/** What broke, of whatever n8n's helper threw. */
export function brokenBy(error: unknown): Extract<Outcome, { kind: 'broken' }> {
	return { kind: 'broken', ...networkCause(error), neverSent: wasNeverSent(error), answered: answerOf(error)?.sent };
}

/** The network error code and reason inside whatever n8n's helper threw. */
function networkCause(error: unknown): { code: string; reason: string } {
	let code = '';
	let reason = '';
	for (const { code: found, message } of causes(error)) {
		if (typeof found === 'string' && found !== '') code = found;
		if (typeof message === 'string') reason = message;
	}
	return { code, reason: code && reason ? `${code}: ${reason.replace(/\.?$/, '.')}` : reason || `${code}.` };
}

/** What a person reads of an HTML page or other text: its title, else its first words. */
export function pageTitle(page: string): string {
	const title = /<title[^>]*>([^<]*)<\/title>/i.exec(page)?.[1];
	return (title ?? page.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim().slice(0, 200);
}
