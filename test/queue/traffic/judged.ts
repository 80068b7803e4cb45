import { messagesIn } from './bursts.ts';

/** Something that was said in a conversation. */
export interface Word {
	by: 'customer' | 'person' | 'workflow';
	text: string;
	/** In milliseconds. */
	at: number;
}

/** What a phone shows of the answers to a burst. */
export interface Verdict {
	/** Answers of the workflow that were right: to words nobody had answered, and to all of these. */
	answers: Word[];
	/** Answers of the workflow to what it had answered before. */
	twice: number;
	/** Answers of the workflow to what a person had answered before. */
	afterPerson: number;
	/** Messages that no answer is about, nor was written by a person after them. */
	unanswered: number;
	/** What came too late for the look of an answer, which is then about too much or too little. */
	unseen: number;
}

/** Whether the answer that stands behind a word could have known of it when it was looked whether anything came between. */
type CouldKnow = (answer: Word, word: Word) => boolean;

const burstOf = (text: string): string => text.split(',')[0]!;

/** Judges what a conversation's phone shows, by the burst it belongs to. */
export function judged(words: Word[], couldKnow: CouldKnow): Map<string, Verdict> {
	const verdicts = new Map<string, Verdict>();
	const verdictOf = (text: string): Verdict => {
		const name = burstOf(text);
		const verdict = verdicts.get(name) ?? { answers: [], twice: 0, afterPerson: 0, unanswered: 0, unseen: 0 };
		verdicts.set(name, verdict);
		return verdict;
	};
	let waiting: Word[] = [];
	let last: Word | undefined;
	for (const word of words) {
		if (word.by === 'customer') {
			verdictOf(word.text);
			waiting.push(word);
			continue;
		}
		if (word.by === 'person') {
			waiting = [];
			last = word;
			continue;
		}
		const about = messagesIn(word.text);
		const right = waiting.filter(({ text }) => about.has(text));
		const known = [...about].filter((text) => !right.some((one) => one.text === text));
		const missed = waiting.filter(({ text }) => !about.has(text));
		if (known[0] !== undefined) {
			const verdict = verdictOf(known[0]);
			if (last && !couldKnow(word, last)) verdict.unseen++;
			else if (last?.by === 'person') verdict.afterPerson++;
			else verdict.twice++;
		} else {
			for (const name of new Set(right.map(({ text }) => burstOf(text)))) verdictOf(name).answers.push(word);
		}
		waiting = [];
		for (const one of missed) {
			if (couldKnow(word, one)) waiting.push(one);
			else verdictOf(one.text).unseen++;
		}
		last = word;
	}
	for (const { text } of waiting) verdictOf(text).unanswered++;
	return verdicts;
}
