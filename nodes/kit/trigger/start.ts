import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Json } from '../json';
import { Claim } from './claims';
import { toItem } from './item';
import { nodeOf, parametersOf, versionOf } from './parameters';
import type { CallingService } from './registration';
import { isFirst } from './repeats';

/**
 * n8n's `execute`: the first step of the execution that a delivery started, in the process that runs it. Here alone can a
 * node ask n8n's database, so here a repeat is told from a first delivery; it yields no item. Then the service is answered:
 * its event is stored, and will not be taken for new again.
 */
export async function start(context: IExecuteFunctions, service: CallingService): Promise<INodeExecutionData[][]> {
	const body = context.getInputData()[0]?.json as Json;
	const caller = service.trigger.callers[versionOf(context, service)]!;
	const fields = parametersOf(context, service);
	const event = caller.understand(body, fields);
	if (typeof event === 'string') return [[]];
	const isNew = await isUnknown(context, new Claim(nodeOf(context), event.key, caller.repeatsForMs), event.key);
	await context.sendResponse({ statusCode: 200, headers: {}, body: { message: 'OK' } });
	return [isNew ? [await toItem(context, service.wire, event, body, fields)] : []];
}

/** Who tests, or has n8n try an execution again, wants to see the event once more. */
async function isUnknown(context: IExecuteFunctions, claim: Claim, key: string): Promise<boolean> {
	if (context.getMode() !== 'webhook') return true;
	// where the call came into this very process there is no other that runs executions
	const isNew = await isFirst(context, key, claim.isOpen);
	claim.deliver();
	return isNew;
}
