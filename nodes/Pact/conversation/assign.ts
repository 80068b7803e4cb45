import { operation } from '../api';
import { assigneeId, companyId, conversationId } from '../fields';

export const assign = operation({
	name: 'Assign',
	action: 'Assign a conversation',
	description: 'Give a conversation to a user, or to nobody',
	fields: { companyId, conversationId, assigneeId },
	simplify: (raw, _fields, api) => api.toConversation(raw),
	run: async ({ api, fields }) => await api.assign(fields, fields.assigneeId),
});
