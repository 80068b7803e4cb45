import { path } from '../../kit';
import { inbox } from '../inbox';
import { operation } from '../operation';
import { toMessage } from '../simplify';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many messages',
	description: 'Get the messages of a conversation, newest first',
	fields: inbox.where,
	many: true,
	reads: true,
	simplify: toMessage,
	run: ({ api, fields, limit }) => api.list(path`/conversations/${fields.conversationId}/messages`, { limit }),
});
