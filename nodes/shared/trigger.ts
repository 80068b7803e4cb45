import { createHash } from 'crypto';
import type {
	IDataObject,
	IHookFunctions,
	IHttpRequestMethods,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Wire } from './client';
import { Client } from './client';
import { RequestFailed, toNodeError } from './errors';
import type { Event, EventChoice } from './event';
import { eventFields, isWanted, toItem } from './event';
import type { Field, Fields, Values } from './fields';
import { readFields, toggle } from './fields';
import { isRecord } from './message';
import { isSame } from './signature';

export type { Event } from './event';
export { triggerProperties } from './event';

/** What a body is: an event, or the answer it gets instead of starting an execution. */
export type Received = Event | 'ignored' | 'invalid';

/** An address that a service reports to, '' for none. */
export interface Occupant extends IDataObject {
	address: string;
	/** The HTTP method it is called with, where the service lets one choose; ours is called with POST. */
	method?: string;
}

/** The one place where a service keeps the address it reports to. */
export interface Slot {
	/** Whose place it is, for messages, e.g. "Company '1'". */
	owner: string;
	/** What stands there now, and the secret that calls are signed with; undefined when the service does not tell. */
	read(): Promise<(Occupant & { secret?: string }) | undefined>;
	write(occupant: Occupant): Promise<void>;
}

/** How a service signs its calls. */
export interface Signature<F> {
	/** The header with the signature, in small letters. */
	header: string;
	/** What the header must hold for a body, byte by byte as it came. */
	of(secret: string, body: Uint8Array): string;
	/** Whether the user wants it to be verified. */
	isWanted(fields: F): boolean;
}

/** A service that calls back: where its address is kept, and what its calls mean. */
export interface Caller<F extends Fields> {
	wire: Wire;
	fields: F;
	/** How long after the first delivery the service may repeat it, in milliseconds. */
	repeatsForMs: number;
	/** Whether the service calls an address before it accepts it. */
	testsAddress: boolean;
	signature?: Signature<Values<F>>;
	/** `address` is ours, for a service that keeps several side by side. */
	slot(client: Client, fields: Values<F>, address: string): Slot;
	understand(body: Record<string, unknown>): Received;
}

interface Memory extends IDataObject {
	/** What stood there before our address. */
	previous?: Occupant;
	/** Our address, once it was put there. */
	address?: string;
	/** Whether that was for "Listen for test event"; n8n does not say so when it calls `delete`. */
	testing?: boolean;
	/** What the service signs its calls with. */
	secret?: string;
	/** Keys of events that were delivered, with the time. */
	seen?: Record<string, number>;
}

const replaceExisting = toggle({
	displayName: 'Replace Existing Webhook',
	description:
		'Whether to take the place of an address that belongs to another system; it comes back when the workflow is deactivated',
});

/** The fields every webhook trigger has beside its own; `show` says where a service keeps a single address. */
export const triggerFields = <F extends Fields>(own: F, events: EventChoice[], show?: Field['show']) =>
	eventFields(own, events, { replaceExisting: { ...replaceExisting, show } });

type CommonFields = ReturnType<typeof triggerFields<Fields>>;

function parameters<F extends Fields>(context: IHookFunctions | IWebhookFunctions, caller: Caller<F>) {
	const values = readFields(
		caller.fields,
		(name, fallback, extractValue) => context.getNodeParameter(name, fallback, { extractValue }),
		{ apiVersion: context.getNodeParameter('apiVersion', '') },
	);
	return values as Values<F> & Values<CommonFields>;
}

const NOBODY: Occupant = { address: '' };

/** Whether an address stands in a slot and is called in our way. */
const stands = (address: string, { address: other, method = 'POST' }: Occupant) =>
	other === address && method === 'POST';

/** Everything the three hooks need: our address, the slot, and what is remembered. */
async function situation<F extends Fields>(context: IHookFunctions, caller: Caller<F>) {
	const fields = parameters(context, caller);
	const credentials = await context.getCredentials(caller.wire.credential);
	const address = context.getNodeWebhookUrl('default') ?? '';
	const slot = caller.slot(new Client(context, caller.wire, credentials), fields, address);
	const memory = context.getWorkflowStaticData('node') as Memory;
	const { webhookId } = context.getNode();
	// the same node has a test and a production address, which differ before this id
	const ours = (other: string) => other === address || (webhookId !== undefined && other.includes(`/${webhookId}/`));
	const found = await slot.read();
	memory.secret = found?.secret;
	const current: Occupant | undefined = found && { address: found.address, method: found.method };
	return { slot, address, memory, ours, fields, current };
}

