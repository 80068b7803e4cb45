import type { Field, Fields, Values } from '../kit/fields';
import { isRecord, type Json, recordOf } from '../kit/json';
import type { Conversation, Message } from './message';

/** The fields by which a service finds a conversation. */
export type Where = Fields & { conversationId: Field<string> };

/** Where a conversation is. */
export type Place = Values<Where>;

/** What a service tells of a conversation without being asked for its messages; what it does not tell is left out. */
export interface Activity {
	conversationId: string;
	/** The conversation in the service's own JSON. */
	conversation?: Json;
	/** Its newest messages, newest first, with all that came after the last change of sides. */
	messages?: Message[];
	/** Whether the customer certainly does not have the last word. */
	answered?: boolean;
	/** No message is newer than this, in milliseconds. */
	quietSince?: number;
}

/** What one version of a service's API tells of its conversations. */
export interface Told<Api = unknown> {
	/**
	 * The newest messages of a conversation, newest first, in one request wherever the service can: `count` of them or
	 * more, fewer only when there are no more.
	 */
	newest(api: Api, place: Place, count: number): Promise<Message[]>;
	/**
	 * The conversations, latest activity first as far as the service has such an order, in as few requests as they are taken.
	 * `area` are the fields of a place but its conversation. Those in which nothing happened after `since` (milliseconds)
	 * may be left out.
	 */
	active(api: Api, area: Values<Fields>, since: number): AsyncIterable<Activity>;
	/** Conversations that `active` did not tell, in the service's own JSON by id; those that are gone are not among them. */
	conversations?(api: Api, ids: string[]): Promise<Map<string, Json>>;
	/** A conversation in the common shape. */
	toConversation(raw: Json): Conversation;
}

/**
 * A service's own list of messages, as the memory that all executions share: who spoke last is known there in every
 * process and after every crash. Collect, Get Unanswered and all that must not be overtaken is built on this value alone.
 */
export interface Inbox {
	/** The name of the service in items, e.g. `pact`. */
	service: string;
	/** The fields of a place but its conversation. */
	area: Fields;
	/** The fields of a place; what is left empty is that of the run. */
	where: Where;
	/** By version of the service's API. */
	versions: Record<string, Told>;
}

/** Gives a service its `inbox()`: every version is named, and its API known in it. */
export const inboxOf =
	<Apis>() =>
	<W extends Where>(
		inbox: Omit<Inbox, 'versions'> & { where: W; versions: { [V in keyof Apis]: Told<Apis[V]> } },
	): Inbox & { where: W; versions: Record<keyof Apis, Told> } =>
		inbox;

/** Whether an item says what was sent, or was not: it may have gone to somebody else than who started the run. */
export const isOfSend = ({ recipient, sent, skipped }: Json): boolean =>
	isRecord(recipient) || isRecord(sent) || skipped === true;

/** What stays empty is that of the message which started the run. */
export const ofTheRun = {
	from: ({ conversationId, lastMessage }: Json) => conversationId ?? recordOf(lastMessage).conversationId,
	isLast: isOfSend,
	placeholder: 'Of the message that started the run',
	advice:
		"Choose one, or leave it empty behind a trigger, 'Message: Collect' or 'Conversation: Get Unanswered' of the same service, whose items name it.",
};

/** Tells a conversation from every other of this process. */
export const nameOf = (service: string, { companyId, conversationId }: Place): string =>
	`${service} ${String(companyId)} ${conversationId.toLowerCase()}`;
