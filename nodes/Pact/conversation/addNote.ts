import { path } from '../../shared/client';
import { text } from '../../shared/fields';
import { p1Operation } from '../api';
import { companyId, conversationId } from '../fields';

const note = text({
	displayName: 'Note',
	description: 'What colleagues shall know; the customer does not see it',
	placeholder: 'e.g. Asked for a callback on Monday',
	required: true,
	rows: 3,
});

export const addNote = p1Operation({
	name: 'Add Note',
	action: 'Add a note to a conversation',
	description: 'Write a note about the customer',
	fields: { companyId, conversationId, note },
	run: async ({ api, fields }) =>
		await api.put(path`/companies/${fields.companyId}/conversations/${fields.conversationId}/note`, {
			note: fields.note,
		}),
});
