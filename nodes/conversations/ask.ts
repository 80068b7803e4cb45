import { choice, integer, list, text, type Values } from '../kit/fields';
import { RequestFailed } from '../kit/failure';
import { InputError } from '../kit/inputError';
import { type Json, textOrNull } from '../kit/json';
import type { Call, Operation } from '../kit/operation';
import type { Came } from '../kit/waiting/wait';
import { answerIn, type AnswerType, numbered } from './answers';
import { type Inbox, nameOf, type Place, type Told } from './inbox';
import { isHeard, type Message, type SentMessage } from './message';
import { noteSent } from './own';
import { addressed } from './seen';

/** Messages that are known before the question is sent: all of them may not be deleted meanwhile. */
const KNOWN = 40;
/** Messages that a look asks for, and one that finds none among them which is known: one page of each service. */
const LOOKED_AT = [20, 100];
const MINUTE_MS = 60_000;

const message = text({
	displayName: 'Message',
	description: 'The question to send',
	placeholder: 'e.g. How many would you like?',
	required: true,
	rows: 4,
});

const answerType = choice({
	displayName: 'Answer Type',
	description: 'What the customer is expected to answer',
	options: [
		{ name: 'Choice', value: 'choice', description: 'One of several, by its words or its number' },
		{ name: 'File', value: 'file', description: 'The first file of a message' },
		{ name: 'Number', value: 'number', description: 'One number, with or without words around it' },
		{ name: 'Text', value: 'text', description: 'Any words' },
		{ name: 'Yes or No', value: 'yesNo', description: 'Such as yes, ok, no thanks, да, нет, 👍' },
	],
	default: 'text',
	inTool: { default: 'yesNo', isFixed: true },
});

const choices = list({
	displayName: 'Choices',
	description: 'Comma-separated list of the answers to choose from; they are put below the message with a number each',
	placeholder: 'e.g. Delivery, Pickup',
	required: true,
	show: { answerType: ['choice'] },
});

const limitWaitTime = integer({
	displayName: 'Limit Wait Time',
	description: 'How many minutes to wait for the answer before the workflow goes on with No Reply',
	default: 60,
	min: 1,
	// what JavaScript takes for a date ends somewhere
	max: 5_256_000,
});

const askAgain = text({
	displayName: 'Ask Again',
	description:
		'What to write, once, when the answer does not fit. Leave empty to send the message again with a line that says what is expected. Without this option, such an answer comes out with an empty answer.',
	placeholder: 'e.g. Please answer with a number',
	rows: 2,
});

/** What the customer is asked for, in words. */
const EXPECTED: Record<AnswerType, string> = {
	text: 'Please answer in words.',
	number: 'Please answer with one number.',
	yesNo: 'Please answer yes or no.',
	choice: 'Please answer with one of these:',
	file: 'Please send a file.',
};

const own = { answerType, choices, limitWaitTime };
const options = { askAgain };

/** What the user entered, beside where. */
type Entered = Values<typeof own> & { message: string };

/** What is known of a question while its answer is waited for. */
type Question = Values<typeof own> & {
	place: Place;
	/** What is written when the answer does not fit; null where that was done, or is not wanted. */
	again: string | null;
	/** The newest messages when it was asked, by id. */
	known: Array<string | null>;
	/** The question as it was sent last. */
	sent: SentMessage;
};

/** One version of it: sends a text into a conversation, and resolves to it as the service tells it. */
type Send<Api> = { send(api: Api, place: Place, words: string): Promise<Message> }['send'];

/** A service's operation Send and Wait, as far as it is its own. */
interface Asking {
	inbox: Inbox;
	/** Throws an `InputError` where the service does not take a text; `field` is where it was entered. */
	check?(words: string, version: string, field: string): void;
	send: Record<string, Send<unknown>>;
}

/** What one version of a service tells, and how it is told something. */
interface Asker {
	told: Told;
	send: Send<unknown>;
}

/** Gives a service its `sendAndWait()`: every version is named, and its API known in it. */
export const sendAndWaitOf =
	<Apis>() =>
	(asking: Omit<Asking, 'send'> & { send: { [V in keyof Apis]: Send<Apis[V]> } }): Operation =>
		operationFor(asking);

/**
 * The operation Message: Send and Wait of a service: sends a question and waits for what the customer writes next, as the
 * service's own list of messages tells it.
 */
function operationFor({ inbox, check, send }: Asking): Operation {
	const askers = new Map<string, Asker>();
	for (const [version, told] of Object.entries(inbox.versions)) askers.set(version, { told, send: send[version]! });
	const askerOf = (version: string) => askers.get(version)!;
	return {
		name: 'Send and Wait',
		action: 'Send a message and wait for the reply',
		description: 'Ask the customer, and go on with the answer, or without one when the time is up',
		fields: { ...inbox.where, message, ...own },
		options,
		check(fields, chosen, { version }) {
			const entered = fields as Entered;
			const again = askedAgain(entered, chosen);
			if (entered.answerType === 'choice' && entered.choices.length < 2) {
				throw new InputError("'Choices' has only one answer", 'Enter at least two.');
			}
			check?.(asking(entered, entered.message), version, 'Message');
			if (again !== null) check?.(again, version, String(chosen.askAgain).trim() === '' ? 'Message' : 'Ask Again');
		},
		run: Object.fromEntries(
			[...askers].map(([version, asker]) => [version, (call: Call<unknown>) => ask(asker, inbox, call)]),
		),
		wait: {
			limitMs: (state) => (state as Question).limitWaitTime * MINUTE_MS,
			of: (state) => (state as Question).place.conversationId,
			look: async ({ api, version, state }) => await look(askerOf(version), api, state as Question),
			again: async ({ api, version, state }, came) => await again(askerOf(version), api, state as Question, came),
			late: (state) => ({ answered: false, ...toldOf(state as Question) }),
			review: ({ answer, text: words }) =>
				typeof answer === 'boolean' ? { approved: answer } : { approved: false, words: textOrNull(words) ?? undefined },
		},
	};
}

