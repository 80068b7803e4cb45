import type { IExecuteFunctions } from 'n8n-workflow';

import { inLine } from './line';
import { wait } from './wait';

const MOST_ATTEMPTS = 4;
const ATTEMPT_PAUSE_MS = 100;

/** n8n's memory of what a node has processed: as long as the workflow is there, for all processes and after restarts. */
export interface Processed {
	/** Notes entries; resolves to those that were noted before. Beyond `most` of a node, n8n forgets the oldest. */
	note(entries: string[], most: number): Promise<Set<unknown>>;
	/** Forgets entries, as if they had not been noted. */
	forget(entries: string[]): Promise<void>;
}

/**
 * The memory of a node. n8n keeps it in one row of its database, which is read and written whole: two looks at once would
 * each write over what the other has noted, so those of a process stand in line.
 */
export function processedBy(context: IExecuteFunctions): Processed {
	const { helpers } = context;
	const line = `processed ${context.getWorkflow().id} ${context.getNode().id}`;
	const persistently = async <T>(work: () => Promise<T>) => await inLine(line, async () => await attempts(work));
	return {
		note: async (entries, maxEntries) =>
			await persistently(async () => {
				const options = { mode: 'entries' as const, maxEntries };
				return new Set<unknown>((await helpers.checkProcessedAndRecord(entries, 'node', options)).processed);
			}),
		forget: async (entries) =>
			await persistently(async () => await helpers.removeProcessed(entries, 'node', { mode: 'entries' })),
	};
}

/** n8n refuses the later of two first entries, which two processes may make at once, and a database may be busy. */
async function attempts<T>(work: () => Promise<T>): Promise<T> {
	for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
		try {
			return await work();
		} catch {
			await wait(ATTEMPT_PAUSE_MS * attempt);
		}
	}
	return await work();
}
