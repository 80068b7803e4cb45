import { changes, choice } from '../../kit';
import { inbox } from '../inbox';
import { updateConversation } from '../p2/conversations';
import { operation } from '../operation';
import { toConversation } from '../shapes';
import { assigneeId } from '../fields';

const updateFields = changes({
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
		default: 'replied',
	}),
});

export const update = operation({
	name: 'Update',
	action: 'Update a conversation',
	description: 'Archive or reopen a conversation, mark it as replied, or assign it',
	fields: { ...inbox.where, updateFields },
	simplify: toConversation,
	sequence: (fields) => fields.conversationId,
	run: {
		p1: undefined,
		p2: async ({ api, fields }) => {
			const { assigneeId: assignee, operationalState, repliedState } = fields.updateFields;
			return await updateConversation(api, fields, {
				operational_state: operationalState,
				replied_state: repliedState,
				assignee_id: assignee === '' ? null : assignee && Number(assignee),
			});
		},
	},
});
