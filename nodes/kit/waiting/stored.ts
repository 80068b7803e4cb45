import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isRecord, type Json, recordOf } from '../json';
import type { State } from './wait';

/** A wait as it is stored with its execution. */
export interface Stored {
	/** The version of the service's API it was begun with. */
	version: string;
	/** When the time is over, in milliseconds. */
	until: number;
	/** How often it was looked for by itself. */
	looks: number;
	/** Whether n8n runs the node again after the wait, or passes on what `webhook` gives it. */
	runsAgain: boolean;
	state: State;
}

/** What the entry of a node that runs again carries, and what the node's own memory in its execution is called. */
export const KEY = 'conversationsWait';

const storedIn = (value: unknown): Stored | undefined =>
	isRecord(value) && isRecord(value.state) && typeof value.until === 'number' ? (value as Json & Stored) : undefined;

/** The wait that a node runs again for; undefined where it runs for the first time. */
export const resumed = (context: IExecuteFunctions): Stored | undefined =>
	storedIn(recordOf(context.getExecuteData().metadata)[KEY]);

/** The wait of the execution that `webhook` is called for. */
export function waitingIn(context: IWebhookFunctions): Stored | undefined {
	// a brace would end the expression
	const name = JSON.stringify(context.getNode().name).replace(
		/[{}]/g,
		(brace) => `\\u00${brace === '{' ? '7b' : '7d'}`,
	);
	const found = context.evaluateExpression(`{{ JSON.stringify($node[${name}].context.${KEY}) }}`, 0);
	return typeof found === 'string' ? storedIn(JSON.parse(found)) : undefined;
}
