import type { IWebhookFunctions } from 'n8n-workflow';

import { connected } from '../edge';
import type { Json } from '../json';
import { perProcess } from '../shared';
import { isSame } from '../signature';
import { keyIn, keyOfCall } from '../triggerKey';
import { isSameOrigin, ownAddress } from './address';
import { nodeOf, versionOf } from './parameters';
import type { CallingService } from './registration';

/** What calls are proved with, as the service said it, by a clock that nobody sets. */
interface Known {
	secrets: string[];
	/** When the question began that this is the answer to. */
	toldAt: number;
}

/** Calls that do not fit have the service asked this often at once, and then once in so many milliseconds. */
const MOST_AT_ONCE = 5;
/** Shorter than the time in which a service repeats a call: what it signs with a new secret is known to one of its repeats. */
const ASK_AGAIN_MS = 1_500;
/** A secret that is not good any more is forgotten after this. */
const BELIEVED_MS = 10 * 60_000;
/** The service waits for its answer meanwhile. */
const PATIENCE = { timeout: 5_000, maxWait: 2 };

const known = perProcess('proofs.v1', () => new Map<string, Known>());
const asking = perProcess('proofs.asked.v1', () => new Map<string, Promise<void>>());
/** When all questions so far would have been asked, one after another. */
const askedUntil = perProcess('proofs.until.v1', () => new Map<string, number>());

/** The request as n8n keeps it: the body byte by byte, because that is what was signed. */
export function arrived(context: IWebhookFunctions): { headers: Record<string, unknown>; bytes: Uint8Array } {
	const { rawBody } = context.getRequestObject() as { rawBody?: Buffer };
	return { headers: context.getHeaderData(), bytes: rawBody ?? new Uint8Array() };
}

/**
 * Whether a call comes from the service: by its signature, or by the key in the address that only the service was given.
 * What proves it is asked of the service and kept in the process, nowhere else. A call is false only by what the service
 * said after the call had come, for the secret may just have been changed; 'unknown' when it cannot be asked, or was asked
 * too often.
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
	const place = nodeOf(context);
	const cameAt = performance.now();

	const verdict = () => {
		const { secrets, toldAt } = known.get(place) ?? { secrets: [], toldAt: -Infinity };
		const fits = secrets.some((secret) => isSame(proof, signature ? signature.of(secret, bytes) : secret));
		if (fits && cameAt < toldAt + BELIEVED_MS) return true;
		return secrets.length > 0 && toldAt >= cameAt ? false : undefined;
	};
	let said = verdict();
	if (said === undefined && asking.has(place)) {
		// that was asked before this call came
		await asking.get(place);
		said = verdict();
	}
	if (said === undefined) {
		await (asking.get(place) ?? ask(context, service, fields, place));
		said = verdict();
	}
	return said ?? 'unknown';
}

/** Asks the service, once for all calls that wait for it, unless it was asked too often. What was known stays so when it does not answer. */
async function ask(context: IWebhookFunctions, service: CallingService, fields: Json, place: string): Promise<void> {
	const toldAt = performance.now();
	const until = Math.max(askedUntil.get(place) ?? 0, toldAt);
	if (until > toldAt + (MOST_AT_ONCE - 1) * ASK_AGAIN_MS) return;
	askedUntil.set(place, until + ASK_AGAIN_MS);
	const question = secretsOf(context, service, fields)
		.then((secrets) => void known.set(place, { secrets, toldAt }))
		.catch((error: Error) => {
			context.logger.warn(`${service.wire.service} did not tell what its calls are proved with: ${error.message}`);
		})
		.finally(() => asking.delete(place));
	asking.set(place, question);
	await question;
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
	// a test of another workflow here may have borrowed the place, and passes on what comes
	const isHere = own.names(found.address) || isSameOrigin(found.address, own.address);
	const key = isHere ? keyIn(found.address) : '';
	return key === '' ? [] : [key];
}