/** A question as the customer reads it, with the answers to choose from. */
const asking = ({ answerType: type, choices: offered }: Pick<Question, 'answerType' | 'choices'>, words: string) =>
	type === 'choice' ? `${words}\n\n${numbered(offered)}` : words;

/** What is written when the answer does not fit; null where that is not wanted. */
function askedAgain({ message: words, ...entered }: Entered, { askAgain: other }: Partial<Values<typeof options>>) {
	if (other === undefined) return null;
	return asking(entered, other.trim() === '' ? `${EXPECTED[entered.answerType]}\n\n${words}` : other);
}

/** Sends the question; resolves to what is known of it. */
async function ask({ told, send }: Asker, { service, where }: Inbox, call: Call<unknown>): Promise<Question> {
	const { api, fields, options: chosen, past, execution, isReview } = call;
	const { message: words, ...entered } = fields as Entered;
	const place = Object.fromEntries(Object.keys(where).map((name) => [name, fields[name]])) as Place;
	const known = (await newestIn(told, api, place)).map(({ id }) => id);
	// who reviews does not know what is understood
	const message = await send(
		api,
		place,
		asking(entered, isReview ? `${words}\n\n${EXPECTED[entered.answerType]}` : words),
	);
	const sent = addressed({ ...message, conversationId: place.conversationId }, past);
	noteSent(execution, nameOf(service, place), sent);
	const again = askedAgain({ message: words, ...entered }, chosen);
	const { answerType: type, choices: offered, limitWaitTime: minutes } = entered;
	return { place, answerType: type, choices: offered, limitWaitTime: minutes, known, sent, again };
}

const newestIn = async (told: Told, api: unknown, place: Place) =>
	(await told.newest(api, place, KNOWN)).slice(0, KNOWN);

/** What the customer has said since the question was asked, newest first. */
async function wordsSince(told: Told, api: unknown, { place, known }: Question): Promise<Message[]> {
	let newest: Message[] = [];
	for (const count of LOOKED_AT) {
		newest = await told.newest(api, place, count);
		if (newest.some(({ id }) => id !== null && known.includes(id)) || newest.length < count) break;
	}
	return wordsIn(newest, known);
}

/** The same among messages that were read; what is older than all that is known was there before. */
function wordsIn(newest: readonly Message[], known: Question['known']): Message[] {
	const oldestKnown = newest.findLastIndex(({ id }) => id !== null && known.includes(id));
	return newest
		.slice(0, oldestKnown < 0 ? undefined : oldestKnown)
		.filter((message) => message.direction === 'incoming' && message.id !== null && isHeard(message))
		.filter(({ id }) => !known.includes(id));
}

/** The first message since the question that fits, or else what does not fit; undefined while nobody has written. */
async function look({ told }: Asker, api: unknown, question: Question): Promise<Came | undefined> {
	const since = (await wordsSince(told, api, question)).reverse();
	const [first] = since;
	if (!first) return undefined;
	const answers = since.map((one) => answerIn(question.answerType, one, question.choices));
	const fits = answers.findIndex((answer) => answer !== undefined);
	const chosen = since[fits] ?? first;
	const isUnfit = fits === -1 && question.again !== null;
	// what does not come out starts the trigger, unless the customer is asked to say it again
	const taken = isUnfit ? since : [chosen];
	return {
		ids: taken.map(({ id }) => String(id)),
		json: { answer: answers[fits] ?? null, text: chosen.text, message: chosen, ...toldOf(question) },
		...(isUnfit && { unfit: true }),
	};
}

/** Asks once more. What came until now is known then; only what follows is an answer to that. */
async function again({ told, send }: Asker, api: unknown, question: Question, { ids }: Came): Promise<Question> {
	const newest = await newestIn(told, api, question.place);
	// what has come since may be the answer
	if (wordsIn(newest, question.known).some(({ id }) => !ids.includes(String(id)))) return question;
	const known = newest.map(({ id }) => id);
	const message = await send(api, question.place, question.again ?? '').catch(nothingIfUncertain);
	const { conversationId, channel, recipient } = question.sent;
	const sent = message ? { ...message, conversationId, channel, recipient } : question.sent;
	return { ...question, known, again: null, sent };
}

/** It may have been sent, and nobody is asked the same twice. */
function nothingIfUncertain(error: unknown): undefined {
	if (!(error instanceof RequestFailed && error.failure.uncertain)) throw error;
}

/** What comes out of every question: where it was asked, so that what follows answers there, and what was sent. */
const toldOf = ({ place, sent }: Question): Json => ({ service: sent.service, ...place, sent });
