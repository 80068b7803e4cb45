import { isRecord, recordOf, textOrNull, timeOrNull } from '../../shared/message';
import type { Event, Received } from '../../shared/trigger';
import { toConversation, toMessage } from './simplify';

type Json = Record<string, unknown>;

function messageEvent(data: Json): Event {
	const item = toMessage(data);
	const name = item.direction === 'outgoing' ? 'outgoingMessage' : 'incomingMessage';
	return { name, key: `message ${item.id}`, item, conversationId: item.conversationId, channelType: item.channel.type };
}

function statusEvent(data: Json): Event {
	const item = toMessage({ ...data, created_at: data.timestamp });
	const key = `ack ${item.id} ${item.status} ${String(data.participant)}`;
	return { name: 'messageStatus', key, item, conversationId: item.conversationId, channelType: item.channel.type };
}

function conversationEvent(name: string, data: Json, body: Json): Event {
	const item = toConversation({ ...data, external_id: data.external_id ?? data.conversation_id });
	return { name, key: JSON.stringify(body), item, conversationId: item.id, channelType: item.channel.type };
}

function jobEvent(data: Json): Event {
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

function channelEvent(status: string | null, channelId: unknown, data: Json, body: Json): Event {
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
export function understand(body: Json): Received {
	const { type, event } = body;
	if (body.source === 'pact.im' && body.operation === 'test') return 'ignored';
	if (typeof type !== 'string') return 'invalid';
	const data = recordOf(body.data);
	if (type === 'qr_code') return channelEvent('qr_code', body.channel_id, {}, body);
	if (type === 'system') return channelEvent(textOrNull(data.message), recordOf(data.details).entity_id, data, body);
	// p2 tells what happened in `object`
	if (!isRecord(body.data)) return 'object' in body ? 'ignored' : 'invalid';
	switch (`${type} ${String(event)}`) {
		case 'message new':
		case 'group_message new':
			return messageEvent(data);
		case 'message ack':
		case 'group_message ack':
			return statusEvent(data);
		case 'conversation new':
		case 'group_conversation new':
			return conversationEvent('conversationNew', data, body);
		case 'conversation update':
		case 'group_conversation_contact new':
			return conversationEvent('conversationUpdated', data, body);
		case 'job executed':
			return jobEvent(data);
		default:
			return 'ignored';
	}
}
