import { changes, type Json, path, recordOf, textOrNull } from '../../kit';
import type { NexoraApi } from '../api';
import { operation } from '../operation';
import { messageId, messageRole, messageText, messageType, sentiment } from '../fields';
import { toMessage } from '../simplify';
import { demandFits, SENTIMENT } from './content';

const updateFields = changes(
	{ role: messageRole, sentiment, text: messageText, type: messageType },
	'Servers so far keep the role as it is, whatever is sent',
);

/** The server takes no change of a message without all of it: what does not change is read first. */
async function whole(api: NexoraApi, place: string, { text, ...changed }: Json): Promise<Json> {
	const { message, type, sentiment: mood } = await api.get(place);
	const content = recordOf(message);
	return {
		type,
		sentiment: textOrNull(mood) ?? SENTIMENT,
		...changed,
		message: { ...content, text: text ?? content.text, type: changed.type ?? content.type },
	};
}

export const update = operation({
	name: 'Update',
	action: 'Update a message',
	description: 'Change the words of a message',
	fields: { messageId, updateFields },
	simplify: toMessage,
	sequence: (fields) => fields.messageId,
	// the answers do not repeat the id
	run: {
		current: async ({ api, fields: { messageId: id, updateFields: changed } }) => {
			const place = path`/message/${id}`;
			return { id, ...(await api.patch(place, await whole(api, place, changed))) };
		},
		document: async ({ api, fields: { messageId: id, updateFields: changed } }) => {
			demandFits(changed.text);
			const { text: message, type, role } = changed;
			return { id, ...(await api.patch(path`/message/${id}`, { message, type, role })) };
		},
	},
});
