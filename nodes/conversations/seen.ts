import { type Json, recordOf, recordsOf, textOrNull } from '../kit/json';
import { isTaken } from '../kit/waiting/doorbell';
import { byAge, isNumber, type Message, type SentMessage } from './message';

/** What a run has seen of a conversation in the items that came to it. */
export interface Seen {
	ids: ReadonlySet<string>;
	/** Those of which more is known than the id. */
	messages: readonly Message[];
}

/** Whether an item's JSON is a message in the common shape. */
const isMessage = (json: object): json is Message =>
	['id', 'conversationId', 'direction', 'text', 'createdAt'].every((name) => name in json);

/** The messages in an item: itself, those it was collected of, the last one of an unanswered conversation, question and answer. */
const messagesIn = (json: Json): Message[] =>
	[json, ...[json.lastMessage, json.message, json.sent].map(recordOf), ...recordsOf(json.messages)].flatMap((one) =>
		isMessage(one) ? [one] : [],
	);

/** What the items a run came by tell of a conversation. */
export function seenIn(past: Iterable<Json>, conversationId: string): Seen {
	const isOwn = (id: unknown) => String(id).toLowerCase() === conversationId.toLowerCase();
	const told = [...past];
	const messages = told.flatMap(messagesIn).filter((message) => isOwn(message.conversationId));
	const collected = told.filter((json) => isOwn(json.conversationId)).map((json) => textOrNull(json.lastMessageId));
	const ids = [...messages.map(({ id }) => id), ...collected].filter((id) => id !== null);
	return { ids: new Set(ids), messages };
}

/** What is newer than all that was seen, of messages that stand newest first. */
export function after<M extends Message>(messages: readonly M[], { ids, messages: known }: Seen): M[] {
	const index = messages.findIndex(({ id }) => id !== null && ids.has(id));
	if (index >= 0) return messages.slice(0, index);
	const [newest] = [...known].sort(byAge);
	return newest ? messages.filter((message) => byAge(message, newest) < 0) : [...messages];
}

/** Whether a message was there before another one came, as far as numbers tell. */
const wasBefore = (one: Message, other: Message) =>
	isNumber(one.id) && isNumber(other.id) && Number(one.id) < Number(other.id);

/**
 * Messages, newest first, in the order they came as far as the run can tell: one that was held up has the time when it was
 * written, and stands below what was sent until it came, which is no answer to it.
 */
export function asTheyCame(messages: readonly Message[], { ids }: Seen): readonly Message[] {
	const heldUp = messages.findIndex(({ id, direction }) => direction === 'incoming' && id !== null && ids.has(id));
	const sent = messages
		.slice(0, Math.max(0, heldUp))
		.findIndex((message) => message.direction === 'outgoing' && wasBefore(message, messages[heldUp]!));
	if (sent < 0) return messages;
	const below = messages.slice(sent + 1);
	const isLate = (message: Message) => message.direction === 'incoming' && wasBefore(messages[sent]!, message);
	return [
		...messages.slice(0, sent),
		...below.filter(isLate),
		messages[sent]!,
		...below.filter((message) => !isLate(message)),
	];
}

/** Whether a message is what a customer has answered to somebody else's question, which starts nothing by itself. */
export const isAnswerToOther = ({ service, conversationId, direction, id }: Message, { ids }: Seen): boolean =>
	direction === 'incoming' && id !== null && !ids.has(id) && isTaken(service, conversationId ?? '', id);

/** Whether anything is known of a person or a channel. */
export const isKnown = (person: object) => Object.values(person).some((part) => part !== null);

/** What was sent with whom it went to, and where: as far as the answer tells, else as far as the items that came by do. */
export function addressed<M extends Message>(
	message: M,
	past: Iterable<Json>,
	recipient?: Message['sender'],
): M & SentMessage {
	const id = message.conversationId ?? '';
	const { messages } = seenIn(past, id);
	const conversation = [...past].find((json) => json.id === id) ?? {};
	const senders = messages.filter(({ direction }) => direction === 'incoming').map(({ sender }) => sender);
	const person = recordOf([recipient, ...senders, conversation.contact].find((one) => isKnown(recordOf(one))));
	const places = [message, ...messages, conversation].map(({ channel }) => recordOf(channel));
	const place = places.find(isKnown) ?? {};
	return {
		...message,
		channel: { id: textOrNull(place.id), type: textOrNull(place.type) },
		recipient: { id: textOrNull(person.id), name: textOrNull(person.name), phone: textOrNull(person.phone) },
	};
}
