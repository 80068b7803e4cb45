import { type Fields, list, type Values } from '../kit/fields';
import { type EventChoice, eventFields, type EventFields } from '../kit/trigger/fields';
import type { Json } from '../kit/json';
import type { Caller, Event, Feed, PollingTrigger, Received, Signature, WebhookTrigger } from '../kit/trigger/trigger';
import { type Conversation, type Message, spoken } from './message';

/** Something that happened in a conversation; what it does not tell keeps it out of no filter. */
export interface ConversationEvent extends Event {
	conversationId?: string | null;
	channelType?: string | null;
}

/** What tells a thing's event from every other: its id, or where it has none all that was said. */
export const keyOf = (what: string, id: string | null, body: Json): string =>
	id === null ? JSON.stringify(body) : `${what} ${id}`;

/** A new message as an event; whose it is must be known, or a workflow that answers could answer itself. */
export const newMessageEvent = (item: Message, body: Json): Received<ConversationEvent> =>
	item.direction === null ? 'ignored' : messageEvent(`${item.direction}Message`, keyOf('message', item.id, body), item);

/** Something that happened to a message. */
export const messageEvent = (name: string, key: string, item: Message): ConversationEvent => ({
	name,
	key,
	item: { ...item, ...spoken(item.service, item.conversationId, item.text) },
	files: item.attachments,
	conversationId: item.conversationId,
	channelType: item.channel.type,
	...(name === 'incomingMessage' && newsOf(item)),
});

/** Somebody may wait for what a customer writes. */
const newsOf = ({ conversationId, id }: Message): Pick<Event, 'news'> =>
	conversationId === null || id === null ? {} : { news: { of: conversationId, id } };

/** A conversation as an event. */
export const conversationEvent = (name: string, key: string, item: Conversation): ConversationEvent => ({
	name,
	key,
	item,
	conversationId: item.id,
	channelType: item.channel.type,
});

const filters = {
	channelTypes: list({
		displayName: 'Channel Types',
		description: 'Comma-separated list of the channels to listen to, e.g. whatsapp; all when empty',
		placeholder: 'e.g. whatsapp, telegram',
	}),
	conversationIds: list({
		displayName: 'Conversation IDs',
		description: 'Comma-separated list of the conversations to listen to; all when empty',
	}),
};

function passes(event: ConversationEvent, options: Values<EventFields>['options'] & Partial<Values<typeof filters>>) {
	const { channelTypes = [], conversationIds = [] } = options;
	const fits = (wanted: string[], value?: string | null) =>
		wanted.length === 0 || value === undefined || value === null || wanted.includes(value);
	return fits(channelTypes, event.channelType) && fits(conversationIds, event.conversationId);
}

/** The events every service has, and those it has beside them. */
type EventName = 'incomingMessage' | (string & {});

interface Triggering<F extends Fields, O extends Fields> {
	/** What it offers. */
	events: Array<EventChoice<EventName>>;
	/** The fields before Events. */
	fields?: F;
	/** The options beside those every trigger has. */
	options: O;
}

const fieldsOf = <F extends Fields, O extends Fields>({ events, fields, options }: Triggering<F, O>) => ({
	...fields,
	...eventFields(events, 'incomingMessage', { ...filters, ...options }),
});

/** Declares the trigger of a service that calls back. */
export const webhookTrigger = <F extends Fields, O extends Fields>(
	declared: Triggering<F, O> & {
		testsAddress: boolean;
		signature?: Signature<Values<F>>;
		callers: Record<string, Caller<never, F, ConversationEvent>>;
	},
): WebhookTrigger => ({
	kind: 'webhook',
	fields: fieldsOf(declared),
	passes,
	testsAddress: declared.testsAddress,
	signature: declared.signature,
	callers: declared.callers,
});

/** Declares the trigger of a service that has to be asked. */
export const pollingTrigger = <Api, O extends Fields>(
	declared: Triggering<Record<never, never>, O> & {
		feeds(
			api: Api,
			fields: Values<ReturnType<typeof fieldsOf<Record<never, never>, O>>>,
		): Record<string, Feed<ConversationEvent>>;
	},
): PollingTrigger => ({ kind: 'polling', fields: fieldsOf(declared), passes, feeds: declared.feeds });
