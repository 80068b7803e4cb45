import { operation } from '../api';
import { companyId, conversationId } from '../fields';

export const get = operation({
	name: 'Get',
	action: 'Get a conversation',
	description: 'Get one conversation',
	fields: { companyId, conversationId },
	simplify: (raw, _fields, api) => api.toConversation(raw),
	run: async ({ api, fields }) => await api.conversation(fields),
});
