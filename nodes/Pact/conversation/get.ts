import { path } from '../../shared/client';
import { operation } from '../api';
import { companyId, conversationId } from '../fields';
import { toConversation } from '../simplify';

export const get = operation({
	name: 'Get',
	action: 'Get a conversation',
	description: 'Get one conversation',
	fields: { companyId, conversationId },
	simplify: toConversation,
	run: async ({ api, fields }) => {
		const data = await api.get(path`/companies/${fields.companyId}/conversations/${fields.conversationId}`);
		return data.conversation;
	},
});
