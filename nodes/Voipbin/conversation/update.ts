import { path } from '../../shared/client';
import { collection, InputError, text } from '../../shared/fields';
import { operation } from '../api';
import { conversationId, ownerId } from '../fields';
import { NOBODY, toConversation } from '../simplify';

const updateFields = collection({
	displayName: 'Update Fields',
	button: 'Add Field',
	fields: {
		detail: text({ displayName: 'Detail', description: 'What colleagues shall know of the conversation', rows: 2 }),
		name: text({ displayName: 'Name', description: 'The name of the conversation' }),
		ownerId,
	},
});

export const update = operation({
	name: 'Update',
	action: 'Update a conversation',
	description: 'Rename a conversation, describe it, or give it to an agent',
	fields: { conversationId, updateFields },
	simplify: toConversation,
	check({ updateFields: changes }) {
		if (Object.keys(changes).length > 0) return;
		throw new InputError('There is nothing to update', "Add what shall change under 'Update Fields'.");
	},
	run: async ({ api, fields: { conversationId: id, updateFields: changes } }) =>
		await api.put(path`/conversations/${id}`, {
			name: changes.name,
			detail: changes.detail,
			owner_id: changes.ownerId === '' ? NOBODY : changes.ownerId,
		}),
});
