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
	/** What nobody has answered. */
	let waiting: Word[] = [];
	/** Who answered a message. */
	const answerers = new Map<string, Word>();
	for (const word of words) {
		if (word.by === 'customer') {
			verdictOf(word.text);
			waiting.push(word);
			continue;
		}
		const about = word.by === 'person' ? new Set(waiting.map(({ text }) => text)) : messagesIn(word.text);
		const again = [...about].filter((text) => answerers.has(text));
		for (const text of oneOfEach(again)) {
			const answerer = answerers.get(text)!;
			if (!couldKnow(word, answerer)) verdictOf(text).unseen++;
			else if (answerer.by === 'person') verdictOf(text).afterPerson++;
			else verdictOf(text).twice++;
		}
		if (word.by === 'workflow' && again.length === 0) {
			for (const text of oneOfEach([...about])) verdictOf(text).answers.push(word);
		}
		for (const text of about) answerers.set(text, word);
		const missed = waiting.filter(({ text }) => !about.has(text));
		for (const one of missed) if (!couldKnow(word, one)) verdictOf(one.text).unseen++;
		waiting = missed.filter((one) => couldKnow(word, one));
	}
	for (const { text } of waiting) verdictOf(text).unanswered++;
	return verdicts;
}

/** One message of each burst. */
const oneOfEach = (texts: string[]): string[] => [...new Map(texts.map((text) => [burstOf(text), text])).values()];