/** n8n's `checkExists`: whether the service reports to this node now. */
export async function isRegistered<F extends Fields>(context: IHookFunctions, caller: Caller<F>): Promise<boolean> {
	try {
		const { address, current, memory } = await situation(context, caller);
		return stands(address, current ?? { address: memory.address ?? '' });
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** n8n's `create`: has the service report to this node, unless that would take the place of somebody else. */
export async function register<F extends Fields>(context: IHookFunctions, caller: Caller<F>): Promise<boolean> {
	const { service } = caller.wire;
	try {
		const { slot, address, memory, ours, fields, current = NOBODY } = await situation(context, caller);
		if (current.address !== '' && !ours(current.address) && fields.options.replaceExisting !== true) {
			throw new NodeOperationError(context.getNode(), `${slot.owner} already reports to ${current.address}`, {
				description: `${service} keeps one address there, so this trigger would cut that one off. Remove it in ${service}, or switch on 'Replace Existing Webhook' under Options to take its place for as long as this workflow is active.`,
			});
		}
		if (stands(address, current)) return true;
		memory.testing = context.getMode() === 'manual';
		memory.previous = ours(current.address) && !memory.testing ? (memory.previous ?? NOBODY) : current;
		await slot.write({ address });
		memory.address = address;
		return true;
	} catch (error) {
		const address = context.getNodeWebhookUrl('default') ?? '';
		throw toNodeError(context.getNode(), caller.testsAddress ? unreachable(error, service, address) : error);
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
		const standing = current?.address ?? memory.address ?? '';
		const published = memory.address === address && memory.testing !== true;
		// a published workflow that goes also takes back what its own test has borrowed
		if (standing === address || (published && ours(standing))) {
			const previous = memory.previous ?? NOBODY;
			await (caller.testsAddress ? restore(slot, previous) : slot.write(previous));
		}
		delete memory.previous;
		delete memory.address;
		delete memory.secret;
		return true;
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** A service that tests addresses refuses one that is gone; then none is better than ours, where nobody listens. */
async function restore(slot: Slot, previous: Occupant): Promise<void> {
	try {
		await slot.write(previous);
	} catch {
		await slot.write(NOBODY);
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
	const fields = parameters(context, caller);
	if (!isGenuine(context, caller.signature, fields)) {
		context.logger.warn(`A call was refused that ${caller.wire.service} did not sign, or with another secret`);
		return answer(401, 'The signature is missing or wrong');
	}
	const body: unknown = context.getBodyData();
	if (!isRecord(body)) return answer(400, 'A JSON object is expected');
	const event = caller.understand(body);
	if (event === 'invalid') return answer(400, `This is not what ${caller.wire.service} sends`);

	const isNew = event !== 'ignored' && isWanted(event, fields) && isFirst(context, event.key, caller.repeatsForMs);
	answer(200, 'OK');
	if (context.getMode() === 'manual') await passOn(context, caller.signature?.header);
	if (!isNew) return { noWebhookResponse: true };
	return { noWebhookResponse: true, workflowData: [[await toItem(context, caller.wire, event, body, fields)]] };
}

/** The request as n8n keeps it: the body byte by byte, because that is what was signed. */
function arrived(context: IWebhookFunctions): { headers: Record<string, unknown>; bytes: Uint8Array } {
	const { rawBody } = context.getRequestObject() as { rawBody?: Buffer };
	return { headers: context.getHeaderData(), bytes: rawBody ?? new Uint8Array() };
}

/** Whether a call comes from the service. Without a secret there is nothing to tell it by. */
function isGenuine<F>(context: IWebhookFunctions, signature: Signature<F> | undefined, fields: F): boolean {
	const { secret } = context.getWorkflowStaticData('node') as Memory;
	if (!signature?.isWanted(fields) || !secret) return true;
	const { headers, bytes } = arrived(context);
	return isSame(String(headers[signature.header] ?? ''), signature.of(secret, bytes));
}

/**
 * While the test address stands in the slot, the one before it hears nothing: it gets a copy, so nothing is lost.
 * The copy has the same bytes and signature, so that it is as genuine there.
 */
async function passOn(context: IWebhookFunctions, signatureHeader = ''): Promise<void> {
	const { previous } = context.getWorkflowStaticData('node') as Memory;
	if (!previous?.address) return;
	const { headers, bytes } = arrived(context);
	const copied = ['content-type', signatureHeader].filter((name) => headers[name] !== undefined);
	try {
		await context.helpers.httpRequest({
			method: (previous.method || 'POST') as IHttpRequestMethods,
			url: previous.address,
			headers: Object.fromEntries(copied.map((name) => [name, headers[name]])) as IDataObject,
			body: bytes,
		});
	} catch (error) {
		context.logger.warn(`The event was not passed on to ${previous.address}: ${(error as Error).message}`);
	}
}
