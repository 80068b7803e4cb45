import { createHash } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import { processedBy } from '../processed';
import { perProcess } from '../shared';
import { wait } from '../wait';
import { nodeOf } from './parameters';

/** Ten events a second for the ten minutes in which a service repeats them: 330 kB of n8n's database. */
const MOST_REMEMBERED = 6000;
/** Of all triggers together. */
const MOST_GIVEN = 20_000;
/** Longer than another process needs between reading what n8n remembers and writing it: it is as busy as this one. */
const SECOND_LOOK_MS = 300;
const SLOWER_THAN_HERE = 5;
/** The service waits for its answer meanwhile. */
const LONGEST_PAUSE_MS = 3000;

/** The execution that each event was given to, as this process knows it; the oldest first. */
const given = perProcess('given.v1', () => new Map<string, string>());

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
	if (isNew || !given.has(place)) given.set(place, isNew ? execution : 'another');
	for (const [oldest] of given) {
		if (given.size <= MOST_GIVEN) break;
		given.delete(oldest);
	}
	return isNew;
}

async function isFirstOfAll(context: IExecuteFunctions, event: string, execution: string, alone: boolean) {
	const own = `${event} ${execution}`;
	const look = async () => {
		const from = performance.now();
		const noted = await processedBy(context).note([event, own], MOST_REMEMBERED * 2);
		return { noted, tookMs: performance.now() - from };
	};
	const before = await look();
	// one's own name stands there where a look was taken again that had failed after all was written
	if (before.noted.has(event)) return before.noted.has(own);
	if (alone) return true;
	for (let { tookMs } = before; ;) {
		await wait(Math.min(SECOND_LOOK_MS + SLOWER_THAN_HERE * tookMs, LONGEST_PAUSE_MS));
		const standing = await look().catch(() => undefined);
		// it was the first a moment ago, and is not to be lost because the database is busy now
		if (!standing || standing.noted.has(own)) return true;
		if (standing.noted.has(event)) return false;
		({ tookMs } = standing);
	}
}
