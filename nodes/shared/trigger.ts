import { createHash } from 'crypto';
import type {
	IBinaryKeyData,
	IDataObject,
	IHookFunctions,
	INodeExecutionData,
	INodeProperties,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { fileOf } from './binary';
import type { Wire } from './client';
import { Client } from './client';
import { RequestFailed, toNodeError } from './errors';
import type { Fields, ListSearch, Values } from './fields';
import { choices, collection, list, readFields, text, toggle } from './fields';
import type { Attachment } from './message';

/** What a webhook brought, understood. */
export interface Event {
	/** One of the trigger's event names, e.g. `incomingMessage`. */
	name: string;
	/** Tells this event from every other; a repeated delivery has the same. */
	key: string;
	/** The common shape. */
	item: { attachments?: Attachment[] } & object;
	conversationId?: string | null;
	channelType?: string | null;
}

/** What a body is: an event, or the answer it gets instead of starting an execution. */
export type Received = Event | 'ignored' | 'invalid';

/** The one place where a service keeps the address it reports to. */
export interface Slot {
	/** Whose place it is, for messages, e.g. "Company '1'". */
	owner: string;
	/** The address there now, '' for none; undefined when the service does not tell. */
	read(): Promise<string | undefined>;
	/** Puts an address there; '' takes it away. */
	write(address: string): Promise<void>;
}

/** A service that calls back: where its address is kept, and what its calls mean. */
export interface Caller<F extends Fields> {
	wire: Wire;
	fields: F;
	/** How long after the first delivery the service may repeat it, in milliseconds. */
	repeatsForMs: number;
	slot(client: Client, fields: Values<F>): Slot;
	understand(body: Record<string, unknown>): Received;
}

interface Memory extends IDataObject {
	/** The address that stood there before ours. */
	previous?: string;
	/** Our address, once it was put there. */
	address?: string;
	/** Whether that was for "Listen for test event"; n8n does not say so when it calls `delete`. */
	testing?: boolean;
	/** Keys of events that were delivered, with the time. */
	seen?: Record<string, number>;
}

/** The fields every webhook trigger has beside its own. */
export function triggerFields<F extends Fields>(
	own: F,
	events: Array<{ name: string; value: string; description: string }>,
) {
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
				replaceExisting: toggle({
					displayName: 'Replace Existing Webhook',
					description:
						'Whether to take the place of an address that belongs to another system; it comes back when the workflow is deactivated',
				}),
			},
		}),
	};
}

type CommonFields = ReturnType<typeof triggerFields<Fields>>;

/** The node properties of a trigger's fields. */
export function triggerProperties(fields: Fields): INodeProperties[] {
	return Object.entries(fields).map(([name, field]) => ({
		...field.property(name),
		...(field.show && { displayOptions: { show: field.show } }),
	}));
}

/** The list searches that a trigger's fields ask for, by method name. */
export function triggerSearches(fields: Fields): Record<string, ListSearch> {
	const searches = Object.values(fields).flatMap(({ search }) => (search ? [search] : []));
	return Object.fromEntries(searches.map((search) => [search.name, search]));
}

function parameters<F extends Fields>(context: IHookFunctions | IWebhookFunctions, caller: Caller<F>) {
	const values = readFields(caller.fields, (name, fallback, extractValue) =>
		context.getNodeParameter(name, fallback, { extractValue }),
	);
	return values as Values<F> & Values<CommonFields>;
}

/** Everything the three hooks need: our address, the slot, and what is remembered. */
async function situation<F extends Fields>(context: IHookFunctions, caller: Caller<F>) {
	const fields = parameters(context, caller);
	const credentials = await context.getCredentials(caller.wire.credential);
	const slot = caller.slot(new Client(context, caller.wire, credentials), fields);
	const address = context.getNodeWebhookUrl('default') ?? '';
	const memory = context.getWorkflowStaticData('node') as Memory;
	const { webhookId } = context.getNode();
	// the same node has a test and a production address, which differ before this id
	const ours = (other: string) => other === address || (webhookId !== undefined && other.includes(`/${webhookId}/`));
	return { slot, address, memory, ours, fields, current: await slot.read() };
}

