import type { IDataObject } from 'n8n-workflow';

import { isRecord, recordOf } from '../json';

/** What became of one attempt. `status` is what the answer means, `sent` the HTTP status it had. */
export type Outcome =
	| { kind: 'answer'; status: number; sent: number; headers: IDataObject; body: unknown }
	| { kind: 'broken'; code: string; reason: string };

export type Answer = Extract<Outcome, { kind: 'answer' }>;

const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Whether a request certainly did not reach the service. */
export const wasNeverSent = (outcome: Outcome) => outcome.kind === 'broken' && NEVER_SENT.has(outcome.code);

interface Cause {
	code?: unknown;
	message?: unknown;
	response?: unknown;
	cause?: unknown;
}

/** An error, what caused it, what caused that, and so on. */
function* causes(error: unknown): Generator<Cause> {
	for (let cause = error; cause instanceof Error || isRecord(cause); cause = (cause as Cause).cause) yield cause;
}

/** The answer of the service that made n8n's helper throw, as when it was refused while signing in; undefined for none. */
export function answerIn(error: unknown): { sent: number; headers: IDataObject; body: unknown } | undefined {
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

/** The network error code and reason inside whatever n8n's helper threw. */
export function networkCause(error: unknown): { code: string; reason: string } {
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
