import { path } from '../../kit';
import { operation } from '../operation';
import { conversationId } from '../fields';
import { toConversation } from '../simplify';

export const unassign = operation({
	name: 'Unassign',
	action: 'Unassign a conversation',
	description: 'Take a conversation from its agent, so that nobody owns it',
	fields: { conversationId },
	simplify: toConversation,
	run: ({ api, fields }) => api.post(path`/conversations/${fields.conversationId}/unassign`),
});
