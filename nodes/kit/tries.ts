import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Connection } from './client/connection';
import type { Ids } from './explain';
import type { Ledger } from './ledger';
import { perProcess } from './shared';

/** An item that failed, as far as it is known. */
export interface Failed {
	item: number;
	/** All it was carried out for, where that are several. */
	items?: readonly number[];
	cause: unknown;
	/** What it is carried out one after another with. */
	sequence?: string;
	to?: Connection;
	ids?: Ids;
	ledger?: Ledger;
}

/** What became of an item in a try before this one: it was done, or failed so that it must not be done again. */
export type Tried = { failed?: undefined; output: INodeExecutionData[]; ledger: Ledger } | { failed: Failed };

interface Tries {
	items: Map<number, Tried>;
	/** To be called at the end of a try: nothing follows one that succeeded, nor the last one. */
	end(succeeded: boolean): void;
	until: number;
}

/** How long the next try may be away. */
const KEPT_MS = 60 * 60_000;
/** As long as a try runs it is needed, and at a published rate a thousand messages take hours. */
const LONGEST_TRY_MS = 7 * 24 * 60 * 60_000;
const known = perProcess('tries.v2', () => new Map<string, Tries>());

/**
 * What became of the items in earlier tries of n8n's Retry on Fail, which runs the whole node again: the next one goes on
 * instead of repeating. A try is told by its execution, node and run, which all tries share. For the tool of an AI agent
 * n8n counts each try as a run, and the agent itself tries again: there the same values in one execution are a further try,
 * as far as what is `told` of the fields that were left empty is the same too.
 */
export function triesOf(context: IExecuteFunctions, told: () => unknown = () => undefined): Tries | undefined {
	const { name: node, retryOnFail, maxTries } = context.getNode();
	const execution = context.getExecutionId();
	// n8n 1.x does not tell
	const isTool = 'isToolExecution' in context && context.isToolExecution();
	if (!execution || (retryOnFail !== true && !isTool)) return undefined;
	const now = performance.now();
	for (const [key, { until }] of known) if (until < now) known.delete(key);
	const run = isTool ? JSON.stringify([enteredIn(context), told()]) : String(context.getWorkflowDataProxy(0).$runIndex);
	const key = `${execution} ${node} ${run}`;
	let tries = known.get(key);
	if (!tries) {
		// as n8n counts them; an agent tries as often as it likes
		let left = isTool ? Infinity : Math.min(5, Math.max(2, maxTries || 3));
		const end = (succeeded: boolean) => {
			if (succeeded || --left === 0) known.delete(key);
			else begun.until = performance.now() + KEPT_MS;
		};
		const begun: Tries = { items: new Map(), until: 0, end };
		known.set(key, (tries = begun));
	}
	tries.until = now + LONGEST_TRY_MS;
	return tries;
}

/** What all parameters come to. */
function enteredIn(context: IExecuteFunctions): unknown[] {
	return Object.keys(context.getNode().parameters).map((name) => {
		try {
			return context.getNodeParameter(name, 0, null);
		} catch {
			// one that counts fails where it is read
			return null;
		}
	});
}
