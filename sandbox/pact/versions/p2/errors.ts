import { STATUS_CODES } from 'node:http';
import type { Refusal } from '../../../common/refusal.ts';

/** 401 and 429 are documented; the others' code and title are assumed to be HTTP's own words, as those of 401 are. */
export function errorBody({ status, message }: Refusal): object {
	const title = STATUS_CODES[status] ?? 'Error';
	const code = title.toLowerCase().replace(/\W+/g, '_');
	return { errors: [{ status, code, title: status === 429 ? 'Too many requests error' : title, detail: message }] };
}
