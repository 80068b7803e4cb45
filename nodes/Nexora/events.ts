import type { Found } from '../shared/poll';
import type { Json } from './generations/generation';
import { toConversation, toMessage } from './simplify';

/** The events a Nexora trigger offers. */
export const events = [
	{ name: 'Conversation Created', value: 'conversationNew', description: 'A conversation was opened' },
	{ name: 'Incoming Message', value: 'incomingMessage', description: 'A customer wrote' },
	{ name: 'Outgoing Message', value: 'outgoingMessage', description: 'The bot, a person or a workflow wrote' },
];

const timeOf = ({ createdAt }: Json) => Date.parse(String(createdAt)) || 0;

/** A new conversation as an event. */
export function conversationEvent(raw: Json): Found {
	const item = toConversation(raw);
	return {
		name: 'conversationNew',
		key: String(raw.id),
		item,
		conversationId: item.id,
		channelType: item.channel.type,
		at: timeOf(raw),
		raw,
	};
}

/** A new message as an event; its row does not tell the channel, which its conversation does. */
export function messageEvent(raw: Json, customerRoles?: readonly string[], conversation?: Json): Found {
	const item = toMessage(raw, conversation, customerRoles);
	return {
		name: item.direction === 'incoming' ? 'incomingMessage' : 'outgoingMessage',
		key: String(raw.id),
		item,
		conversationId: item.conversationId,
		channelType: item.channel.type,
		at: timeOf(raw),
		raw,
	};
}
