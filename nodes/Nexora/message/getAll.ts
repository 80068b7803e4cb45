import { inOrder, sortDirection } from '../../conversations';
import { operation } from '../operation';
import { anyConversationId } from '../fields';
import { toMessage } from '../simplify';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many messages',
	description: 'Get the newest messages of a conversation or of all, or all of them',
	fields: { conversationId: anyConversationId },
	options: { sortDirection },
	many: true,
	reads: true,
	simplify: toMessage,
	run: ({ api, fields: { conversationId }, options, limit }) =>
		inOrder(
			conversationId === '' ? api.list('/admin/message', {}, limit) : api.list('/message', { conversationId }, limit),
			limit,
			options.sortDirection,
		),
});
