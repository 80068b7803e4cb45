import type {
	IBinaryKeyData,
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { fileOf } from './binary';
import type { Wire } from './client';
import { Client } from './client';
import type { Fields, Values } from './fields';
import { choices, collection, list, text, toggle } from './fields';
import type { Attachment } from './message';

/** Something that happened in a service, understood. */
export interface Event {
	/** One of the trigger's event names, e.g. `incomingMessage`. */
	name: string;
	/** Tells this event from every other; a repeated delivery has the same. */
	key: string;
	/** The common shape. */
	item: { attachments?: Attachment[] } & object;
	conversationId?: string | null;
	channelType?: string | null;
	/** The original as the user may see it, where it holds a secret. */
	raw?: object;
}

/** An event as it is offered to the user. */
export interface EventChoice {
	name: string;
	value: string;
	description: string;
}

/** The fields every trigger has beside its own, and beside its own options. */
export function eventFields<F extends Fields, O extends Fields>(own: F, events: EventChoice[], options: O) {
	return {
		...own,
		events: choices({
			displayName: 'Events',
			description: 'What starts the workflow',
			options: events,
			default: ['incomingMessage'],
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
				channelTypes: list({
					displayName: 'Channel Types',
					description: 'Comma-separated list of the channels to listen to, e.g. whatsapp; all when empty',
					placeholder: 'e.g. whatsapp, telegram',
				}),
				conversationIds: list({
					displayName: 'Conversation IDs',
					description: 'Comma-separated list of the conversations to listen to; all when empty',
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

export type EventFields = ReturnType<typeof eventFields<Fields, Record<never, never>>>;

/** The node properties of a trigger's fields. */
export function triggerProperties(fields: Fields): INodeProperties[] {
	return Object.entries(fields).map(([name, field]) => ({
		...field.property(name),
		...(field.show && { displayOptions: { show: field.show } }),
	}));
}

/** Whether the user asked for an event; what an event does not tell keeps it out of no filter. */
export function isWanted(event: Event, { events, options }: Values<EventFields>): boolean {
	const { channelTypes = [], conversationIds = [] } = options;
	const passes = (wanted: string[], value?: string | null) =>
		wanted.length === 0 || value === undefined || value === null || wanted.includes(value);
	return (
		events.includes(event.name) &&
		passes(channelTypes, event.channelType) &&
		passes(conversationIds, event.conversationId)
	);
}

/** The item an event starts the workflow with; `raw` is the original. */
export async function toItem(
	context: IWebhookFunctions | IPollFunctions,
	wire: Wire,
	event: Event,
	raw: Record<string, unknown>,
	{ simplify, options }: Values<EventFields>,
): Promise<INodeExecutionData> {
	const own = event.raw ?? raw;
	const json = { ...event.item, event: event.name, ...(options.includeRaw === true && { raw: own }) };
	const item: INodeExecutionData = { json: (simplify ? json : own) as IDataObject };
	if (options.downloadAttachments !== true || !event.item.attachments?.length) return item;
	return { ...item, binary: await attachmentsOf(context, wire, event.item.attachments, options.binaryPrefix) };
}

/** The files of a message; one that cannot be fetched is left out, since the message is worth more and has its link. */
async function attachmentsOf(
	context: IWebhookFunctions | IPollFunctions,
	wire: Wire,
	attachments: Attachment[],
	prefix = 'attachment_',
): Promise<IBinaryKeyData> {
	const binary: IBinaryKeyData = {};
	for (const [index, { url, fileName }] of attachments.entries()) {
		if (url === null) continue;
		try {
			const client = new Client(context, wire, await context.getCredentials(wire.credential));
			binary[`${prefix}${index}`] = await fileOf(
				await client.download(url),
				url,
				context.helpers.prepareBinaryData,
				fileName,
			);
		} catch (error) {
			context.logger.warn(`An attachment was not downloaded: ${(error as Error).message}`);
		}
	}
	return binary;
}
