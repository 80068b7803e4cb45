import { conversationEvent, type ConversationEvent, messageEvent } from '../conversations';
import type { Found, Json } from '../kit';
import { messageIn, toConversation } from './simplify';

/** The events a Nexora trigger offers, in the order of use. */
export const events = [
	{ name: 'Incoming Message', value: 'incomingMessage', description: 'A customer wrote' },
	{ name: 'Outgoing Message', value: 'outgoingMessage', description: 'The bot, a person or a workflow wrote' },
	{ name: 'Conversation Created', value: 'conversationNew', description: 'A conversation was opened' },
];

const timeOf = ({ createdAt }: Json) => Date.parse(String(createdAt)) || 0;

/** A new conversation as an event. */
export const newConversation = (raw: Json): Found<ConversationEvent> => ({
	...conversationEvent('conversationNew', String(raw.id), toConversation(raw)),
	at: timeOf(raw),
	raw,
});

/** A new message as an event; its row does not tell the channel, which its conversation does. */
export function newMessage(
	raw: Json,
	customerRoles?: readonly string[],
	conversation: Json = {},
): Found<ConversationEvent> {
	const item = messageIn(conversation, raw, customerRoles);
	const name = item.direction === 'incoming' ? 'incomingMessage' : 'outgoingMessage';
	return { ...messageEvent(name, String(raw.id), item), at: timeOf(raw), raw };
}
