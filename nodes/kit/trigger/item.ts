import type { IBinaryKeyData, IDataObject, INodeExecutionData, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import { fileOf } from '../binary';
import { Client } from '../client/client';
import { Connection } from '../client/connection';
import type { Wire } from '../client/wire';
import { wordsOf } from '../edge';
import type { Values } from '../fields';
import type { Json } from '../json';
import type { EventFields } from './fields';
import type { Event } from './trigger';

/** The item an event starts the workflow with; `raw` is the original. */
export async function toItem(
	context: IWebhookFunctions | IPollFunctions,
	wire: Wire,
	event: Event,
	raw: Json,
	{ simplify, options }: Values<EventFields>,
): Promise<INodeExecutionData> {
	const own = event.raw ?? raw;
	const json = { ...event.item, event: event.name, ...(options.includeRaw === true && { raw: own }) };
	const item: INodeExecutionData = { json: (simplify ? json : own) as IDataObject };
	if (options.downloadAttachments !== true || !event.files?.length) return item;
	return { ...item, binary: await fetched(context, wire, event.files, options.binaryPrefix) };
}

/** The files of an event; one that cannot be fetched is left out, since the event is worth more and has its link. */
async function fetched(
	context: IWebhookFunctions | IPollFunctions,
	wire: Wire,
	files: NonNullable<Event['files']>,
	prefix = 'attachment_',
): Promise<IBinaryKeyData> {
	const binary: IBinaryKeyData = {};
	const connection = new Connection(context, wire, await context.getCredentials(wire.credential));
	const client = new Client(connection);
	for (const [index, { url, fileName }] of files.entries()) {
		if (url === null) continue;
		try {
			const download = await client.download(url);
			binary[`${prefix}${index}`] = await fileOf(download, url, context.helpers.prepareBinaryData, fileName);
		} catch (error) {
			context.logger.warn(`An attachment was not downloaded: ${wordsOf(error, connection)}`);
		}
	}
	return binary;
}
