import type {
	IDataObject,
	IHttpRequestMethods,
	IN8nHttpFullResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import type { Fields, Values } from '../fields';
import { isDeeperThan, isRecord, type Json } from '../json';
import { wakes } from '../waiting/doorbell';
import { isSameOrigin } from './address';
import { Claim } from './claims';
import { arrived, isGenuine } from './genuine';
import { memoryOf } from './memory';
import { isWanted, nodeOf, parametersOf, versionOf } from './parameters';
import type { CallingService } from './registration';
import type { Caller, Received } from './trigger';

/** Levels of a body. No service comes near; what goes through all of a body fails at some thousands, n8n's own work too. */
const DEEPEST = 100;

/** What is used of n8n's response object, whose own types come from a package that is not there at build time. */
interface Answering {
	status(code: number): { json(body: object): unknown };
	once(event: 'close', listener: () => void): unknown;
	readonly closed: boolean;
	readonly statusCode: number;
	readonly writableFinished: boolean;
}

/**
 * n8n's `webhook`: refuses, filters, and hands n8n what is wanted, as it came. Who sent it is answered by `start`, once
 * n8n has stored the execution and begun it; nothing is kept in the workflow.
 */
export async function receive(context: IWebhookFunctions, service: CallingService): Promise<IWebhookResponseData> {
	const { wire, trigger } = service;
	const response = context.getResponseObject() as Answering;
	const answer = (status: number, message: string): IWebhookResponseData => {
		response.status(status).json({ message });
		return { noWebhookResponse: true };
	};
	const fields = parametersOf(context, service);
	const caller = trigger.callers[versionOf(context, service)]!;
	const body: unknown = context.getBodyData();
	const event = isRecord(body) && !isDeeperThan(DEEPEST, body) ? understood(caller, body, fields) : 'invalid';
	// services call an address before they keep it, and so before they can tell its key
	if (event === 'ping') return answer(200, 'OK');

	const genuine = await isGenuine(context, service, fields);
	if (genuine === 'unknown') return answer(503, `${wire.service} does not tell yet what its calls are proved with`);
	if (!genuine) {
		context.logger.warn(`A call was refused that ${wire.service} did not send, or with another secret`);
		return answer(401, trigger.signature ? 'The signature is missing or wrong' : 'The key is missing or wrong');
	}
	if (event === 'invalid') return answer(400, `This is not what ${wire.service} sends`);

	const testing = context.getMode() === 'manual';
	// who tests sees the repeat, and nobody misses the event
	if (testing && !(await passOn(context, trigger.signature?.header))) {
		return answer(503, 'Another workflow could not take this event');
	}
	if (event === 'ignored' || !isWanted(event, trigger, fields)) return answer(200, 'OK');
	// who tests may send the same again
	if (!testing) {
		const claim = new Claim(nodeOf(context), event.key, caller.repeatsForMs);
		const state = claim.take();
		if (state === 'delivered') return answer(200, 'OK');
		if (state === 'open') return answer(503, 'This event is on its way');
		const settle = () => {
			const accepted = response.writableFinished && response.statusCode < 300;
			if (accepted) claim.deliver();
			else claim.drop();
		};
		// the service may have hung up while it was asked for the proof
		if (response.closed) settle();
		else response.once('close', settle);
		const isAwaited = await wakes(context, wire.service, event);
		if (isAwaited && !fields.options.startOnAnswers) return answer(200, 'OK');
	}
	return { workflowData: [[{ json: (event.raw ?? body) as IDataObject }]] };
}

/** What a body means; one with values that cannot be read, e.g. an object that is no text, is nothing a service sends. */
function understood(caller: Caller, body: Json, fields: Values<Fields>): Received {
	try {
		return caller.understand(body, fields);
	} catch {
		return 'invalid';
	}
}

/**
 * While the test address stands in the slot, the one before it hears nothing: it gets a copy, so nothing is lost.
 * The copy has the same bytes and signature, so that it is as genuine there. Resolves to false where it is a workflow of
 * this n8n that asks for a repeat.
 */
async function passOn(context: IWebhookFunctions, signatureHeader = ''): Promise<boolean> {
	const { previous } = memoryOf(context);
	if (!previous?.address) return true;
	const { headers, bytes } = arrived(context);
	const copied = ['content-type', signatureHeader].filter((name) => headers[name] !== undefined);
	try {
		const { statusCode } = (await context.helpers.httpRequest({
			method: (previous.method || 'POST') as IHttpRequestMethods,
			url: previous.address,
			headers: Object.fromEntries(copied.map((name) => [name, headers[name]])) as IDataObject,
			body: bytes,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		})) as IN8nHttpFullResponse;
		if (statusCode < 300) return true;
		context.logger.warn(`The event was passed on to the address before, which answered ${statusCode}`);
		return statusCode < 500 || !isSameOrigin(previous.address, context.getNodeWebhookUrl('default') ?? '');
	} catch (error) {
		context.logger.warn(`The event was not passed on to the address before: ${(error as Error).message}`);
		return true;
	}
}
