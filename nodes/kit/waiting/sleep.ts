import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { recordOf } from '../json';
import { KEY, type Stored } from './stored';

/** When to look by oneself: soon, for an answer often comes soon, then rarely, for every look is a request. */
const PAUSES_MS = [60_000, 120_000, 300_000, 900_000];
/** Waits that began together do not look together. */
const SPREAD = 0.2;

/**
 * Stores the execution until it is woken: by somebody who calls its resume address, or by n8n at the time of the next look.
 * `late` is the item for each output when the time is over.
 *
 * n8n does not run a node again after a wait, it passes on what the node's entry holds. So an entry of the same node and the
 * same run is put behind it, which n8n then finds next. Where an n8n does not show its stack, the node cannot look by
 * itself: its entry holds what comes out when the time is over, and `webhook` gives what comes out before.
 */
export async function putToSleep(
	context: IExecuteFunctions,
	wait: Omit<Stored, 'runsAgain'>,
	late: INodeExecutionData[][],
): Promise<INodeExecutionData[][]> {
	const own = context.getExecuteData();
	// neither is in the interface of nodes
	const { runExecutionData, runIndex } = recordOf(context);
	const stack: unknown = recordOf(recordOf(runExecutionData).executionData).nodeExecutionStack;
	const runsAgain = Array.isArray(stack) && Number.isInteger(runIndex);
	const stored: Stored = { ...wait, runsAgain };
	context.getContext('node')[KEY] = stored;
	const { node, data, source, metadata } = own;
	// it passes on nothing, and so must not be made to
	own.node = { ...node, alwaysOutputData: false };
	if (runsAgain) {
		stack.unshift({ node: { ...node }, data, source, runIndex, metadata: { ...metadata, [KEY]: stored } });
		own.data = { main: [[]] };
		await context.putExecutionToWait(new Date(nextLook(stored)));
	} else {
		own.data = { ...data, main: late };
		context.setMetadata({ forwardAllOutputs: true });
		await context.putExecutionToWait(new Date(stored.until));
	}
	return late.map(() => []);
}

function nextLook({ looks, until }: Stored): number {
	const pause = PAUSES_MS[looks] ?? PAUSES_MS.at(-1)!;
	return Math.min(until, Date.now() + pause * (1 + SPREAD * Math.random()));
}
