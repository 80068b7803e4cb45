import { withoutKey } from '../triggerKey';

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
