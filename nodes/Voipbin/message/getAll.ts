import { inOrder, sortDirection } from '../../conversations';
import { path } from '../../kit';
import { operation } from '../operation';
import { conversationId } from '../fields';
import { toMessage } from '../simplify';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many messages',
	description: 'Get the newest messages of a conversation, or all of them',
	fields: { conversationId },
	options: { sortDirection },
	many: true,
	reads: true,
	simplify: toMessage,
	run: ({ api, fields, options, limit }) =>
		inOrder(api.list(path`/conversations/${fields.conversationId}/messages`, { limit }), limit, options.sortDirection),
});
