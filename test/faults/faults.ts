import fc from 'fast-check';

import type { Fault } from '../../sandbox/sandbox.ts';
import type { Subject } from './subjects.ts';

/** Longer than an answer takes here, and short enough to wait for those that never come. */
export const TIMEOUT_MS = 500;

/** With which everything has to succeed. */
export const NO_FAULT = 'no fault';

const pass = (): Fault => ({ kind: 'slow', ms: 0 });

/** Everything that may go wrong with a request, under the name its row has. Some are told the time they strike at, and what is secret. */
export const FAULTS: Record<string, (now: number, secrets: string) => Fault> = {
	[NO_FAULT]: pass,
	refuse: () => ({ kind: 'refuse' }),
	'reset before': () => ({ kind: 'reset' }),
	'reset after': () => ({ kind: 'resetAfter' }),
	hang: () => ({ kind: 'hang' }),
	'hang after': () => ({ kind: 'hangAfter' }),
	'slow drip': () => ({ kind: 'drip', ms: 60 }),
	'429, seconds': () => ({ kind: 'tooMany', retryAfter: 2 }),
	'429, a date': (now) => ({ kind: 'tooMany', retryAfter: new Date(now + 3000) }),
	'429, no word': () => ({ kind: 'tooMany' }),
	'429, too long': () => ({ kind: 'tooMany', retryAfter: 86_400 }),
	'HTTP 400': () => ({ kind: 'status', status: 400 }),
	'HTTP 400, empty': () => ({ kind: 'status', status: 400, body: '' }),
	'HTTP 401': () => ({ kind: 'status', status: 401 }),
	'HTTP 500': () => ({ kind: 'status', status: 500 }),
	'HTTP 503': () => ({ kind: 'status', status: 503 }),
	redirect: () => ({ kind: 'status', status: 307, headers: { location: '/' } }),
	'HTML 502': () => ({ kind: 'html' }),
	'HTML 200': () => ({ kind: 'html', status: 200 }),
	'200, own error': () => ({ kind: 'hiddenError' }),
	'half a JSON': () => ({ kind: 'malformed' }),
	'cut off': () => ({ kind: 'cut' }),
	'wrong gzip': () => ({ kind: 'wrongGzip' }),
	'secret repeated': (_, secrets) => ({
		kind: 'status',
		status: 400,
		body: { message: secrets, error: secrets, errors: [{ title: secrets }] },
	}),
};

/** For lists only: nothing else has pages. */
export const EMPTY_PAGE = 'empty page';

/** Whether the fault leaves requests without any answer. */
export const isSilent = (fault: string) => fault.startsWith('hang');

/** Has some of the coming requests struck, and the others pass: which ones, the seed says. */
export function strike({ sandbox, secrets }: Subject, fault: string, requests: number, seed: number): void {
	const struck = fc.sample(fc.constantFrom(true, false, false, false), { seed, numRuns: requests });
	const strikes = (): Fault =>
		fault === EMPTY_PAGE ? { kind: 'emptyPage' } : FAULTS[fault]!(Date.now(), secrets.join(' '));
	for (const hit of struck) sandbox.faults.add(hit ? strikes() : pass());
}
