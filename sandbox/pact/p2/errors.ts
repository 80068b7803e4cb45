import { STATUS_CODES } from 'node:http';

/** 401 and 429 are documented; the others' code and title are assumed to be HTTP's own words, as those of 401 are. */
export function errorBody2(status: number, message: string): object {
	const title = STATUS_CODES[status] ?? 'Error';
	const code = title.toLowerCase().replace(/\W+/g, '_');
	return { errors: [{ status, code, title: status === 429 ? 'Too many requests error' : title, detail: message }] };
}
