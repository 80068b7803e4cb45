import { conversationEvent, type ConversationEvent, messageEvent } from '../../conversations';
import { isRecord, type Json, type Received, recordOf, textOrNull, timeOrNull } from '../../kit';
import { toConversation, toMessage } from './simplify';

function newMessage(data: Json): ConversationEvent {
	const item = toMessage(data);
	const name = item.direction === 'outgoing' ? 'outgoingMessage' : 'incomingMessage';
	return messageEvent(name, `message ${item.id}`, item);
}

function statusEvent(data: Json): ConversationEvent {
	const item = toMessage({ ...data, created_at: data.timestamp });
	return messageEvent('messageStatus', `ack ${item.id} ${item.status} ${String(data.participant)}`, item);
}

function aboutConversation(name: string, data: Json, body: Json): ConversationEvent {
	const item = toConversation({ ...data, external_id: data.external_id ?? data.conversation_id });
	return conversationEvent(name, JSON.stringify(body), item);
}

function jobEvent(data: Json): ConversationEvent {
	const item = {
		id: textOrNull(data.id),
		service: 'pact',
		messageId: textOrNull(data.message_id),
		status: textOrNull(data.result)?.toLowerCase().replace(' ', '_') ?? null,
		reason: textOrNull(data.reason),
		createdAt: timeOrNull(data.date),
	};
	return { name: 'jobFinished', key: `job ${item.id}`, item };
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
		case 'group_message new':
			return newMessage(data);
		case 'message ack':
		case 'group_message ack':
			return statusEvent(data);
		case 'conversation new':
		case 'group_conversation new':
			return aboutConversation('conversationNew', data, body);
		case 'conversation update':
		case 'group_conversation_contact new':
			return aboutConversation('conversationUpdated', data, body);
		case 'job executed':
			return jobEvent(data);
		default:
			return 'ignored';
	}
}
