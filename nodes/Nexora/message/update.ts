import { path } from '../../shared/client';
import { collection } from '../../shared/fields';
import { operation } from '../api';
import { demandChanges, messageId, messageRole, messageText, messageType, sentiment } from '../fields';
import { toMessage } from '../simplify';

const updateFields = collection({
	displayName: 'Update Fields',
	button: 'Add Field',
	description: 'Servers so far keep the role as it is, whatever is sent',
	fields: { role: messageRole, sentiment, text: messageText, type: messageType },
});

export const update = operation({
	name: 'Update',
	action: 'Update a message',
	description: 'Change the words of a message',
	fields: { messageId, updateFields },
	simplify: (raw) => toMessage(raw),
	sequence: (fields) => fields.messageId,
	check: ({ updateFields: changes }) => demandChanges(changes),
	run: async ({ api, fields: { messageId: id, updateFields: changes } }) => {
		const place = path`/message/${id}`;
		const body = await api.generation.messageChanges(changes, async () => await api.get(place));
		// the answer does not repeat the id
		return { id, ...(await api.patch(place, body)) };
	},
});
