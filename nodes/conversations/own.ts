import { perProcess } from '../kit/shared';
import type { Message } from './message';

/** A message that was sent, as far as the answer told: some services give it another id, or none. */
type Sent = Pick<Message, 'id' | 'text'>;

interface Run {
	until: number;
	/** By the name of the conversation. */
	sent: Map<string, Sent[]>;
}

const KEPT_MS = 60 * 60_000;
/** What each execution of this process has sent, in the order they last did. */
const runs = perProcess('sent.v1', () => new Map<string, Run>());

/** Notes that an execution has sent a message. */
export function noteSent(execution: string, conversation: string, message: Sent): void {
	const now = performance.now();
	for (const [old, { until }] of runs) {
		if (until > now) break;
		runs.delete(old);
	}
	const sent = runs.get(execution)?.sent ?? new Map<string, Sent[]>();
	const own = sent.get(conversation);
	if (own) own.push(message);
	else sent.set(conversation, [message]);
	runs.delete(execution);
	runs.set(execution, { until: now + KEPT_MS, sent });
}

const wordsOf = (text: string | null) => (text ?? '').trim();

/** Those of a conversation's messages that this execution has sent itself: by id, else by their words. */
export function ownAmong(execution: string, conversation: string, messages: readonly Message[]): Set<Message> {
	const outgoing = messages.filter(({ direction }) => direction === 'outgoing');
	const own = new Set<Message>();
	const unknown: Sent[] = [];
	for (const sent of runs.get(execution)?.sent.get(conversation) ?? []) {
		const found = outgoing.find(({ id }) => id !== null && id === sent.id);
		if (found) own.add(found);
		else unknown.push(sent);
	}
	for (const { text } of unknown) {
		const found = outgoing.find((message) => !own.has(message) && wordsOf(message.text) === wordsOf(text));
		if (found) own.add(found);
	}
	return own;
}
