import { inOrder, sortDirection } from '../../conversations';
import { type Json, take } from '../../kit';
import { operation } from '../operation';
import { anyConversationId } from '../fields';
import { toMessage } from '../simplify';

const createdAt = (row: Json) => Date.parse(String(row.createdAt)) || 0;

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many messages',
	description: 'Get the newest messages of a conversation or of all, or all of them',
	fields: { conversationId: anyConversationId },
	options: { sortDirection },
	many: true,
	reads: true,
	simplify: toMessage,
	run: async ({ api, fields: { conversationId }, options, limit }) => {
		const found =
			conversationId === '' ? api.list('/admin/message', {}, limit) : api.list('/message', { conversationId }, limit);
		// what arrives between two requests stands first in the later one
		const newestFirst = (await take(found, limit)).sort((one, other) => createdAt(other) - createdAt(one));
		return inOrder(newestFirst, limit, options.sortDirection);
	},
});
