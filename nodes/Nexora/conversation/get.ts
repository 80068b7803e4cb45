import { path } from '../../shared/client';
import { operation } from '../api';
import { conversationId } from '../fields';
import { toConversation } from '../simplify';

export const get = operation({
	name: 'Get',
	action: 'Get a conversation',
	description: 'Get one conversation',
	fields: { conversationId },
	simplify: (raw) => toConversation(raw),
	run: async ({ api, fields }) => await api.get(path`/conversation/${fields.conversationId}`),
});
