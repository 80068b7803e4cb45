import type { Json } from '../../kit';
import type { NexoraApi } from '../api';
import { operation } from '../operation';
import { botId, humanHandle, integrationType, room, sender, userId } from '../fields';
import { toConversation } from '../simplify';

const UNKNOWN_BOT =
	"Most often there is no such bot: choose another one in 'Bot'. Servers of 2025 also answer so when a field is missing.";

const open = (api: NexoraApi, body: Json) =>
	api.post('/conversation', body, { advice: { 'Validation Error': UNKNOWN_BOT, 500: UNKNOWN_BOT } });

export const create = operation({
	name: 'Create',
	action: 'Create a conversation',
	description: 'Open a conversation, or get the one that the room already has',
	fields: { room, integrationType, botId },
	options: { humanHandle, sender, userId },
	simplify: toConversation,
	// several at once would give one room several conversations; servers of 2025 take no notice of case and spaces
	sequence: (fields) => fields.room.trim().toLowerCase(),
	run: {
		current: ({ api, fields, options }) =>
			open(api, {
				room: fields.room,
				integrationType: fields.integrationType,
				botId: fields.botId,
				// it takes no conversation without a sender
				sender: options.sender || fields.room,
				humanHandle: options.humanHandle ?? false,
				userId: options.userId || undefined,
			}),
		document: ({ api, fields, options }) =>
			open(api, {
				room: fields.room,
				integrationType: fields.integrationType,
				botId: fields.botId,
				sender: options.sender || undefined,
				humanHandle: options.humanHandle,
				userId: options.userId || undefined,
			}),
	},
});
