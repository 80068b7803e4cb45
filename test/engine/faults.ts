import type { Fault } from '../../sandbox/sandbox.ts';

/** What answers where the service should. */
export const WEB_PAGE: Fault = { kind: 'html', status: 200, times: 9 };
export const NO_API: Fault = { kind: 'html', status: 404, times: 9 };
export const OTHER_JSON: Fault = { kind: 'status', status: 200, body: { hello: 1 }, times: 9 };

/** Answers that leave open whether a send arrived, and how often it did. */
export const DOUBTFUL: Array<[name: string, fault: Fault, arrived: number]> = [
	['resetAfter', { kind: 'resetAfter' }, 1],
	['500', { kind: 'status', status: 500 }, 0],
	['HTML 502', { kind: 'html', status: 502 }, 0],
	['malformed answer', { kind: 'malformed' }, 1],
];

/** What is said where nobody knows whether a write was carried out. */
export const DOUBT = 'It is not certain whether';
