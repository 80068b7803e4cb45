import { changes, InputError, type Json, path, textOrNull } from '../../kit';
import type { NexoraApi } from '../api';
import { operation } from '../operation';
import { botId, conversationId, humanHandle, integrationType, room, sender } from '../fields';
import { toConversation } from '../simplify';

const updateFields = changes(
	{ botId, humanHandle, integrationType, room, sender },
	'Servers so far keep the bot and the integration type as they are, whatever is sent',
);

/** Nexora takes no change of a conversation without these three: those that do not change are read first. */
async function whole(api: NexoraApi, place: string, changed: Json): Promise<Json> {
	if (['room', 'sender', 'humanHandle'].every((name) => name in changed)) return changed;
	const { room: oldRoom, sender: oldSender, humanHandle: oldHandle } = await api.get(place);
	const kept: Json = { room: oldRoom, sender: oldSender, humanHandle: oldHandle ?? false, ...changed };
	if (textOrNull(kept.sender) !== null) return kept;
	throw new InputError(
		"'Sender' is empty, and Nexora takes no change of a conversation without one",
		"Enter 'Sender' under Update Fields.",
	);
}

export const update = operation({
	name: 'Update',
	action: 'Update a conversation',
	description: 'Change a conversation, or hand it over to a person or the bot',
	fields: { conversationId, updateFields },
	simplify: toConversation,
	sequence: (fields) => fields.conversationId,
	// the answers do not repeat the id
	run: {
		current: async ({ api, fields: { conversationId: id, updateFields: changed } }) => {
			const place = path`/conversation/${id}`;
			return { id, ...(await api.patch(place, await whole(api, place, changed))) };
		},
		document: async ({ api, fields: { conversationId: id, updateFields: changed } }) => {
			const place = path`/conversation/${id}`;
			const kept = changed.room ?? (await api.get(place)).room;
			return { id, ...(await api.patch(place, { ...changed, room: kept })) };
		},
	},
});
