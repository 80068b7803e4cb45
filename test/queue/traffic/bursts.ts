import { setTimeout as sleep } from 'node:timers/promises';
import { SILENCE_MS, THOUGHT_MS } from '../answering.ts';
import type { House } from '../house/house.ts';
import { customerWrites, personWrites, saidIn } from '../project.ts';
import { oneOf, type Random } from '../random.ts';

/** What happens to a burst beside the customer's writing. */
export const KINDS = {
	alone: 'nobody else answers',
	among: 'a person answers in between',
	after: 'a person answers after it',
	goesOn: 'the customer goes on while the answer is thought of',
} as const;

export type Kind = keyof typeof KINDS;

/** Seven of ten bursts are nothing special. */
const SHARES: Kind[] = [...Array<Kind>(7).fill('alone'), 'among', 'after', 'goesOn'];
const MOST_MESSAGES = 8;

/** Messages that a customer writes one after another. */
export interface Burst {
	kind: Kind;
	conversationId: number;
	/** No other message has these words. */
	texts: string[];
	/** Milliseconds before each message but the first. */
	pauses: number[];
	/** Behind which message a person answers, and how many milliseconds later. */
	person?: { behind: number; ms: number };
}

const TEXT = /burst \d+, message \d+;/g;

/** The messages that a text speaks of. */
export const messagesIn = (text: string): Set<string> => new Set(text.match(TEXT));

const between = (random: Random, from: number, to: number) => from + random() * (to - from);

/** Bursts of 1 to 8 messages, by turns from all customers. */
export function burstsOf(random: Random, count: number, conversations: number[]): Burst[] {
	return Array.from({ length: count }, (_, number) => {
		const kind = oneOf(random, SHARES);
		const needed = kind === 'among' || kind === 'goesOn' ? 2 : 1;
		const length = Math.floor(between(random, needed, MOST_MESSAGES + 1));
		const pauses = Array.from({ length: length - 1 }, () => between(random, 50, 500));
		const last = length - 1;
		if (kind === 'goesOn') pauses[last - 1] = between(random, SILENCE_MS, SILENCE_MS + THOUGHT_MS);
		const persons: Partial<Record<Kind, Burst['person']>> = {
			among: { behind: Math.floor(between(random, 0, last)), ms: between(random, 0, 400) },
			after: { behind: last, ms: between(random, 0, SILENCE_MS + THOUGHT_MS + 500) },
		};
		return {
			kind,
			conversationId: conversations[number % conversations.length]!,
			texts: Array.from({ length }, (_unused, index) => `burst ${number + 1}, message ${index + 1};`),
			pauses,
			person: persons[kind],
		};
	});
}

/** What a person's answer begins with. */
export const PERSON = 'A person on ';

/** The customer writes, and where it belongs to the burst a person does. */
export async function write({ sandbox }: House, { conversationId, texts, pauses, person }: Burst): Promise<void> {
	for (const [index, text] of texts.entries()) {
		if (index > 0) await sleep(pauses[index - 1]);
		customerWrites(sandbox, conversationId, text);
		if (person?.behind !== index) continue;
		await sleep(person.ms);
		personWrites(sandbox, conversationId, PERSON + text);
	}
}

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
