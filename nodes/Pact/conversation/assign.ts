import { path } from '../../kit';
import { inbox } from '../inbox';
import { updateConversation } from '../p2/conversations';
import { operation } from '../operation';
import { toConversation } from '../shapes';
import { assigneeId } from '../fields';

const numberOrNobody = (id: string) => (id === '' ? null : Number(id));

export const assign = operation({
	name: 'Assign',
	action: 'Assign a conversation',
	description: 'Give a conversation to a user, or to nobody',
	fields: { ...inbox.where, assigneeId },
	simplify: toConversation,
	sequence: (fields) => fields.conversationId,
	run: {
		p1: async ({ api, fields }) => {
			const route = path`/companies/${fields.companyId}/conversations/${fields.conversationId}/assign`;
			const answer = await api.put(route, { assignee_id: numberOrNobody(fields.assigneeId) });
			return answer.conversation;
		},
		p2: ({ api, fields }) => updateConversation(api, fields, { assignee_id: numberOrNobody(fields.assigneeId) }),
	},
});
