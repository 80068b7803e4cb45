import type { IExecuteFunctions } from 'n8n-workflow';

import { RequestFailed } from './failure';
import type { Ledger } from './ledger';
import { inLine } from './line';
import { processedBy } from './processed';

/** As many keys as a node remembers, 240 kB of its database, and beside them the marks of what is begun just now. */
const MOST_KEYS = 10_000 + 1000;

/** Thrown by the claim to a key that was claimed before: the work was done, or was begun and nobody knows how it ended. */
export class ClaimedBefore extends Error {
	readonly isDone: boolean;

	constructor(isDone: boolean) {
		super('claimed before');
		this.isDone = isDone;
	}
}

/** Claims the key; what cannot be taken back follows. Throws `ClaimedBefore`. A second call does nothing. */
export type Claim = () => Promise<void>;

/** Does a work that claims its key at most once; what the claim throws comes out. */
export type Once = <T>(key: string, work: (claim: Claim) => Promise<T>) => Promise<T>;

/**
 * At most once for each key, in whatever execution of the node. The key is noted when it is claimed, with a mark that it is
 * begun; the mark goes when the work is done. So after a crash the key is there and the mark beside it says that nobody
 * knows. Only work that certainly did nothing gives its key back. Works of one key in a process wait for each other.
 */
export const onceOf =
	(context: IExecuteFunctions, ledger: Ledger): Once =>
	async (key, work) => {
		const processed = processedBy(context);
		const begun = `begun ${key}`;
		let isClaimed = false;
		const claim = async () => {
			if (isClaimed) return;
			const known = await processed.note([key, begun], MOST_KEYS);
			if (!known.has(key)) {
				isClaimed = true;
				ledger.isOnce = true;
				return;
			}
			const isDone = !known.has(begun);
			// the question has left a mark that is not true
			if (isDone) await processed.forget([begun]);
			throw new ClaimedBefore(isDone);
		};
		// what is over for the work is over for its mark: no trouble with it undoes or hides that
		const settle = async (entries: string[]) => await processed.forget(entries).catch(() => undefined);
		return await inLine(`once ${context.getWorkflow().id} ${context.getNode().id} ${key}`, async () => {
			const result = await work(claim).catch(async (cause: Error) => {
				const isUncertain = cause instanceof RequestFailed && cause.failure.uncertain === true;
				if (isClaimed && !isUncertain && ledger.accepted.length === 0) await settle([key, begun]);
				return await Promise.reject(cause);
			});
			if (isClaimed) await settle([begun]);
			return result;
		});
	};
