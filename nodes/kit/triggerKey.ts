import { randomBytes } from 'crypto';

/** The query parameter that proves calls of a service which does not sign them. */
const KEY = 'triggerKey';

/** The key in an address; '' without one. */
export const keyIn = (address: string): string =>
	URL.canParse(address) ? (new URL(address).searchParams.get(KEY) ?? '') : '';

/** The key that came with a call. */
export const keyOfCall = (query: object): string => String((query as Record<string, unknown>)[KEY] ?? '');

/** An address as it may be remembered: its key is nobody's business but the service's. */
export function withoutKey(address: string): string {
	if (!URL.canParse(address) || !new URL(address).searchParams.has(KEY)) return address;
	const url = new URL(address);
	url.searchParams.delete(KEY);
	return url.href;
}

/** A text in which no address tells its key, for a service may repeat an address that it refuses. */
export const withoutKeys = (text: string): string =>
	text.replace(new RegExp(`(${KEY}(?:=|%3D))[0-9a-f]+`, 'gi'), '$1***');

/** An address with a key in it, by default a new one. */
export function withKey(address: string, key = ''): string {
	const url = new URL(address);
	url.searchParams.set(KEY, key || randomBytes(24).toString('hex'));
	return url.href;
}
