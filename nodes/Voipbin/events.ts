import { conversationEvent, type ConversationEvent, messageEvent, newMessageEvent } from '../conversations';
import { isRecord, type Json, type Received, textOrNull, timeOrNull } from '../kit';
import { toConversation, toMessage, withoutSecret } from './simplify';

/** The events a VoIPbin trigger offers, in the order of use. */
export const events = [
	{ name: 'Incoming Message', value: 'incomingMessage', description: 'A customer wrote' },
	{ name: 'Outgoing Message', value: 'outgoingMessage', description: 'The business wrote' },
	{ name: 'Message Updated', value: 'messageUpdated', description: 'A message was delivered or failed' },
	{ name: 'Message Deleted', value: 'messageDeleted', description: 'A message was deleted' },
	{ name: 'Conversation Created', value: 'conversationNew', description: 'A customer wrote for the first time' },
	{
		name: 'Conversation Updated',
		value: 'conversationUpdated',
		description: 'A conversation was renamed or given to another agent',
	},
	{ name: 'Account', value: 'account', description: 'An account was created, changed or deleted' },
];

/** What an account is for; billing has accounts too, and tells of them by the same names. */
const MESSENGERS = ['line', 'sms', 'whatsapp'];

function accountEvent(action: string, data: Json, body: Json): Received<ConversationEvent> {
	if (!MESSENGERS.includes(String(data.type))) return 'ignored';
	const item = {
		id: textOrNull(data.id),
		service: 'voipbin',
		action,
		name: textOrNull(data.name),
		channel: { id: textOrNull(data.id), type: textOrNull(data.type) },
		createdAt: timeOrNull(data.tm_create),
	};
	const raw = { ...body, data: withoutSecret(data) };
	return { name: 'account', key: JSON.stringify(raw), item, raw };
}

/**
 * What a body means (voipbin.md 2.5). A text message or web chat is told twice, by `conversation_message_created` and
 * by an event of its own: that one is ignored, as is everything that is no conversation.
 */
export function understand(body: Json): Received<ConversationEvent> {
	const { type, data } = body;
	if (typeof type !== 'string' || !isRecord(data)) return 'invalid';
	switch (type) {
		case 'conversation_message_created':
			return newMessageEvent(toMessage(data), body);
		// nothing but the body tells one update from the next
		case 'conversation_message_updated':
			return messageEvent('messageUpdated', JSON.stringify(body), toMessage(data));
		case 'conversation_message_deleted':
			return messageEvent('messageDeleted', JSON.stringify(body), toMessage(data));
		case 'conversation_created':
			return conversationEvent('conversationNew', JSON.stringify(body), toConversation(data));
		case 'conversation_updated':
			return conversationEvent('conversationUpdated', JSON.stringify(body), toConversation(data));
		case 'account_created':
		case 'account_updated':
		case 'account_deleted':
			return accountEvent(type.replace('account_', ''), data, body);
		default:
			return 'ignored';
	}
}
