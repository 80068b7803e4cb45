import { path, text } from '../../kit';
import { operation } from '../operation';
import { companyId, conversationId } from '../fields';

const note = text({
	displayName: 'Note',
	description: 'What colleagues shall know; the customer does not see it',
	placeholder: 'e.g. Asked for a callback on Monday',
	required: true,
	rows: 3,
});

export const addNote = operation({
	name: 'Add Note',
	action: 'Add a note to a conversation',
	description: 'Write a note about the customer',
	fields: { companyId, conversationId, note },
	sequence: (fields) => fields.conversationId,
	run: {
		p1: ({ api, fields }) =>
			api.put(path`/companies/${fields.companyId}/conversations/${fields.conversationId}/note`, {
				note: fields.note,
			}),
		p2: undefined,
	},
});
