import { inOrder, sortDirection } from '../../conversations';
import { path } from '../../kit';
import { inbox } from '../inbox';
import { operation } from '../operation';
import { toMessage } from '../simplify';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many messages',
	description: 'Get the newest messages of a conversation, or all of them',
	fields: inbox.where,
	options: { sortDirection },
	many: true,
	reads: true,
	simplify: toMessage,
	run: ({ api, fields, options, limit }) =>
		inOrder(api.list(path`/conversations/${fields.conversationId}/messages`, { limit }), limit, options.sortDirection),
});
