import { path } from '../../shared/client';
import { collection } from '../../shared/fields';
import { operation } from '../api';
import { botId, conversationId, demandChanges, humanHandle, integrationType, room, sender } from '../fields';
import { toConversation } from '../simplify';

const updateFields = collection({
	displayName: 'Update Fields',
	button: 'Add Field',
	description: 'Servers so far keep the bot and the integration type as they are, whatever is sent',
	fields: { botId, humanHandle, integrationType, room, sender },
});

export const update = operation({
	name: 'Update',
	action: 'Update a conversation',
	description: 'Change a conversation, or hand it over to a person or the bot',
	fields: { conversationId, updateFields },
	simplify: (raw) => toConversation(raw),
	sequence: (fields) => fields.conversationId,
	check: ({ updateFields: changes }) => demandChanges(changes),
	run: async ({ api, fields: { conversationId: id, updateFields: changes } }) => {
		const place = path`/conversation/${id}`;
		const body = await api.generation.conversationChanges(changes, async () => await api.get(place));
		// the answer does not repeat the id
		return { id, ...(await api.patch(place, body)) };
	},
});