/** n8n's `checkExists`: whether the service reports to this node now. */
export async function isRegistered<F extends Fields>(context: IHookFunctions, caller: Caller<F>): Promise<boolean> {
	try {
		const { address, current, memory } = await situation(context, caller);
		return (current ?? memory.address) === address;
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** n8n's `create`: has the service report to this node, unless that would take the place of somebody else. */
export async function register<F extends Fields>(context: IHookFunctions, caller: Caller<F>): Promise<boolean> {
	const { service } = caller.wire;
	try {
		const { slot, address, memory, ours, fields, current = '' } = await situation(context, caller);
		if (current !== '' && !ours(current) && fields.options.replaceExisting !== true) {
			throw new NodeOperationError(context.getNode(), `${slot.owner} already reports to ${current}`, {
				description: `${service} keeps one address there, so this trigger would cut that one off. Remove it in ${service}, or switch on 'Replace Existing Webhook' under Options to take its place for as long as this workflow is active.`,
			});
		}
		if (current === address) return true;
		memory.testing = context.getMode() === 'manual';
		memory.previous = ours(current) && !memory.testing ? (memory.previous ?? '') : current;
		await slot.write(address);
		memory.address = address;
		return true;
	} catch (error) {
		throw toNodeError(context.getNode(), unreachable(error, service, context.getNodeWebhookUrl('default') ?? ''));
	}
}

/** A refusal of the address most often means that the service cannot reach n8n, which its words seldom say. */
function unreachable(error: unknown, service: string, address: string): unknown {
	if (!(error instanceof RequestFailed) || ![400, 422].includes(error.details.status ?? 0)) return error;
	return new RequestFailed(`${service} did not accept the webhook address`, {
		...error.details,
		description: `${error.details.description} ${service} calls the address to test it, so n8n must be reachable from the internet at ${address}. On your own server set WEBHOOK_URL to its public address.`,
	});
}

/** n8n's `delete`: puts back what stood there before, but only where our address still stands. */
export async function unregister<F extends Fields>(context: IHookFunctions, caller: Caller<F>): Promise<boolean> {
	try {
		const { slot, address, memory, ours, current } = await situation(context, caller);
		const standing = current ?? memory.address ?? '';
		const published = memory.address === address && memory.testing !== true;
		// a published workflow that goes also takes back what its own test has borrowed
		if (standing === address || (published && ours(standing))) await restore(slot, memory.previous ?? '');
		delete memory.previous;
		delete memory.address;
		return true;
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** Some services refuse an address that does not answer; then none is better than ours, where nobody listens. */
async function restore(slot: Slot, previous: string): Promise<void> {
	try {
		await slot.write(previous);
	} catch {
		await slot.write('');
	}
}

/** What is used of n8n's response object, whose own types come from a package that is not there at build time. */
interface Answering {
	status(code: number): { json(body: object): unknown };
}

const MOST_REMEMBERED = 2000;
const claimed = new Map<string, number>();

/** Whether this is the first delivery of an event; remembers it for the next ones, in the process and in the workflow. */
function isFirst(context: IWebhookFunctions, key: string, keptMs: number): boolean {
	const short = createHash('sha256').update(key).digest('base64').slice(0, 16);
	const now = Date.now();
	const memory = context.getWorkflowStaticData('node') as Memory;
	const own = `${context.getMode()} ${context.getNodeWebhookUrl('default')} ${short}`;
	const seen = Object.entries(memory.seen ?? {}).filter(([, time]) => time > now - keptMs);
	// several deliveries at once each have their own copy of the static data: only the process knows of all
	if ((claimed.get(own) ?? 0) > now || seen.some(([known]) => known === short)) return false;
	for (const [old, until] of claimed) {
		if (until > now) break;
		claimed.delete(old);
	}
	claimed.set(own, now + keptMs);
	memory.seen = Object.fromEntries([...seen.slice(1 - MOST_REMEMBERED), [short, now]]);
	return true;
}

/**
 * n8n's `webhook`: answers the service and starts an execution for a wanted event that was not delivered before.
 * The node answers by itself, because n8n keeps the static data of a webhook only then.
 */
export async function receive<F extends Fields>(
	context: IWebhookFunctions,
	caller: Caller<F>,
): Promise<IWebhookResponseData> {
	const response = context.getResponseObject() as Answering;
	const answer = (status: number, message: string): IWebhookResponseData => {
		response.status(status).json({ message });
		return { noWebhookResponse: true };
	};
	const body: unknown = context.getBodyData();
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return answer(400, 'A JSON object is expected');
	const raw = body as Record<string, unknown>;
	const event = caller.understand(raw);
	if (event === 'invalid') return answer(400, `This is not what ${caller.wire.service} sends`);
	if (event === 'ignored') return answer(200, 'OK');

	const fields = parameters(context, caller);
	if (context.getMode() === 'manual') await passOn(context, raw);
	if (!isWanted(event, fields)) return answer(200, 'Not asked for');
	if (!isFirst(context, event.key, caller.repeatsForMs)) return answer(200, 'Delivered before');
	answer(200, 'OK');
	return { noWebhookResponse: true, workflowData: [[await toItem(context, caller, event, raw, fields)]] };
}

function isWanted(event: Event, { events, options }: Values<CommonFields>): boolean {
	const { channelTypes = [], conversationIds = [] } = options;
	const passes = (wanted: string[], value?: string | null) =>
		wanted.length === 0 || value === undefined || value === null || wanted.includes(value);
	return (
		events.includes(event.name) &&
		passes(channelTypes, event.channelType) &&
		passes(conversationIds, event.conversationId)
	);
}

/** While the test address stands in the slot, the published workflow hears nothing: it gets a copy, so nothing is lost. */
async function passOn(context: IWebhookFunctions, body: Record<string, unknown>): Promise<void> {
	const { previous } = context.getWorkflowStaticData('node') as Memory;
	if (!previous) return;
	try {
		await context.helpers.httpRequest({ method: 'POST', url: previous, body: body, json: true });
	} catch (error) {
		context.logger.warn(`The event was not passed on to ${previous}: ${(error as Error).message}`);
	}
}

async function toItem<F extends Fields>(
	context: IWebhookFunctions,
	caller: Caller<F>,
	event: Event,
	raw: Record<string, unknown>,
	{ simplify, options }: Values<CommonFields>,
): Promise<INodeExecutionData> {
	const json = { ...event.item, event: event.name, ...(options.includeRaw === true && { raw }) };
	const item: INodeExecutionData = { json: (simplify ? json : raw) as IDataObject };
	if (options.downloadAttachments !== true || !event.item.attachments?.length) return item;
	return { ...item, binary: await attachmentsOf(context, caller.wire, event.item.attachments, options.binaryPrefix) };
}

/** The files of a message; one that cannot be fetched is left out, since the message is worth more and has its link. */
async function attachmentsOf(
	context: IWebhookFunctions,
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
