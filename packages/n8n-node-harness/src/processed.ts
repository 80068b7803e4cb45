import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeduplicationItemTypes, ICheckProcessedContextData, IDataDeduplicator } from 'n8n-workflow';
import { core } from './n8n.ts';

/** How long the database takes for one step. */
const STEP_MS = 2;

/** The table `processed_data`: one row a node, which holds hashes in the order they came. */
const rows = new Map<string, string[]>();

/** The database, which may be away for a while. */
export const database = { failures: 0 };

const keyOf = (scope: string, { workflow, node }: ICheckProcessedContextData) =>
	`${workflow.id} ${scope === 'node' ? `n:${node?.id}` : ''}`;

const hashOf = (item: DeduplicationItemTypes) => createHash('md5').update(item.toString()).digest('base64');

/**
 * What n8n does with what was processed, in the one mode that is used: it reads a row, and writes it whole. Nothing keeps
 * others from doing the same in between.
 */
const deduplicator: IDataDeduplicator = {
	async checkProcessedAndRecord(items, scope, context, { maxEntries }) {
		const key = keyOf(scope, context);
		await sleep(STEP_MS);
		if (database.failures > 0) {
			database.failures--;
			throw new Error('SQLITE_BUSY: database is locked');
		}
		const found = rows.get(key);
		const entries = [...(found ?? [])];
		const known = new Set(entries);
		const hashes = items.map(hashOf);
		entries.push(...hashes.filter((hash) => !known.has(hash)));
		if (maxEntries) entries.splice(0, entries.length - maxEntries);
		await sleep(STEP_MS);
		if (!found && rows.has(key)) throw new Error('UNIQUE constraint failed: processed_data.workflowId');
		rows.set(key, entries);
		const isKnown = (_: unknown, index: number) => known.has(hashes[index]!);
		return { new: items.filter((_, index) => !isKnown(_, index)), processed: items.filter(isKnown) };
	},
	async removeProcessed(items, scope, context) {
		const key = keyOf(scope, context);
		await sleep(STEP_MS);
		const removed = new Set(items.map(hashOf));
		const entries = (rows.get(key) ?? []).filter((entry) => !removed.has(entry));
		await sleep(STEP_MS);
		if (rows.has(key)) rows.set(key, entries);
	},
	async clearAllProcessedItems(scope, context) {
		rows.delete(keyOf(scope, context));
	},
	async getProcessedDataCount(scope, context) {
		return rows.get(keyOf(scope, context))?.length ?? 0;
	},
};

void core.DataDeduplicationService.init(deduplicator);
