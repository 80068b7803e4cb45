import type { Attachment, Message } from './message';

/** What kind of answer a question wants. */
export type AnswerType = 'text' | 'number' | 'yesNo' | 'choice' | 'file';

/** What is understood of an answer: yes and no are true and false, one of several is as it was offered. */
export type Answer = string | number | boolean | Attachment;

type Reader = (message: Message, choices: readonly string[]) => Answer | undefined;

const readers: Record<AnswerType, Reader> = {
	text: ({ text }) => text?.trim() || undefined,
	number: ({ text }) => numberIn(text ?? ''),
	yesNo: ({ text }) => yesOrNo(text ?? ''),
	choice: ({ text }, choices) => chosen(text ?? '', choices),
	file: ({ attachments }) => attachments[0],
};

/** The answer in a message; undefined where it does not fit, or may mean one thing or another. */
export const answerIn = (type: AnswerType, message: Message, choices: readonly string[]): Answer | undefined =>
	readers[type](message, choices);

/** Digits with what people put between them; a sign is one where no digit or letter stands before it, .5 is no 5. */
const NUMBERS =
	/(?<![\p{L}\d]|(?:^|[\s\d])[.,])[-−+]?\d(?:(?:[ \u00a0\u2009\u202f](?=\d{3}(?!\d))|[.,'’](?=\d))?\d)*/gu;
/** What makes another number of the one before it, and of the one behind it. */
const SCALES =
	/^\s*(?:(?:[kкmмtт]|тр|lakh|crore|mln|bn|млн|млрд|трлн|тыс|сот(?:ен|ни|ня)|(?:hundred|thousand|million|billion|trillion)s?|dozens?)(?!\p{L})|т\.\s*р|тысяч|[百千万萬亿億]|миллион|миллиард|триллион|десят|дюжин|[xх]\s*\d|e[+-]?\d)/iu;
const MINUS = /(?<!\p{L})(?:minus|минус)\s*$/iu;

/** How numbers are written, and what their decimal point is; the other marks in them stand between thousands. */
const WRITTEN: Array<[look: RegExp, point: string]> = [
	[/^\d+$/, ''],
	[/^\d{1,3}(?:[ '’]\d{3})+(?:,\d+)?$/, ','],
	[/^\d{1,3}(?:[ '’,]\d{3})+\.\d+$/, '.'],
	[/^\d{1,3}(?:\.\d{3})+,\d+$/, ','],
	[/^\d{1,3}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,})$/, ''],
	// 1,200 is 1.2 to one half of the world
	[/^(?![1-9]\d{0,2},\d{3}$)\d+,\d+$/, ','],
	[/^(?![1-9]\d{0,2}\.\d{3}$)\d+\.\d+$/, '.'],
];

/** The one number in a text, with words around it. */
function numberIn(text: string): number | undefined {
	const words = plain(text);
	const [found, another] = words.matchAll(NUMBERS);
	if (!found || another || MINUS.test(words.slice(0, found.index))) return undefined;
	if (SCALES.test(words.slice(found.index + found[0].length))) return undefined;
	const [, sign = '', written = ''] = /^([-−+]?)(.*)$/.exec(found[0].replace(/\s/g, ' ')) ?? [];
	const [, point] = WRITTEN.find(([look]) => look.test(written)) ?? [];
	if (point === undefined || written.replace(/\D/g, '').length > MOST_DIGITS) return undefined;
	const [whole = '', part = '0'] = point === '' ? [written] : written.split(point);
	return Number(`${whole.replace(/\D/g, '')}.${part}`) * (sign === '-' || sign === '−' ? -1 : 1);
}

/** More are not exact. */
const MOST_DIGITS = 15;

/** A text in the usual signs. */
const plain = (text: string) => text.replaceAll('№', '#').normalize('NFKC');

const YES =
	'yes yeah yep yup y ok okay sure course agreed да ага угу ок окей хорошо конечно согласен согласна верно давай давайте 👍 👌 ✅ ✔ +';
const NO = 'no nope nah n нет неа не ❌ ✖ 👎 -';
const POLITE = 'please thanks thank you of спасибо пожалуйста надо нужно';

const setOf = (words: string) => new Set(words.split(' '));
const [yes, no, polite] = [setOf(YES), setOf(NO), setOf(POLITE)];

/** Yes or no, politely or not; whoever says both, or something else beside it, has said neither. */
function yesOrNo(text: string): boolean | undefined {
	// who asks back has not decided
	if (/[?？]/.test(text)) return undefined;
	const words = text
		.toLowerCase()
		// tones of skin, and what asks for a coloured picture
		.replace(/[\u{1f3fb}-\u{1f3ff}]|\ufe0f/gu, '')
		// да-да
		.replace(/(?<=\p{L})-(?=\p{L})/gu, ' ')
		.match(/[\p{L}\p{N}]+|\p{Extended_Pictographic}|[\u2714\u2716+-]/gu);
	if (!words || !words.every((word) => yes.has(word) || no.has(word) || polite.has(word))) return undefined;
	const says = (set: Set<string>) => words.some((word) => set.has(word));
	return says(yes) === says(no) ? undefined : says(yes);
}

/** A text without what seldom tells one choice from another: case, spaces, ё. */
const even = (text: string) => plain(text).trim().toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ');

/** The same without punctuation around it. */
const bare = (text: string) => even(text).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/** How the words of a choice are compared, the strictest first. */
const READINGS = [(text: string) => text.trim(), even, bare];

/** One of several by its words, by its number, or by both. */
function chosen(text: string, choices: readonly string[]): string | undefined {
	const said = bare(text);
	for (const read of READINGS) {
		const named = choices.filter((choice) => read(text) !== '' && read(choice) === read(text));
		if (named.length > 0) return new Set(named).size === 1 ? named[0] : undefined;
	}
	const [, number, words = ''] = /^(\d{1,3})(?:[^\p{L}\p{N}]+(.*))?$/u.exec(said) ?? [];
	const numbered = choices[Number(number) - 1];
	return numbered !== undefined && (words === '' || bare(numbered) === bare(words)) ? numbered : undefined;
}

/** Choices as the customer reads them. */
export const numbered = (choices: readonly string[]): string =>
	choices.map((choice, index) => `${index + 1}. ${choice}`).join('\n');
