import { path } from '../../kit';
import { inbox } from '../inbox';
import { operation } from '../operation';
import { toConversation } from '../simplify';

export const get = operation({
	name: 'Get',
	action: 'Get a conversation',
	description: 'Get one conversation',
	fields: inbox.where,
	reads: true,
	simplify: toConversation,
	run: ({ api, fields }) => api.get(path`/conversations/${fields.conversationId}`),
});
