import type { IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import { recordOf } from '../json';
import { perProcess } from '../shared';
import type { Event } from '../trigger/trigger';
import { wait } from '../wait';

/** By whose news are waited for: the addresses that wake executions of this process, and until when they do. */
const bells = perProcess('bells.v1', () => new Map<string, Map<string, number>>());
/** The news that ended a wait, and until when a delivery of them may still arrive. */
const taken = perProcess('taken.v1', () => new Map<string, number>());

const KEPT_MS = 60 * 60_000;
/** As long as a service may wait for our answer meanwhile, and as long as a poll may, for which nobody waits. */
const LONGEST_CALL_MS = 8000;
const LONGEST_IN_POLL_MS = 30_000;
/** n8n does not take calls while it stores the execution, or while the node looks by itself. */
const PAUSES_MS = [250, 500, 1000];

/** Ids of some services are typed in any case. */
const keyOf = (service: string, of: string) => `${service} ${of}`.toLowerCase();

/** Has the triggers of this process ring at an address when there are news. */
export function listen(service: string, of: string, address: string, until: number): void {
	forgetOver();
	const key = keyOf(service, of);
	bells.set(key, (bells.get(key) ?? new Map<string, number>()).set(address, until));
}

/** Another process may have gone on with an execution, or a person stopped it: then no trigger rings in this one. */
function forgetOver(): void {
	const now = Date.now();
	for (const [key, addresses] of bells) {
		for (const [address, until] of addresses) if (until < now) addresses.delete(address);
		if (addresses.size === 0) bells.delete(key);
	}
}

/** Nobody waits at an address any more. */
export function hangUp(service: string, of: string, address: string): void {
	const key = keyOf(service, of);
	const addresses = bells.get(key);
	addresses?.delete(address);
	if (addresses?.size === 0) bells.delete(key);
}

/** Notes news that ended a wait. */
export function take(service: string, of: string, ids: readonly string[]): void {
	const now = Date.now();
	for (const [old, until] of taken) {
		if (until > now) break;
		taken.delete(old);
	}
	for (const id of ids) taken.set(`${keyOf(service, of)} ${id}`, now + KEPT_MS);
}

/** Whether news ended a wait of this process, and so are somebody's already. */
export const isTaken = (service: string, of: string, id: string) => taken.has(`${keyOf(service, of)} ${id}`);

/**
 * Wakes the execution of this process that waits for an event; resolves to whether there is one. Then it need start no
 * other. Who waits looks at the service itself, and says whether this is it: when in doubt it is not, so that no event is lost.
 */
export async function wakes(
	context: IWebhookFunctions | IPollFunctions,
	service: string,
	{ news }: Event,
): Promise<boolean> {
	if (!news) return false;
	if (isTaken(service, news.of, news.id)) return true;
	for (const [address, until] of [...(bells.get(keyOf(service, news.of)) ?? [])]) {
		const found = until < Date.now() ? 'nobody' : await ring(context, address);
		if (found === 'nobody') hangUp(service, news.of, address);
		else take(service, news.of, found);
	}
	return isTaken(service, news.of, news.id);
}

/** Rings; resolves to the ids of the news that the execution waits for, or to `nobody` when it waits no more. */
async function ring(context: IWebhookFunctions | IPollFunctions, address: string): Promise<string[] | 'nobody'> {
	for (const pause of [...PAUSES_MS, 0]) {
		const { status, body } = await call(context, address);
		const { messages } = recordOf(body);
		if (Array.isArray(messages)) return messages.map(String);
		if (status === 200 || status === 404) return 'nobody';
		if (status !== 409) return [];
		await wait(pause);
	}
	// it was stopped, or it looks for so long by itself and listens again when it waits on
	return 'nobody';
}

/** The answer to a call without content, which proves nothing to anybody; no status where there was none. */
async function call(
	context: IWebhookFunctions | IPollFunctions,
	url: string,
): Promise<{ status?: number; body?: unknown }> {
	const isCalled = 'getResponseObject' in context;
	try {
		const answer: unknown = await context.helpers.httpRequest({
			method: 'POST',
			url,
			json: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: isCalled ? LONGEST_CALL_MS : LONGEST_IN_POLL_MS,
		});
		const { statusCode, body } = recordOf(answer);
		return { status: Number(statusCode), body };
	} catch (error) {
		context.logger.warn(
			`A waiting execution could not be woken, it looks by itself later: ${(error as Error).message}`,
		);
		return {};
	}
}
