import type { IWebhookFunctions } from 'n8n-workflow';

import { connected } from '../edge';
import type { Json } from '../json';
import { perProcess } from '../shared';
import { isSame } from '../signature';
import { keyIn, keyOfCall, ownAddress } from './address';
import { nodeOf, versionOf } from './parameters';
import type { CallingService } from './registration';

/** What calls are proved with, as the service said it. */
interface Known {
	secrets: string[];
	/** When the service was asked the last time, and when it last answered. */
	askedAt: number;
	toldAt: number;
}

/** A secret that was changed there is learnt at once, but nobody can have the service asked all the time. */
const ASK_AGAIN_MS = 5_000;
/** A secret that is not good any more is forgotten after this. */
const BELIEVED_MS = 10 * 60_000;
/** The service waits for its answer meanwhile. */
const PATIENCE = { timeout: 5_000, maxWait: 2 };

const known = perProcess('proofs.v1', () => new Map<string, Known>());
const asking = perProcess('proofs.asked.v1', () => new Map<string, Promise<Known>>());

/** The request as n8n keeps it: the body byte by byte, because that is what was signed. */
export function arrived(context: IWebhookFunctions): { headers: Record<string, unknown>; bytes: Uint8Array } {
	const { rawBody } = context.getRequestObject() as { rawBody?: Buffer };
	return { headers: context.getHeaderData(), bytes: rawBody ?? new Uint8Array() };
}

/**
 * Whether a call comes from the service: by its signature, or by the key in the address that only the service was given.
 * What proves it is asked of the service and kept in the process, nowhere else. 'unknown' when the service cannot be asked.
 */
export async function isGenuine(
	context: IWebhookFunctions,
	service: CallingService,
	fields: Json,
): Promise<boolean | 'unknown'> {
	const { signature } = service.trigger;
	if (signature && !signature.isWanted(fields)) return true;
	const { headers, bytes } = arrived(context);
	const proof = signature ? String(headers[signature.header] ?? '') : keyOfCall(context.getQueryData());
	if (proof === '') return false;
	const fits = ({ secrets }: Known) =>
		secrets.some((secret) => isSame(proof, signature ? signature.of(secret, bytes) : secret));

	const place = nodeOf(context);
	const now = Date.now();
	const before = known.get(place);
	if (before && now < before.toldAt + BELIEVED_MS && fits(before)) return true;
	if (before && now < before.askedAt + ASK_AGAIN_MS) return before.secrets.length > 0 ? fits(before) : 'unknown';
	const told = await ask(context, service, fields, place);
	return told.secrets.length > 0 ? fits(told) : 'unknown';
}

/** Asks the service, once for all calls that wait for it; what was known stays so when it does not answer. */
async function ask(context: IWebhookFunctions, service: CallingService, fields: Json, place: string): Promise<Known> {
	const running = asking.get(place);
	if (running) return await running;
	const question = secretsOf(context, service, fields)
		.then((secrets) => ({ secrets, askedAt: Date.now(), toldAt: Date.now() }))
		.catch((error: Error) => {
			context.logger.warn(`${service.wire.service} did not tell what its calls are proved with: ${error.message}`);
			return { secrets: [], toldAt: 0, ...known.get(place), askedAt: Date.now() };
		})
		.then((told) => {
			known.set(place, told);
			return told;
		})
		.finally(() => asking.delete(place));
	asking.set(place, question);
	return await question;
}

async function secretsOf(context: IWebhookFunctions, service: CallingService, fields: Json): Promise<string[]> {
	const version = versionOf(context, service);
	const own = ownAddress({
		address: context.getNodeWebhookUrl('default') ?? '',
		id: context.getNode().webhookId ?? String(context.getWorkflow().id),
	});
	const read = async (api: unknown) => await service.trigger.callers[version]!.slot(api, fields, own).read();
	const found = await connected(context, service, version, read, PATIENCE);
	if (!found) return [];
	if (found.secrets) return found.secrets;
	const key = own.names(found.address) ? keyIn(found.address) : '';
	return key === '' ? [] : [key];
}
