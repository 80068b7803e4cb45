import { operation } from '../api';
import { botId, humanHandle, integrationType, room, sender, userId } from '../fields';
import { toConversation } from '../simplify';

const UNKNOWN_BOT =
	"Most often there is no such bot: choose another one in 'Bot'. Servers of 2025 also answer so when a field is missing.";

export const create = operation({
	name: 'Create',
	action: 'Create a conversation',
	description: 'Open a conversation, or get the one that the room already has',
	fields: { room, integrationType, botId },
	options: { humanHandle, sender, userId },
	simplify: (raw) => toConversation(raw),
	// several at once would give one room several conversations; servers of 2025 take no notice of case and spaces
	sequence: (fields) => fields.room.trim().toLowerCase(),
	run: async ({ api, fields, options }) => {
		const given = { ...options, sender: options.sender || undefined, userId: options.userId || undefined };
		return await api.post(
			'/conversation',
			api.generation.newConversation({
				room: fields.room,
				integrationType: fields.integrationType,
				botId: fields.botId,
				...given,
			}),
			{ 'Validation Error': UNKNOWN_BOT, 500: UNKNOWN_BOT },
		);
	},
});
