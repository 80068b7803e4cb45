import type { IExecuteFunctions } from 'n8n-workflow';

import { RequestFailed } from './failure';
import type { Ledger } from './ledger';
import { processedBy } from './processed';

/** As many keys as a node remembers: 240 kB of its database. */
const MOST_KEYS = 10_000;

/** Does a work at most once for its key; resolves to undefined where an execution of this node has done it, or may have. */
export type Once = <T>(key: string, work: () => Promise<T>) => Promise<T | undefined>;

/**
 * At most once for each key, in whatever execution of the node. The key is noted before anything is sent, so that a crash
 * leaves it noted; only work that certainly did nothing gives it back.
 */
export const onceOf =
	(context: IExecuteFunctions, ledger: Ledger): Once =>
	async (key, work) => {
		const processed = processedBy(context);
		if ((await processed.note([key], MOST_KEYS)).has(key)) return undefined;
		return await work().catch(async (cause: Error) => {
			const isUncertain = cause instanceof RequestFailed && cause.failure.uncertain === true;
			// what went wrong is told either way
			if (!isUncertain && ledger.accepted.length === 0) await processed.forget([key]).catch(() => undefined);
			return await Promise.reject(cause);
		});
	};
