import type { RunResult } from '../engine/harness.ts';

/** What a user understands of one item. */
export type Saying = 'sent' | 'notSent' | 'uncertain';

/** What the node said, by item: nothing where it spoke of a mere number of the others. */
export interface Said {
	items: Array<Saying | undefined>;
	/** Items of which it said no more than how many of them were sent. */
	unnamed: number[];
	sentOfUnnamed: number;
}

const UNCERTAIN = /\b(not certain|uncertain|unclear|may have (been|arrived|reached)|perhaps)\b/i;
const SENT = /\b(was|were|been|already) (sent|stored|accepted|delivered|carried out|done)\b/i;
const NOT_SENT = /\b(nothing|not|never|none|neither)\b[^.;,]*?\b(sent|stored|accepted|delivered|carried out|done)\b/i;

/** What a text means: doubt before everything, then whatever it says first. */
function meaning(text: string): Saying | undefined {
	if (UNCERTAIN.test(text)) return 'uncertain';
	const [sent, notSent] = [SENT, NOT_SENT].map((pattern) => pattern.exec(text)?.index ?? Infinity) as [number, number];
	if (sent === notSent) return undefined;
	return sent < notSent ? 'sent' : 'notSent';
}

const COUNTED = /(\d+) of (?:the )?\d+ items? (?:was|were) /i;
const NUMBERS = String.raw`\d+(?:\s?[-–]\s?\d+)?`;
const NAMED = new RegExp(String.raw`\bitems? (${NUMBERS}(?:(?:,? and|,) ${NUMBERS})*)`, 'gi');

function* numbers(list: string): Generator<number> {
	for (const [, first, last] of list.matchAll(/(\d+)(?:\s?[-–]\s?(\d+))?/g)) {
		for (let number = Number(first); number <= Number(last ?? first); number++) yield number;
	}
}

interface Told {
	/** What is said of items that have a name, e.g. `items 2-31 were sent, item 1 is uncertain`. */
	named: Map<number, Saying>;
	/** How many items were sent, where that is all. */
	counted?: number;
	/** What is said beside that. */
	rest: string;
}

/** What a text says of single items, sentence by sentence. */
function told(text: string): Told {
	const named = new Map<number, Saying>();
	const rest: string[] = [];
	let counted: number | undefined;
	for (const sentence of text.split(/(?<=[.;])\s/)) {
		const lists = [...sentence.matchAll(NAMED)];
		const count = COUNTED.exec(sentence)?.[1];
		if (lists.length === 0 && count !== undefined) counted = Number(count);
		if (lists.length === 0 && count === undefined) rest.push(sentence);
		for (const [at, list] of lists.entries()) {
			const before = sentence.slice(0, lists[0]!.index);
			const after = sentence.slice(list.index + list[0].length, lists[at + 1]?.index);
			const saying = lists.length === 1 ? meaning(sentence) : (meaning(after) ?? meaning(before));
			for (const number of numbers(list[1]!)) named.set(number, saying ?? 'notSent');
		}
	}
	return { named, counted, rest: rest.join(' ') };
}

/** The texts of a failure without what they quote of the service. */
const unquoted = (text: string) => text.replace(/"[^"]*"/g, '""');

/**
 * What the node said of every item, read as a user reads it: the items that came out, the texts of those that failed, or
 * the text of the error that ended the run. Whoever reads that something failed takes it for not sent, unless told else.
 */
export function judge({ items: outputs, error }: Pick<RunResult, 'items' | 'error'>, count: number): Said {
	const items = Array<Saying | undefined>(count).fill(undefined);
	if (error) return ofError(error, items);
	for (const { json, pairedItem } of outputs.flat()) {
		const [item] = [pairedItem].flat();
		const index = typeof item === 'object' ? item.item : item;
		if (index === undefined) continue;
		if (json.error !== undefined)
			items[index] = meaning(unquoted(`${json.error as string} ${json.message as string}`)) ?? 'notSent';
		else items[index] = json.skipped === true ? 'notSent' : 'sent';
	}
	return { items, unnamed: [], sentOfUnnamed: 0 };
}

type UserError = Error & { description?: string | null; context?: { itemIndex?: number } };

function ofError({ message, description, context }: UserError, items: Array<Saying | undefined>): Said {
	const { named, counted, rest } = told(unquoted(`${message} ${description ?? ''}`));
	const failed = context?.itemIndex;
	if (failed !== undefined && !named.has(failed)) named.set(failed, meaning(rest) ?? 'notSent');
	// What stopped the run kept those from being sent that nobody speaks of
	const said = items.map((_, item) => named.get(item) ?? (counted === undefined ? 'notSent' : undefined));
	const unnamed = said.flatMap((saying, item) => (saying === undefined ? [item] : []));
	return { items: said, unnamed, sentOfUnnamed: counted ?? 0 };
}
