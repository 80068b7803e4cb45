import { path } from '../../kit';
import { operation } from '../operation';
import { conversationId } from '../fields';
import { toConversation } from '../simplify';

export const get = operation({
	name: 'Get',
	action: 'Get a conversation',
	description: 'Get one conversation',
	fields: { conversationId },
	reads: true,
	simplify: toConversation,
	run: ({ api, fields }) => api.get(path`/conversations/${fields.conversationId}`),
});
