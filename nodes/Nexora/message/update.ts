import { changes, given, type Json, path, recordOf, textOrNull } from '../../kit';
import type { NexoraApi } from '../api';
import { operation } from '../operation';
import { messageId, messageRole, messageText, messageType, sentiment } from '../fields';
import { toMessage } from '../simplify';
import { hintOfKept } from '../kept';
import { demandStorable, SENTIMENT } from './content';

const updateFields = changes(
	{ role: messageRole, sentiment, text: messageText, type: messageType },
	'Servers so far keep the role as it is, whatever is sent',
);

/** The server takes no change of a message without all of it: what does not change is taken from the row before. */
function whole({ message, type, sentiment: mood }: Json, { text, ...changed }: Json): Json {
	const content = recordOf(message);
	return {
		type,
		sentiment: textOrNull(mood) ?? SENTIMENT,
		...changed,
		message: { ...content, text: text ?? content.text, type: changed.type ?? content.type },
	};
}

/** The answer with what it does not repeat, and with the role as it is: servers keep it, and repeat the one that was sent. */
function settled(
	api: NexoraApi,
	{ id, createdAt, role }: Json,
	answer: Json,
	wanted: Json,
	hint: (text: string) => void,
) {
	if (wanted.role === undefined) return given({ ...answer, id, createdAt });
	hintOfKept(api, hint, { role: wanted.role }, { role });
	return given({ ...answer, id, createdAt, role });
}

export const update = operation({
	name: 'Update',
	action: 'Update a message',
	description: 'Change the words of a message',
	fields: { messageId, updateFields },
	simplify: toMessage,
	sequence: (fields) => fields.messageId,
	check: ({ updateFields: { text: words = '' } }, _options, { version }) => demandStorable(words, version),
	run: {
		current: async ({ api, fields: { messageId: id, updateFields: changed }, hint }) => {
			const place = path`/message/${id}`;
			const before = await api.get(place);
			const answer = await api.patch(place, whole(before, changed));
			return settled(api, { ...before, id }, answer, changed, hint);
		},
		document: async ({ api, fields: { messageId: id, updateFields: changed }, hint }) => {
			const place = path`/message/${id}`;
			const { text: message, type, role } = changed;
			const before = role === undefined ? {} : await api.get(place);
			const answer = await api.patch(place, { message, type, role });
			return settled(api, { ...before, id }, answer, changed, hint);
		},
	},
});
