import { isRecord, recordOf, textOrNull, timeOrNull } from '../../shared/message';
import type { Event, Received } from '../../shared/trigger';
import type { Json } from '../api';
import { toConversation, toMessage } from './simplify';

function messageEvent(object: Json, happened: string, body: Json): Event {
	const item = toMessage(happened === 'delete' ? { ...object, deleted: true } : object);
	const created = item.direction === 'outgoing' ? 'outgoingMessage' : 'incomingMessage';
	return {
		name: happened === 'create' ? created : 'messageStatus',
		// every later event of a message differs in its body
		key: happened === 'create' ? `message ${item.id}` : JSON.stringify(body),
		item,
		conversationId: item.conversationId,
		channelType: item.channel.type,
	};
}

function conversationEvent(object: Json, happened: string, body: Json): Event {
	const shape = toConversation(object);
	const item = happened === 'delete' ? { ...shape, status: 'deleted' } : shape;
	return {
		name: happened === 'create' ? 'conversationNew' : 'conversationUpdated',
		key: happened === 'create' ? `conversation ${item.id}` : JSON.stringify(body),
		item,
		conversationId: item.id,
		channelType: item.channel.type,
	};
}

/** A channel that is connected, lost or deleted, or that shows what connects it: a QR code, a code, a web address. */
function channelEvent(object: Json, happened: string, body: Json): Event {
	const qrCode = textOrNull(object.qr);
	const item = {
		service: 'pact',
		channel: { id: textOrNull(object.id), type: textOrNull(object.provider) },
		status: happened === 'delete' ? 'deleted' : qrCode ? 'qr_code' : textOrNull(object.state),
		severity: null,
		qrCode,
		code: textOrNull(object.code),
		loginUrl: textOrNull(object.oauth_provider_url),
		createdAt: timeOrNull(object.updated_at ?? object.created_at),
	};
	return { name: 'channelState', key: JSON.stringify(body), item, channelType: item.channel.type };
}

const HAPPENED = ['create', 'update', 'delete'];

/** What a body of p2 means (pact.md 1.7). Types of the future, the test ping and p1's events are ignored. */
export function understand(body: Json): Received {
	const { type, event } = body;
	if (body.source === 'pact.im' && body.operation === 'test') return 'ignored';
	if (typeof type !== 'string') return 'invalid';
	const happened = String(event);
	// some events come without an object, and p1 tells what happened in `data`
	if (!isRecord(body.object) || !HAPPENED.includes(happened)) return 'ignored';
	const object = recordOf(body.object);
	if (type === 'message') return messageEvent(object, happened, body);
	if (type === 'conversation') return conversationEvent(object, happened, body);
	return type === 'auth' ? channelEvent(object, happened, body) : 'ignored';
}
