import { integer } from '../kit/fields';

export const splitLongText = integer({
	displayName: 'Split Long Text',
	description:
		'How many characters a message may have: a longer text is sent as several messages, which end with a paragraph, a sentence or a word; 0 never splits',
	min: 0,
});

/** Where a text may end, the best first; each finds the ends within what it is given. */
const ENDS: Array<(text: string) => number[]> = [
	(text) => endsOf(text, /\n[^\S\n]*\n\s*/g),
	(text) => endsOf(text, /\n\s*/g),
	(text) => segmentsOf(text, 'sentence').filter((end) => !isInsideWord(text, end)),
	(text) => endsOf(text, /\s+/g),
	(text) => segmentsOf(text, 'grapheme'),
];

const endsOf = (text: string, pattern: RegExp) =>
	[...text.matchAll(pattern)].map(({ index, 0: { length } }) => index + length);

const segmentsOf = (text: string, granularity: 'sentence' | 'grapheme') =>
	[...new Intl.Segmenter(undefined, { granularity }).segment(text)].map(({ index, segment }) => index + segment.length);

/** Unicode ends a sentence at the question mark of a web address; only where words have no spaces it may. */
const isInsideWord = (text: string, end: number) => /[!-~][^\s]/u.test(text.slice(end - 1, end + 1));

/**
 * A text in pieces of at most `most` characters, as JavaScript and the messengers count them; 0 for one piece whatever its
 * length. Spaces at the ends of pieces are left out. What a person sees as one character stays whole, even if it alone is
 * longer.
 */
export function piecesOf(text: string, most = 0): string[] {
	if (most === 0 || text.length <= most) return [text];
	const pieces: string[] = [];
	for (let rest = text.trim(); rest !== '';) {
		const end = endOf(rest, most);
		pieces.push(rest.slice(0, end).trimEnd());
		rest = rest.slice(end).trimStart();
	}
	return pieces.length === 0 ? [text] : pieces;
}

/** Where the first piece of a text ends; never 0. */
function endOf(text: string, most: number): number {
	if (text.length <= most) return text.length;
	// one more, so that a space behind the last word tells that the word ends there
	const window = text.slice(0, most + WIDEST);
	for (const ends of ENDS) {
		const fitting = ends(window).filter((end) => window.slice(0, end).trimEnd().length <= most && end < window.length);
		const last = fitting.at(-1);
		if (last !== undefined && last > 0) return last;
	}
	return segmentsOf(window, 'grapheme')[0] ?? text.length;
}

/** Longer than what a person sees as one character usually is, spaces between words too. */
const WIDEST = 64;
