import type { IDataObject, IExecuteFunctions, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { Wire } from '../client/wire';
import type { Values } from '../fields';
import type { Json } from '../json';
import { attachmentsOf, budgetOf } from './attachments';
import type { EventFields } from './fields';
import type { Event } from './trigger';

/** The item an event starts the workflow with; `raw` is the original, and `within` ends the wait for its files. */
export async function toItem(
	context: IExecuteFunctions | IPollFunctions,
	wire: Wire,
	event: Event,
	raw: Json,
	{ simplify, options }: Values<EventFields>,
	within?: AbortSignal,
): Promise<INodeExecutionData> {
	const own = event.raw ?? raw;
	const json = { ...event.item, event: event.name, ...(options.includeRaw === true && { raw: own }) };
	const item: INodeExecutionData = { json: (simplify ? json : own) as IDataObject };
	if (options.downloadAttachments !== true || !event.files?.length) return item;
	const { attachmentsTimeout = 20, attachmentsSize = 50, binaryPrefix } = options;
	const budget = budgetOf(attachmentsTimeout, attachmentsSize, within);
	return { ...item, binary: await attachmentsOf(context, wire, event.files, budget, binaryPrefix) };
}
