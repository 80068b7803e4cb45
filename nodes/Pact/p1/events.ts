import {
	conversationEvent,
	type ConversationEvent,
	keyOf,
	type Message,
	messageEvent,
	newMessageEvent,
} from '../../conversations';
import { isRecord, type Json, type Received, recordOf, textOrNull, timeOrNull } from '../../kit';
import { phoneOf, toConversation, toMessage } from './simplify';

/** A message in a group comes from one of its members, whom it names by number. */
function inGroup(event: Received<ConversationEvent>, member?: unknown): Received<ConversationEvent> {
	if (typeof event === 'string') return event;
	const id = textOrNull(member);
	const { direction } = event.item as Message;
	const sender = direction === 'incoming' && { sender: { id, name: null, phone: phoneOf(event.channelType, id) } };
	return { ...event, item: { ...event.item, ...sender, group: true } };
}

function statusEvent(data: Json, body: Json): ConversationEvent {
	const item = toMessage({ ...data, created_at: data.timestamp });
	const what = `ack ${item.status} ${String(data.participant)}`;
	return messageEvent('messageStatus', keyOf(what, item.id, body), item);
}

function aboutConversation(name: string, data: Json, body: Json): ConversationEvent {
	const item = toConversation({ ...data, external_id: data.external_id ?? data.conversation_id });
	return conversationEvent(name, JSON.stringify(body), item);
}

function jobEvent(data: Json, body: Json): ConversationEvent {
	const item = {
		id: textOrNull(data.id),
		service: 'pact',
		messageId: textOrNull(data.message_id),
		status: textOrNull(data.result)?.toLowerCase().replace(' ', '_') ?? null,
		reason: textOrNull(data.reason),
		createdAt: timeOrNull(data.date),
	};
	return { name: 'jobFinished', key: keyOf('job', item.id, body), item };
}

function channelEvent(status: string | null, channelId: unknown, data: Json, body: Json): ConversationEvent {
	const item = {
		service: 'pact',
		channel: { id: textOrNull(channelId), type: null },
		status,
		severity: textOrNull(body.severity),
		qrCode: textOrNull(body.data),
		createdAt: timeOrNull(data.date_timestamp ?? data.timestamp ?? data.date),
	};
	return { name: 'channelState', key: JSON.stringify(body), item };
}

/** What a body of p1 means (pact.md 1.5). Types of the future, the test ping and p2's events are ignored. */
export function understand(body: Json): Received<ConversationEvent> {
	const { type, event } = body;
	if (body.source === 'pact.im' && body.operation === 'test') return 'ping';
	if (typeof type !== 'string') return 'invalid';
	const data = recordOf(body.data);
	if (type === 'qr_code') return channelEvent('qr_code', body.channel_id, {}, body);
	if (type === 'system') return channelEvent(textOrNull(data.message), recordOf(data.details).entity_id, data, body);
	// p2 tells what happened in `object`
	if (!isRecord(body.data)) return 'object' in body ? 'ignored' : 'invalid';
	switch (`${type} ${String(event)}`) {
		case 'message new':
			return newMessageEvent(toMessage(data), body);
		case 'group_message new':
			return inGroup(newMessageEvent(toMessage(data), body), data.external_public_id);
		case 'message ack':
			return statusEvent(data, body);
		case 'group_message ack':
			return inGroup(statusEvent(data, body));
		case 'conversation new':
		case 'group_conversation new':
			return aboutConversation('conversationNew', data, body);
		case 'conversation update':
		case 'group_conversation_contact new':
			return aboutConversation('conversationUpdated', data, body);
		case 'job executed':
			return jobEvent(data, body);
		default:
			return 'ignored';
	}
}
