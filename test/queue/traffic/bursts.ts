import { setTimeout as sleep } from 'node:timers/promises';
import { SILENCE_MS, THOUGHT_MS } from '../answering.ts';
import type { House } from '../house/house.ts';
import { customerWrites, lastReadAt, personWrites, saidIn, type Sandbox } from '../project.ts';
import { oneOf, type Random } from '../random.ts';

/** What happens to a burst beside the customer's writing. */
export const KINDS = {
	alone: 'nobody else answers',
	among: 'a person answers in between',
	first: 'a person answers first',
	over: 'a person answers while the answer is thought of',
	goesOn: 'the customer goes on while the answer is thought of',
} as const;

export type Kind = keyof typeof KINDS;

/** Six of ten bursts are nothing special. */
const SHARES: Kind[] = [...Array<Kind>(6).fill('alone'), 'among', 'first', 'over', 'goesOn'];
const MOST_MESSAGES = 8;

/** Messages that a customer writes one after another. */
export interface Burst {
	kind: Kind;
	conversationId: number;
	/** No other message has these words. */
	texts: string[];
	/** Milliseconds before each message but the first. */
	pauses: number[];
	/** Behind which message a person answers. */
	person?: number;
	/** How many milliseconds later, or how far into the thought. */
	later: number;
}

const TEXT = /burst \d+, message \d+;/g;

/** The messages that a text speaks of. */
export const messagesIn = (text: string): Set<string> => new Set(text.match(TEXT));

const between = (random: Random, from: number, to: number) => from + random() * (to - from);

/** Bursts of 1 to 8 messages, by turns from all customers. */
export function burstsOf(random: Random, count: number, conversations: number[]): Burst[] {
	return Array.from({ length: count }, (_, number) => {
		const kind = oneOf(random, SHARES);
		const fewest = kind === 'among' || kind === 'goesOn' ? 2 : 1;
		const length = Math.floor(between(random, fewest, MOST_MESSAGES + 1));
		const last = length - 1;
		const persons = { among: Math.floor(between(random, 0, last)), first: last, over: last };
		const longest = { among: 400, first: SILENCE_MS, over: THOUGHT_MS, goesOn: THOUGHT_MS, alone: 0 };
		return {
			kind,
			conversationId: conversations[number % conversations.length]!,
			texts: Array.from({ length }, (_unused, index) => `burst ${number + 1}, message ${index + 1};`),
			pauses: Array.from({ length: last }, () => between(random, 50, 500)),
			...(kind in persons && { person: persons[kind as keyof typeof persons] }),
			later: between(random, 0, longest[kind]),
		};
	});
}

/** What a person's answer begins with. */
export const PERSON = 'A person on ';

/**
 * The customer writes, and where it belongs to the burst a person does. `patienceMs`: how long to wait for an answer to be
 * thought of; when it does not begin it is taken for begun.
 */
export async function write({ sandbox }: House, burst: Burst, patienceMs: number): Promise<void> {
	const { kind, conversationId, texts, pauses, person, later } = burst;
	const thought = async () => {
		await collected(sandbox, conversationId, patienceMs);
		await sleep(later);
	};
	for (const [index, text] of texts.entries()) {
		const isLast = index === texts.length - 1;
		if (kind === 'goesOn' && isLast) await thought();
		else if (index > 0) await sleep(pauses[index - 1]);
		customerWrites(sandbox, conversationId, text);
		if (person !== index) continue;
		if (kind === 'over') await thought();
		else await sleep(later);
		personWrites(sandbox, conversationId, PERSON + text);
	}
}

/** Waits until the messages are read by an execution that has waited for the silence. */
async function collected(sandbox: Sandbox, conversationId: number, patienceMs: number): Promise<void> {
	const silent = Date.now() + SILENCE_MS;
	while (lastReadAt(sandbox, conversationId) < silent && Date.now() < silent + patienceMs) await sleep(SOON_MS);
}

const SOON_MS = 20;
const LOOK_MS = 100;

/** Waits until the business has the last word, for so long as the customer has patience. */
export async function answered({ sandbox }: House, conversationId: number, patienceMs: number): Promise<boolean> {
	const deadline = Date.now() + patienceMs;
	while (saidIn(sandbox, conversationId).at(-1)?.from !== 'business') {
		if (Date.now() > deadline) return false;
		await sleep(LOOK_MS);
	}
	return true;
}
