import { path, text } from '../../kit';
import { inbox } from '../inbox';
import { operation } from '../operation';

const note = text({
	displayName: 'Note',
	description: 'What colleagues should know; the customer does not see it',
	placeholder: 'e.g. Asked for a callback on Monday',
	required: true,
	rows: 3,
});

export const addNote = operation({
	name: 'Add Note',
	action: 'Add a note to a conversation',
	description: 'Write a note about the customer',
	fields: { ...inbox.where, note },
	sequence: (fields) => fields.conversationId,
	run: {
		p1: ({ api, fields }) =>
			api.put(path`/companies/${fields.companyId}/conversations/${fields.conversationId}/note`, {
				note: fields.note,
			}),
		p2: undefined,
	},
});
