import { randomBytes } from 'crypto';

/** The query parameter that proves calls of a service which does not sign them. */
const KEY = 'triggerKey';

/** The addresses of one trigger node: the published one, and that of "Listen for test event". */
export interface OwnAddress {
	/** The one that is asked for now, without a key. */
	address: string;
	/** Whether another address is this one, whatever key it has. */
	is(other: string): boolean;
	/** Whether another address was registered for this node the last time: this one, or that of before n8n moved. */
	was(other: string): boolean;
	/** Whether another address names this node, in whatever n8n. */
	names(other: string): boolean;
	/** Whether another address is this node's own, in this n8n. */
	owns(other: string): boolean;
	/** Whether another address of this node may go now that this one comes. */
	replaces(other: string): boolean;
}

interface Place {
	address: string;
	/** What n8n puts into every address of the node. */
	id: string;
	/** Our address when it was registered the last time; another one after n8n has moved. */
	registered?: string;
	/** Whether it is only for "Listen for test event". */
	testing?: boolean;
}

export function ownAddress({ address, id, registered, testing = false }: Place): OwnAddress {
	const path = pathOf(address);
	// the test and the published address of a node differ before this part
	const end = path.slice(Math.max(0, path.indexOf(`/${id}/`)));
	const is = (other: string) => spelled(other) === spelled(address);
	const was = (other: string) => is(other) || (registered !== undefined && spelled(other) === spelled(registered));
	const names = (other: string) => end !== '' && pathOf(other).endsWith(end);
	const owns = (other: string) => was(other) || (names(other) && isSameOrigin(other, address));
	return { address, is, was, names, owns, replaces: (other) => !testing && owns(other) && !is(other) };
}

/** An address without its key, written as every other that means the same: a user may name a port that goes without saying. */
const spelled = (address: string) => (URL.canParse(address) ? new URL(withoutKey(address)).href : address);

const pathOf = (address: string) => (URL.canParse(address) ? new URL(address).pathname : '');

/** Whether two addresses are on one server. */
export const isSameOrigin = (one: string, other: string): boolean =>
	URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;

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
