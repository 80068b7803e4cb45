import { path } from '../shared/client';
import { recordOf } from '../shared/message';
import { wait } from '../shared/wait';
import type { PactApi } from './api';

type Json = Record<string, unknown>;

const FIRST_POLL_MS = 1000;
const SLOWEST_POLL_MS = 5000;

/** Pact documents `trying_deliver` as the one state before the end; a message id or a result ends it too. */
function isFinished({ state, message_id: messageId, details }: Json): boolean {
	return Boolean(messageId) || Boolean(recordOf(details).result) || state !== 'trying_deliver';
}

/**
 * The job of a send, polled until it is delivered or refused, for `seconds` at most; then its last state.
 * A failure to ask never hides that the message was sent: the last known state is returned.
 */
export async function deliveryOf(
	api: PactApi,
	company: string,
	job: Json,
	seconds = 0,
	signal?: AbortSignal,
): Promise<Json> {
	const deadline = Date.now() + seconds * 1000;
	const { id, channel } = job;
	let current = job;
	for (let pause = FIRST_POLL_MS; !isFinished(current) && Date.now() < deadline && !signal?.aborted; pause += 500) {
		await wait(Math.min(pause, SLOWEST_POLL_MS, deadline - Date.now()), signal);
		try {
			current = await api.get(path`/companies/${company}/channels/${recordOf(channel).id}/jobs/${id}`);
		} catch {
			return current;
		}
	}
	return current;
}
