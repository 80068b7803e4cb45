import { integer, list } from '../kit/fields';
import { type Call, type Operation, operationOf, Plain } from '../kit/operation';
import { wait } from '../kit/wait';
import { arrive } from './bursts';
import { type Inbox, nameOf, type Place, type Told } from './inbox';
import { byAge, isHeard, type Message, spoken } from './message';
import { hasAnswered, inOnePiece, noteBegun, ownAmong } from './own';
import { after, asTheyCame, isAnswerToOther, isKnown, type Seen, seenIn } from './seen';

const LONGEST_SILENCE = 60;
const LONGEST_WAIT = 60;
const SILENCE = 8;
const HISTORY = 10;
/** One page of each service. */
const MOST_READ = 100;

const silence = integer({
	displayName: 'Silence',
	description: 'How many seconds the customer must be silent before the messages are taken together',
	default: SILENCE,
	min: 0,
	max: LONGEST_SILENCE,
});

const longestWait = integer({
	displayName: 'Longest Wait',
	description: 'How many seconds to wait at most, counted from the first message, while the customer keeps writing',
	default: LONGEST_WAIT,
	min: 0,
	max: 600,
});

const endWords = list({
	displayName: 'End Words',
	description: 'Comma-separated list of words that end the wait at once when the customer writes them, in any case',
	placeholder: 'e.g. stop, operator',
});

const history = integer({
	displayName: 'History',
	description: 'How many earlier messages of both sides to add, for an AI agent or a person',
	default: HISTORY,
	min: 0,
	max: MOST_READ,
});

const options = { longestWait, endWords, history };

/** Message: Collect of a service: the messages of a burst as one item, in the one execution that is to answer them. */
export const collectOf = (inbox: Inbox): Operation =>
	operationOf<Record<string, unknown>>()({
		name: 'Collect',
		action: 'Collect a burst of messages',
		description:
			'Wait until the customer has stopped writing, then go on once with everything since the last answer; nothing comes out if somebody has already answered',
		fields: { ...inbox.where, silence },
		options,
		reads: true,
		together: (fields) => nameOf(inbox.service, fields),
		run: Object.fromEntries(
			Object.entries(inbox.versions).map(([version, told]) => [
				version,
				async (call: Collecting) => await collect(inbox.service, told, call),
			]),
		),
	});

type Collecting = Call<unknown, Inbox['where'] & { silence: typeof silence }, typeof options>;

async function collect(service: string, told: Told, call: Collecting): Promise<Plain[]> {
	const { fields, past, node, aside, signal } = call;
	const seen = seenIn(past, fields.conversationId);
	const [started] = seen.messages.filter(({ direction }) => direction === 'incoming').sort(byAge);
	const name = nameOf(service, fields);
	const arrival = arrive(`${node} ${name}`, started);
	if (!arrival) return [];
	try {
		const stop = signal ? AbortSignal.any([signal, arrival.overtaken]) : arrival.overtaken;
		await aside(async () => await wait(pauseOf(call, started, arrival.burstSince), stop));
		if (stop.aborted) return [];
		const listed = await told.newest(call.api, fields, MOST_READ);
		// who came while this was read will find all of it
		if (arrival.overtaken.aborted) return [];
		return taken(service, call, withUnlisted(asTheyCame(inOnePiece(name, listed), seen), seen), seen);
	} finally {
		arrival.leave();
	}
}

/** Milliseconds to wait, given when the burst began by the clock of the process. */
function pauseOf({ fields, options: own }: Collecting, started: Message | undefined, burstSince: number): number {
	if (started && hasWord(started.text ?? '', own.endWords ?? [])) return 0;
	const left = burstSince + (own.longestWait ?? LONGEST_WAIT) * 1000 - performance.now();
	return Math.max(0, Math.min(fields.silence * 1000, left));
}

const lettersOf = (text: string) =>
	` ${text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()} `;

/** Whether one of the words or phrases stands in a text, as a whole. */
const hasWord = (text: string, words: readonly string[]): boolean =>
	words.some((word) => lettersOf(text).includes(lettersOf(word)) && lettersOf(word).trim() !== '');

/** A service may tell of a message before it lists it. */
function withUnlisted(messages: readonly Message[], { messages: seen }: Seen): Message[] {
	const known = new Set(messages.map(({ id }) => id));
	const [newest] = messages;
	const missing = seen.filter(
		(message) => message.direction === 'incoming' && !known.has(message.id) && (!newest || byAge(message, newest) < 0),
	);
	const unique = new Map(missing.map((message) => [message.id, message]));
	return [...[...unique.values()].sort(byAge), ...messages];
}

/** The burst as one item; none where somebody has answered, or where a newer message has an execution of its own. */
function taken(
	service: string,
	{ fields, options: own, execution }: Collecting,
	messages: Message[],
	seen: Seen,
): Plain[] {
	const name = nameOf(service, fields);
	const ours = ownAmong(execution, name, messages);
	const words = messages.filter((message) => isHeard(message) && !ours.has(message) && !isAnswerToOther(message, seen));
	const answer = words.findIndex(({ direction }) => direction === 'outgoing');
	const burst = words.slice(0, answer < 0 ? words.length : answer);
	const [newest] = burst;
	if (!newest || (seen.ids.size > 0 && after(messages, seen).includes(newest))) return [];
	if (hasAnswered(execution, name, newest)) return [];
	noteBegun(execution, name, newest);
	const before = messages.slice(messages.indexOf(burst.at(-1)!) + 1).filter(isHeard);
	const earlier = before.slice(0, own.history ?? HISTORY).reverse();
	return [
		itemOf(
			service,
			fields,
			burst.reverse().map((message) => inFull(message, seen)),
			earlier,
		),
	];
}

/** A message with what only the item that told of it says: lists leave out who wrote and where. */
function inFull(message: Message, { messages }: Seen): Message {
	const told = messages.find(({ id }) => id !== null && id === message.id);
	if (!told) return message;
	return {
		...message,
		sender: isKnown(message.sender) ? message.sender : told.sender,
		channel: isKnown(message.channel) ? message.channel : told.channel,
	};
}

function itemOf(service: string, { companyId, conversationId }: Place, messages: Message[], earlier: Message[]): Plain {
	const text = textOf(messages);
	return new Plain({
		service,
		...(companyId !== undefined && { companyId }),
		conversationId,
		text,
		...spoken(service, conversationId, text),
		messages,
		attachments: messages.flatMap(({ attachments }) => attachments),
		history: earlier.map(({ direction, text: words, createdAt }) => ({
			role: direction === 'incoming' ? 'user' : 'assistant',
			text: words,
			createdAt,
		})),
		firstMessageId: messages[0]?.id ?? null,
		lastMessageId: messages.at(-1)?.id ?? null,
	});
}

/** The words of several messages, each on lines of its own. */
export const textOf = (messages: readonly Message[]): string =>
	messages
		.map(({ text }) => text)
		.filter((text) => text !== null)
		.join('\n');
