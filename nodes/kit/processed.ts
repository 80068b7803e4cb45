import type { IExecuteFunctions } from 'n8n-workflow';

import { inLine } from './line';
import { perProcess } from './shared';
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

/** What is written together when its turn in the line has come. */
interface Batch {
	entries: Set<string>;
	written: Promise<Set<unknown>>;
}

/** The batches that wait for their turn, by what they do to the memory of which node. */
const batches = perProcess('processed.v1', () => new Map<string, Batch>());

/**
 * The memory of a node. n8n keeps it in one row of its database, which is read and written whole: two looks at once would
 * each write over what the other has noted, so those of a process stand in line. Those that would wait for each other are
 * written together, so that nobody waits for more than two.
 */
export function processedBy(context: IExecuteFunctions): Processed {
	const { helpers } = context;
	const line = `processed ${context.getWorkflow().id} ${context.getNode().id}`;
	return {
		note: async (entries, maxEntries) => {
			const options = { mode: 'entries' as const, maxEntries };
			return await together(line, 'note', entries, async (all) => {
				return new Set<unknown>((await helpers.checkProcessedAndRecord(all, 'node', options)).processed);
			});
		},
		forget: async (entries) => {
			await together(line, 'forget', entries, async (all) => {
				await helpers.removeProcessed(all, 'node', { mode: 'entries' });
				return new Set();
			});
		},
	};
}

async function together(
	line: string,
	what: string,
	entries: string[],
	write: (all: string[]) => Promise<Set<unknown>>,
): Promise<Set<unknown>> {
	const key = `${line} ${what}`;
	let batch = batches.get(key);
	// n8n does not see that an entry stands twice in what it is given
	if (!batch || entries.some((entry) => batch?.entries.has(entry))) {
		const own = new Set<string>();
		const written = inLine(line, async () => {
			if (batches.get(key)?.entries === own) batches.delete(key);
			return await attempts(async () => await write([...own]));
		});
		batches.set(key, (batch = { entries: own, written }));
	}
	for (const entry of entries) batch.entries.add(entry);
	return await batch.written;
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
