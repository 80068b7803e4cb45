import type {
	IBinaryKeyData,
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { fileOf } from '../binary';
import { Client } from '../client/client';
import { Connection } from '../client/connection';
import type { Wire } from '../client/wire';
import { wordsOf } from '../edge';
import { choices, collection, type Fields, text, toggle, type Values } from '../fields';
import type { Json } from '../json';
import { versionProperties } from '../properties';
import type { Service } from '../service';
import type { Event } from './trigger';

/** An event as it is offered to the user. */
export interface EventChoice<Name extends string = string> {
	name: string;
	value: Name;
	description: string;
}

/** The fields every trigger has beside its own, and beside its own options. */
export function eventFields<Name extends string, O extends Fields>(
	events: Array<EventChoice<Name>>,
	first: NoInfer<Name>,
	options: O,
) {
	return {
		events: choices({
			displayName: 'Events',
			description: 'What starts the workflow',
			options: events,
			default: [first],
			required: true,
		}),
		simplify: toggle({
			displayName: 'Simplify',
			description: 'Whether to return a simplified version of the response instead of the raw data',
			default: true,
		}),
		options: collection({
			displayName: 'Options',
			button: 'Add option',
			fields: {
				binaryPrefix: text({
					displayName: 'Binary Prefix',
					description: 'The beginning of the binary fields that hold downloaded attachments; a number follows',
					default: 'attachment_',
				}),
				downloadAttachments: toggle({
					displayName: 'Download Attachments',
					description: 'Whether to fetch the files of a message into binary fields',
				}),
				includeRaw: toggle({
					displayName: 'Include Raw',
					description: 'Whether to add the original data of the service in the field "raw"',
				}),
				...options,
			},
		}),
	};
}

export type EventFields = ReturnType<typeof eventFields<string, Record<never, never>>>;

/** The node properties of a service's trigger: its fields, after API Version where versions call back in different ways. */
export const triggerProperties = (service: Service): INodeProperties[] => [
	...(service.trigger.kind === 'webhook' ? versionProperties(service) : []),
	...Object.entries(service.trigger.fields).map(([name, field]) => ({
		...field.property(name),
		...(field.appearance.show && { displayOptions: { show: field.appearance.show } }),
	})),
];

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
