import { operation } from '../operation';
import { anyConversationId } from '../fields';
import { toMessage } from '../simplify';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many messages',
	description: 'Get the messages of a conversation or of all, newest first',
	fields: { conversationId: anyConversationId },
	many: true,
	reads: true,
	simplify: toMessage,
	run: ({ api, fields: { conversationId }, limit }) =>
		conversationId === '' ? api.list('/admin/message', {}, limit) : api.list('/message', { conversationId }, limit),
});
