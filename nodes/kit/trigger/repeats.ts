import { createHash } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import { processedBy } from '../processed';
import { wait } from '../wait';

const MOST_REMEMBERED = 2000;
/** Longer than n8n needs between reading that row and writing it. */
const SECOND_LOOK_MS = 300;

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
	const own = `${event} ${context.getExecutionId()}`;
	const noted = async () => await processedBy(context).note([event, own], MOST_REMEMBERED * 2);
	const before = await noted();
	// one's own name stands there where a look was taken again that had failed after all was written
	if (before.has(event)) return before.has(own);
	if (alone) return true;
	for (;;) {
		await wait(SECOND_LOOK_MS);
		const standing = await noted().catch(() => undefined);
		// it was the first a moment ago, and is not to be lost because the database is busy now
		if (!standing) return true;
		if (standing.has(own)) return true;
		if (standing.has(event)) return false;
	}
}
