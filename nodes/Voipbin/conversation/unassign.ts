import { path } from '../../kit';
import { inbox } from '../inbox';
import { operation } from '../operation';
import { toConversation } from '../simplify';

export const unassign = operation({
	name: 'Unassign',
	action: 'Unassign a conversation',
	description: 'Take a conversation away from its agent, so that nobody owns it',
	fields: inbox.where,
	simplify: toConversation,
	run: ({ api, fields }) => api.post(path`/conversations/${fields.conversationId}/unassign`),
});
