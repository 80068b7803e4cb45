import { path } from '../../kit';
import { operation } from '../operation';
import { conversationId } from '../fields';
import { toMessage } from '../simplify';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many messages',
	description: 'Get the messages of a conversation, newest first',
	fields: { conversationId },
	many: true,
	reads: true,
	simplify: toMessage,
	run: ({ api, fields, limit }) => api.list(path`/conversations/${fields.conversationId}/messages`, { limit }),
});
