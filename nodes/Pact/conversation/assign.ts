import { path } from '../../shared/client';
import { operation } from '../api';
import { assigneeId, companyId, conversationId } from '../fields';

export const assign = operation({
	name: 'Assign',
	action: 'Assign a conversation',
	description: 'Give a conversation to a user, or to nobody',
	fields: { companyId, conversationId, assigneeId },
	run: async ({ api, fields }) => {
		const assignee = fields.assigneeId === '' ? null : Number(fields.assigneeId);
		const data = await api.put(path`/companies/${fields.companyId}/conversations/${fields.conversationId}/assign`, {
			assignee_id: assignee,
		});
		return data.conversation;
	},
});
