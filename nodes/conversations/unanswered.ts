import { statusOf } from '../kit/failure';
import { choice, integer } from '../kit/fields';
import type { Json } from '../kit/json';
import { type Call, type Operation, operationOf } from '../kit/operation';
import { textOf } from './collect';
import { type Activity, type Inbox, nameOf, type Told } from './inbox';
import { isHeard, type Message, spoken } from './message';
import { inOnePiece } from './own';

const waitingFor = choice({
	displayName: 'Waiting For',
	description: 'Who has to write next',
	options: [
		{ name: 'Customer', value: 'customer', description: 'We wrote last: whom to remind' },
		{ name: 'Us', value: 'us', description: 'The customer wrote last: whom to answer' },
	],
	default: 'us',
});

const OLDER_THAN = 5;

const olderThan = integer({
	displayName: 'Older Than',
	description: 'How many minutes old the last message must be, so that nobody is disturbed while still writing',
	default: OLDER_THAN,
	min: 0,
});

const youngerThan = integer({
	displayName: 'Younger Than',
	description: 'How many hours old the last message may be; anything older is left out',
	default: 24,
	min: 1,
});

const options = { youngerThan };

type Looking = Call<unknown, { waitingFor: typeof waitingFor; olderThan: typeof olderThan }, typeof options>;

/** Conversation: Get Unanswered of a service: where one side has the last word. */
export const getUnansweredOf = (inbox: Inbox): Operation =>
	operationOf<Record<string, unknown>>()({
		name: 'Get Unanswered',
		action: 'Get unanswered conversations',
		description: 'Get the conversations in which the customer, or the company, has had the last word for a while',
		fields: { ...inbox.area, waitingFor, olderThan },
		options,
		many: true,
		reads: true,
		simplify: each(inbox, ({ toConversation }) => (raw: Json) => {
			const { lastMessage, waitingSince, chatInput, sessionId, companyId, ...conversation } = raw;
			const shape = toConversation(conversation);
			return {
				...shape,
				...(companyId !== undefined && { companyId }),
				lastMessage,
				waitingSince,
				chatInput,
				sessionId,
			};
		}),
		run: each(inbox, (told) => (call: Looking) => unanswered(inbox.service, told, call)),
	});

/** Something for each version of a service's API. */
const each = <T>({ versions }: Inbox, of: (told: Told) => T): Record<string, T> =>
	Object.fromEntries(Object.entries(versions).map(([version, told]) => [version, of(told)]));

/** Conversations that are looked at together: the requests of each wait for nobody else's. */
const AT_ONCE = 10;
/** As many as one side writes before the other answers. */
const MOST_READ = 50;
const MINUTE_MS = 60_000;

async function* unanswered(service: string, told: Told, call: Looking): AsyncGenerator<Json> {
	const { fields, options: own } = call;
	const now = Date.now();
	const since = own.youngerThan === undefined ? -Infinity : now - own.youngerThan * 60 * MINUTE_MS;
	const until = now - fields.olderThan * MINUTE_MS;
	const isPossible = ({ answered, quietSince }: Activity) =>
		!(answered && fields.waitingFor === 'us') && !(quietSince !== undefined && quietSince < since);
	for await (const some of inChunks(told.active(call.api, fields, since), Math.min(call.limit, AT_ONCE), isPossible)) {
		const looked = await Promise.all(some.map(async (activity) => await lastWordsIn(service, told, call, activity)));
		const waiting = looked.filter(
			({ words: [last] }) => last !== undefined && isWaiting(last, fields.waitingFor, since, until),
		);
		const missing = waiting.filter(({ conversation }) => !conversation).map(({ conversationId }) => conversationId);
		const found = missing.length > 0 ? await told.conversations?.(call.api, missing) : undefined;
		for (const { conversationId, words, conversation = found?.get(conversationId) } of waiting) {
			if (conversation) yield { ...conversation, ...about(service, fields, conversationId, words) };
		}
	}
}

interface Looked {
	conversationId: string;
	conversation?: Json;
	/** The messages of whoever spoke last, newest first. */
	words: Message[];
}

async function lastWordsIn(service: string, told: Told, { api, fields }: Looking, activity: Activity): Promise<Looked> {
	const { conversationId, conversation } = activity;
	const place = { ...fields, conversationId };
	const messages = activity.messages ?? (await told.newest(api, place, MOST_READ).catch(noneIfGone));
	const heard = inOnePiece(nameOf(service, place), messages).filter(isHeard);
	const change = heard.findIndex(({ direction }) => direction !== heard[0]?.direction);
	return { conversationId, conversation, words: heard.slice(0, change < 0 ? heard.length : change) };
}

/** Of many conversations one may be deleted or merged between the list and its messages: the others are found all the same. */
function noneIfGone(error: unknown): Message[] {
	if (statusOf(error) === 404) return [];
	throw error;
}

function isWaiting({ direction, createdAt }: Message, whom: 'us' | 'customer', since: number, until: number): boolean {
	const at = Date.parse(createdAt ?? '');
	return direction === (whom === 'us' ? 'incoming' : 'outgoing') && !(at < since) && !(at > until);
}

const about = (service: string, { companyId }: Json, conversationId: string, words: Message[]) => ({
	...(companyId !== undefined && { companyId }),
	lastMessage: words[0],
	waitingSince: words.at(-1)?.createdAt ?? null,
	...spoken(service, conversationId, textOf([...words].reverse())),
});

/** The entries of a list that fit, some at a time. */
async function* inChunks<T>(list: AsyncIterable<T>, size: number, fits: (entry: T) => boolean): AsyncGenerator<T[]> {
	let chunk: T[] = [];
	for await (const entry of list) {
		if (!fits(entry)) continue;
		chunk.push(entry);
		if (chunk.length < size) continue;
		yield chunk;
		chunk = [];
	}
	if (chunk.length > 0) yield chunk;
}
