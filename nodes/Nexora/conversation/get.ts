import { path } from '../../kit/client/request';
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
	run: async ({ api, fields }) => await api.get(path`/conversation/${fields.conversationId}`),
});
