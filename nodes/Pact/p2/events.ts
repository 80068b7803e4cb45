import { conversationEvent, type ConversationEvent, keyOf, messageEvent, newMessageEvent } from '../../conversations';
import { isRecord, type Json, type Received, recordOf, recordsOf, textOrNull, timeOrNull } from '../../kit';
import { toConversation, toMessage } from './simplify';

// Every event of a thing but its first differs in its body

function aboutMessage(object: Json, happened: string, body: Json): Received<ConversationEvent> {
	const message = toMessage(happened === 'delete' ? { ...object, deleted: true } : object);
	const item = { ...message, ...(recordOf(object.conversation).group === true && { group: true }) };
	return happened === 'create'
		? newMessageEvent(item, body)
		: messageEvent('messageStatus', JSON.stringify(body), item);
}

function aboutConversation(object: Json, happened: string, body: Json): ConversationEvent {
	const shape = toConversation(object);
	const item = happened === 'delete' ? { ...shape, status: 'deleted' } : shape;
	const name = happened === 'create' ? 'conversationNew' : 'conversationUpdated';
	const key = happened === 'create' ? keyOf('conversation', item.id, body) : JSON.stringify(body);
	return conversationEvent(name, key, item);
}

/** A page or group that can be connected, each by a web address of its own. */
const page = (raw: Json) => ({
	id: textOrNull(raw.external_id),
	name: textOrNull(raw.name),
	enabled: raw.enabled === true,
	loginUrl: textOrNull(raw.oauth_provider_url),
});

/** A channel that is connected, lost or deleted, or that shows what connects it: a QR code, a code, a web address. */
function channelEvent(object: Json, happened: string, body: Json): ConversationEvent {
	const qrCode = textOrNull(object.qr);
	const item = {
		service: 'pact',
		channel: { id: textOrNull(object.id), type: textOrNull(object.provider) },
		status: happened === 'delete' ? 'deleted' : qrCode ? 'qr_code' : textOrNull(object.state),
		severity: null,
		qrCode,
		code: textOrNull(object.code),
		loginUrl: textOrNull(object.oauth_provider_url),
		pages: recordsOf(object.pages).map(page),
		createdAt: timeOrNull(object.updated_at ?? object.created_at),
	};
	return { name: 'channelState', key: JSON.stringify(body), item, channelType: item.channel.type };
}

const HAPPENED = ['create', 'update', 'delete'];

/** What a body of p2 means (pact.md 1.7). Types of the future, the test ping and p1's events are ignored. */
export function understand(body: Json): Received<ConversationEvent> {
	const { type, event } = body;
	if (body.source === 'pact.im' && body.operation === 'test') return 'ping';
	if (typeof type !== 'string') return 'invalid';
	const happened = String(event);
	// some events come without an object, and p1 tells what happened in `data`
	if (!isRecord(body.object) || !HAPPENED.includes(happened)) return 'ignored';
	const object = recordOf(body.object);
	if (type === 'message') return aboutMessage(object, happened, body);
	if (type === 'conversation') return aboutConversation(object, happened, body);
	return type === 'auth' ? channelEvent(object, happened, body) : 'ignored';
}
