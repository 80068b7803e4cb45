import { createHash } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import { perProcess } from '../shared';
import { wait } from '../wait';
import { nodeOf } from './parameters';

/** n8n keeps them in one row of its database, which is read and written whole. */
const MOST_REMEMBERED = 2000;
/** Of all triggers together. */
const MOST_GIVEN = 20_000;
/** Longer than another process needs between reading that row and writing it: it may be busier than this one. */
const SECOND_LOOK_MS = 300;
const BUSIER = 5;
/** How much of a slow look counts when the next one was quick. */
const REMEMBERED_SLOWNESS = 0.95;
/** The service waits for its answer meanwhile. */
const LONGEST_PAUSE_MS = 3000;
const MOST_ATTEMPTS = 4;
const ATTEMPT_PAUSE_MS = 100;

/** The last look of each node in this process: two at once would each write over what the other has noted. */
const lines = perProcess('repeats.v1', () => new Map<string, Promise<unknown>>());

/** How long n8n took for a look of late. */
let slownessMs = 0;

/** The execution that each event was given to, as this process knows it; the oldest first. */
const given = new Map<string, string>();

/**
 * Whether an event was not delivered before, to whatever process and before whatever restart; notes it for the next ones.
 *
 * n8n's memory of what was processed is the only one that its processes share, but nothing holds others off between its
 * reading and its writing. Where `alone`, this process is the only one, and a line is enough. Else the event is noted with
 * the execution's name beside it, and looked for again after a while: what was written over in between is not there any
 * more, so of several executions that each thought to be the first, the last writer's name stands alone.
 */
export async function isFirst(context: IExecuteFunctions, key: string, alone: boolean): Promise<boolean> {
	const event = createHash('sha256').update(key).digest('base64');
	const execution = context.getExecutionId();
	const place = `${nodeOf(context)} ${event}`;
	const known = given.get(place);
	// n8n may run the first step of one execution again
	if (known !== undefined) return known === execution;
	const isNew = await isFirstOfAll(context, event, execution, alone);
	given.set(place, isNew ? execution : 'another');
	for (const [oldest] of given) {
		if (given.size <= MOST_GIVEN) break;
		given.delete(oldest);
	}
	return isNew;
}

async function isFirstOfAll(context: IExecuteFunctions, event: string, execution: string, alone: boolean) {
	const own = `${event} ${execution}`;
	const before = await noted(context, [event, own]);
	// one's own name stands there where a look was taken again that had failed after all was written
	if (before.has(event)) return before.has(own);
	if (alone) return true;
	for (;;) {
		await wait(Math.min(SECOND_LOOK_MS + BUSIER * slownessMs, LONGEST_PAUSE_MS));
		const standing = await noted(context, [event, own]).catch(() => undefined);
		// it was the first a moment ago, and is not to be lost because the database is busy now
		if (!standing) return true;
		if (standing.has(own)) return true;
		if (standing.has(event)) return false;
	}
}

/** Notes entries; resolves to those that were noted before. */
async function noted(context: IExecuteFunctions, entries: string[]): Promise<Set<unknown>> {
	const node = nodeOf(context);
	const look = async () => {
		const from = performance.now();
		const options = { mode: 'entries' as const, maxEntries: MOST_REMEMBERED * entries.length };
		const { processed } = await context.helpers.checkProcessedAndRecord(entries, 'node', options);
		slownessMs = Math.max(performance.now() - from, slownessMs * REMEMBERED_SLOWNESS);
		return new Set<unknown>(processed);
	};
	const turn = (lines.get(node) ?? Promise.resolve()).then(async () => await persistently(look));
	const settled = turn.catch(() => undefined);
	lines.set(node, settled);
	return await turn.finally(() => {
		if (lines.get(node) === settled) lines.delete(node);
	});
}

/** n8n refuses the later of two first entries, which two processes may make at once, and a database may be busy. */
async function persistently<T>(work: () => Promise<T>, attempt = 1): Promise<T> {
	if (attempt === MOST_ATTEMPTS) return await work();
	const done = await work().catch(() => undefined);
	if (done !== undefined) return done;
	await wait(ATTEMPT_PAUSE_MS * attempt);
	return await persistently(work, attempt + 1);
}
