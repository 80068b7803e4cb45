import type { IDataObject, IHttpRequestMethods, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isRecord, type Json } from '../json';
import { isSame } from '../signature';
import { toItem } from './item';
import { memoryOf } from './memory';
import { isWanted, parametersOf, versionOf } from './parameters';
import type { CallingService } from './registration';
import { isFirst } from './repeats';
import type { Signature } from './trigger';

/** What is used of n8n's response object, whose own types come from a package that is not there at build time. */
interface Answering {
	status(code: number): { json(body: object): unknown };
}

/**
 * n8n's `webhook`: answers the service and starts an execution for a wanted event that was not delivered before.
 * The node answers by itself, because n8n keeps the static data of a webhook only then.
 */
export async function receive(context: IWebhookFunctions, service: CallingService): Promise<IWebhookResponseData> {
	const { wire, trigger } = service;
	const response = context.getResponseObject() as Answering;
	const answer = (status: number, message: string): IWebhookResponseData => {
		response.status(status).json({ message });
		return { noWebhookResponse: true };
	};
	const fields = parametersOf(context, service);
	if (!isGenuine(context, trigger.signature, fields)) {
		context.logger.warn(`A call was refused that ${wire.service} did not sign, or with another secret`);
		return answer(401, 'The signature is missing or wrong');
	}
	const body: unknown = context.getBodyData();
	if (!isRecord(body)) return answer(400, 'A JSON object is expected');
	const caller = trigger.callers[versionOf(context, service)]!;
	const event = caller.understand(body);
	if (event === 'invalid') return answer(400, `This is not what ${wire.service} sends`);

	const isNew =
		event !== 'ignored' && isWanted(event, trigger, fields) && isFirst(context, event.key, caller.repeatsForMs);
	answer(200, 'OK');
	if (context.getMode() === 'manual') await passOn(context, trigger.signature?.header);
	if (!isNew) return { noWebhookResponse: true };
	return { noWebhookResponse: true, workflowData: [[await toItem(context, wire, event, body, fields)]] };
}

/** The request as n8n keeps it: the body byte by byte, because that is what was signed. */
function arrived(context: IWebhookFunctions): { headers: Record<string, unknown>; bytes: Uint8Array } {
	const { rawBody } = context.getRequestObject() as { rawBody?: Buffer };
	return { headers: context.getHeaderData(), bytes: rawBody ?? new Uint8Array() };
}

/** Whether a call comes from the service. Without a secret there is nothing to tell it by. */
function isGenuine(context: IWebhookFunctions, signature: Signature | undefined, fields: Json): boolean {
	const { secret } = memoryOf(context);
	if (!signature?.isWanted(fields) || !secret) return true;
	const { headers, bytes } = arrived(context);
	return isSame(String(headers[signature.header] ?? ''), signature.of(secret, bytes));
}

/**
 * While the test address stands in the slot, the one before it hears nothing: it gets a copy, so nothing is lost.
 * The copy has the same bytes and signature, so that it is as genuine there.
 */
async function passOn(context: IWebhookFunctions, signatureHeader = ''): Promise<void> {
	const { previous } = memoryOf(context);
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
