import { choice, collection } from '../../shared/fields';
import { p2Operation } from '../api';
import { assigneeId, companyId, conversationId } from '../fields';

const updateFields = collection({
	displayName: 'Update Fields',
	button: 'Add Field',
	fields: {
		assigneeId,
		operationalState: choice({
			displayName: 'Operational State',
			description: 'Whether the conversation is worked on or put away',
			options: [
				{ name: 'Archived', value: 'archived' },
				{ name: 'Open', value: 'open' },
			],
			default: 'open',
		}),
		repliedState: choice({
			displayName: 'Replied State',
			description: 'Whether the customer counts as answered',
			options: [
				{ name: 'Replied', value: 'replied' },
				{ name: 'Unreplied', value: 'unreplied' },
			],
		}),
	},
});

export const update = p2Operation({
	name: 'Update',
	action: 'Update a conversation',
	description: 'Archive or reopen a conversation, mark it as replied, or assign it',
	fields: { companyId, conversationId, updateFields },
	simplify: (raw, _fields, api) => api.toConversation(raw),
	run: async ({ api, fields }) => {
		const { assigneeId: assignee, operationalState, repliedState } = fields.updateFields;
		return await api.updateConversation(fields, {
			operational_state: operationalState,
			replied_state: repliedState,
			assignee_id: assignee === '' ? null : assignee && Number(assignee),
		});
	},
});
