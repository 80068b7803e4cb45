import { path } from '../../kit';
import { inbox } from '../inbox';
import { conversationOf } from '../p2/conversations';
import { operation } from '../operation';
import { toConversation } from '../shapes';

export const get = operation({
	name: 'Get',
	action: 'Get a conversation',
	description: 'Get one conversation',
	fields: inbox.where,
	reads: true,
	simplify: toConversation,
	run: {
		p1: async ({ api, fields }) => {
			const answer = await api.get(path`/companies/${fields.companyId}/conversations/${fields.conversationId}`);
			return answer.conversation;
		},
		p2: ({ api, fields }) => conversationOf(api, fields),
	},
});
