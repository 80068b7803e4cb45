import { type Json, wait } from '../../kit';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 5000;

/**
 * What became of a message, asked for again and again, for `seconds` at most, however long an answer would take; then what
 * is known of it. A failure to ask never hides that the message was sent: the last known state is returned.
 */
export async function deliveryOf(
	sent: Json,
	ask: () => Promise<Json | undefined>,
	seconds = 0,
	signal?: AbortSignal,
): Promise<Json> {
	const deadline = Date.now() + seconds * 1000;
	const known = new AbortController();
	const over = wait(seconds * 1000, known.signal).then(() => undefined);
	try {
		for (let pause = FIRST_PAUSE_MS; Date.now() < deadline && !signal?.aborted; pause += 500) {
			const outcome = await Promise.race([ask(), over]);
			if (outcome) return outcome;
			await wait(Math.min(pause, LONGEST_PAUSE_MS, deadline - Date.now()), signal);
		}
	} catch {
		// what is known stands
	} finally {
		known.abort();
	}
	return sent;
}
