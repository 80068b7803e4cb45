import { perProcess } from '../kit/shared';
import { byAge, type Message } from './message';

/** An execution that waits for the end of a burst. */
interface Waiting {
	newest: Message;
	overtaken: AbortController;
	since: number;
}

/** By node and conversation, those of this process. */
const bursts = perProcess('bursts.v1', () => new Map<string, Waiting>());

/** What one who waits for the end of a burst knows. */
export interface Arrival {
	/** Aborts when a newer message has come to another execution, which does the rest. */
	overtaken: AbortSignal;
	/** When the first message of the burst came, by the clock of the process in milliseconds. */
	burstSince: number;
	leave(): void;
}

/**
 * Has an execution wait for the end of a burst, with the newest message it knows of. Older ones of this process end, without
 * having asked the service; where a newer one waits, undefined. What cannot be told apart goes on beside each other: the
 * service's own order decides then, as it does between processes.
 */
export function arrive(name: string, newest: Message | undefined): Arrival | undefined {
	const overtaken = new AbortController();
	const before = bursts.get(name);
	const now = performance.now();
	if (!newest) return { overtaken: overtaken.signal, burstSince: now, leave() {} };
	const age = before ? byAge(newest, before.newest) : 0;
	if (before && (age > 0 || (newest.id !== null && newest.id === before.newest.id))) return undefined;
	if (age < 0) before?.overtaken.abort();
	const own = { newest, overtaken, since: before?.since ?? now };
	bursts.set(name, own);
	return {
		overtaken: overtaken.signal,
		burstSince: own.since,
		leave() {
			if (bursts.get(name) === own) bursts.delete(name);
		},
	};
}
