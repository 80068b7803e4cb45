import { perProcess } from '../kit/shared';
import type { Message } from './message';

/** A message that was sent, as far as the answer told: some services give it another id, or none. */
export interface Sent extends Pick<Message, 'id' | 'text'> {
	/** The first piece, where it is one of the further ones of a long message. */
	first?: Sent;
}

interface Run {
	until: number;
	/** By the name of the conversation. */
	sent: Map<string, Sent[]>;
	/** By the name of the conversation, the last message that was put out to be answered, and how many had been sent by then. */
	begun: Map<string, { id: string | null; sent: number }>;
}

const KEPT_MS = 60 * 60_000;
/** What each execution of this process has sent, in the order they last did. */
const runs = perProcess('sent.v1', () => new Map<string, Run>());
/** The conversations in which a message had several pieces, and until when that is known. */
const pieced = perProcess('pieced.v1', () => new Map<string, number>());

function runOf(execution: string): Run {
	const now = performance.now();
	for (const [old, { until }] of runs) {
		if (until > now) break;
		runs.delete(old);
	}
	for (const [old, until] of pieced) {
		if (until > now) break;
		pieced.delete(old);
	}
	const run: Run = { sent: new Map(), begun: new Map(), ...runs.get(execution), until: now + KEPT_MS };
	runs.delete(execution);
	runs.set(execution, run);
	return run;
}

/** Notes that an execution has sent a message. */
export function noteSent(execution: string, conversation: string, message: Sent): void {
	const { sent } = runOf(execution);
	const own = sent.get(conversation);
	if (own) own.push(message);
	else sent.set(conversation, [message]);
	if (!message.first) return;
	pieced.delete(conversation);
	pieced.set(conversation, performance.now() + KEPT_MS);
}

/** Notes that an execution puts out the messages until `newest` to be answered: what it sends from now on is an answer. */
export function noteBegun(execution: string, conversation: string, { id }: Message): void {
	const { sent, begun } = runOf(execution);
	begun.set(conversation, { id, sent: sent.get(conversation)?.length ?? 0 });
}

const wordsOf = (text: string | null) => (text ?? '').trim();

/** Which of a conversation's messages they are: by id, else by their words. */
function foundAmong(sent: Iterable<Sent>, messages: readonly Message[]): Map<Message, Sent> {
	const outgoing = messages.filter(({ direction }) => direction === 'outgoing');
	const found = new Map<Message, Sent>();
	const unknown: Sent[] = [];
	for (const one of sent) {
		const message = outgoing.find(({ id }) => id !== null && id === one.id);
		if (message) found.set(message, one);
		else unknown.push(one);
	}
	for (const one of unknown) {
		const message = outgoing.find((other) => !found.has(other) && wordsOf(other.text) === wordsOf(one.text));
		if (message) found.set(message, one);
	}
	return found;
}

/** Those of a conversation's messages that this execution has sent itself. */
export function ownAmong(execution: string, conversation: string, messages: readonly Message[]): Set<Message> {
	return new Set(foundAmong(runs.get(execution)?.sent.get(conversation) ?? [], messages).keys());
}

/** Whether an execution has put out a message and sent something since: services may list the answer later. */
export function hasAnswered(execution: string, conversation: string, { id }: Message): boolean {
	const { sent, begun } = runs.get(execution) ?? {};
	const known = begun?.get(conversation);
	return known !== undefined && known.id === id && (sent?.get(conversation)?.length ?? 0) > known.sent;
}

/**
 * The messages of a conversation, newest first, with the pieces of a long one together, where its first stands: what the
 * customer writes between them comes after all of it.
 */
export function inOnePiece(conversation: string, messages: readonly Message[]): readonly Message[] {
	if (!pieced.has(conversation)) return messages;
	const all = [...runs.values()].flatMap(({ sent }) => sent.get(conversation) ?? []);
	const found = foundAmong(all, messages);
	const places = new Map([...found].map(([message, sent]) => [sent, message]));
	const further = new Map<Message, Message[]>();
	const moved = new Set<Message>();
	for (const message of messages) {
		const first = places.get(found.get(message)?.first ?? found.get(message)!);
		if (!first || first === message) continue;
		moved.add(message);
		further.set(first, [...(further.get(first) ?? []), message]);
	}
	return messages
		.filter((message) => !moved.has(message))
		.flatMap((message) => [...(further.get(message) ?? []), message]);
}
