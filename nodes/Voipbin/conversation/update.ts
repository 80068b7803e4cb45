import { changes, path, text } from '../../kit';
import { inbox } from '../inbox';
import { operation } from '../operation';
import { ownerId } from '../fields';
import { NOBODY, toConversation } from '../simplify';

const updateFields = changes({
	detail: text({ displayName: 'Detail', description: 'What colleagues shall know of the conversation', rows: 2 }),
	name: text({ displayName: 'Name', description: 'The name of the conversation' }),
	ownerId,
});

export const update = operation({
	name: 'Update',
	action: 'Update a conversation',
	description: 'Rename a conversation, describe it, or give it to an agent',
	fields: { ...inbox.where, updateFields },
	simplify: toConversation,
	sequence: (fields) => fields.conversationId.toLowerCase(),
	run: ({ api, fields: { conversationId: id, updateFields: changed } }) =>
		api.put(path`/conversations/${id}`, {
			name: changed.name,
			detail: changed.detail,
			owner_id: changed.ownerId === '' ? NOBODY : changed.ownerId,
		}),
});
