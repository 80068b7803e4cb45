import type { Refusal } from '../../../common/refusal.ts';

/**
 * The vendor documents only the statuses of p1's errors. The body is an assumption: `errored` is what one client tests
 * for, the words are ours. A 429 carries the documented body of p2.
 */
export function errorBody({ status, message }: Refusal): object {
	if (status !== 429) return { status: 'errored', errors: [message] };
	const title = 'Too many requests error';
	return { errors: [{ status, code: 'too_many_requests', title, detail: message }] };
}
