import { type Json, path, textOrNull } from '../../kit';
import type { NexoraApi } from '../api';
import { hintOfKept } from '../kept';
import { storeFor } from '../missing';
import { operation } from '../operation';
import { botId, humanHandle, integrationType, room, sender, userId } from '../fields';
import { toConversation } from '../simplify';

const UNKNOWN_BOT = "Most often there is no such bot: choose another one in 'Bot'.";

type Hint = (text: string) => void;

/** Opens a conversation, and says what of it is not as it was asked for. */
async function open(api: NexoraApi, body: Json, hint: Hint): Promise<Json> {
	const { room, integrationType, botId, userId, humanHandle } = body;
	// the name of the room stands for nobody
	const sender = body.sender === room ? undefined : body.sender;
	const row = await storeFor(api, path`/bot/${body.botId}`, () =>
		api.post('/conversation', body, { advice: { 'Validation Error': UNKNOWN_BOT } }),
	);
	hintOfKept(api, hint, { integrationType, botId, sender }, row, 'the room already had a conversation');
	hintOfKept(api, hint, { userId }, row, 'it is that of the bot');
	if (humanHandle !== true) return row;
	if (row.humanHandle === false) return await handOver(api, row, hint);
	hintOfKept(api, hint, { humanHandle }, row);
	return row;
}

/** The server begins every conversation with the bot. */
async function handOver(api: NexoraApi, row: Json, hint: Hint): Promise<Json> {
	const { id, room, sender } = row;
	const body = { room, sender: textOrNull(sender) ?? room, humanHandle: true };
	try {
		return { ...row, ...(await api.patch(path`/conversation/${id}`, body)) };
	} catch {
		hint('The conversation is open, but could not be handed over to a person: use Conversation: Update');
		return row;
	}
}

export const create = operation({
	name: 'Create',
	action: 'Open a conversation',
	description: 'Open a conversation, or get the one that the room already has',
	fields: { room, integrationType, botId },
	options: { humanHandle, sender, userId },
	simplify: toConversation,
	// several at once would give one room several conversations; servers of 2025 take no notice of case and spaces
	sequence: (fields) => fields.room.trim().toLowerCase(),
	run: {
		current: ({ api, fields, options, hint }) =>
			open(
				api,
				{
					room: fields.room,
					integrationType: fields.integrationType,
					botId: fields.botId,
					// it takes no conversation without a sender
					sender: options.sender || fields.room,
					humanHandle: options.humanHandle ?? false,
					userId: options.userId || undefined,
				},
				hint,
			),
		document: ({ api, fields, options, hint }) =>
			open(
				api,
				{
					room: fields.room,
					integrationType: fields.integrationType,
					botId: fields.botId,
					sender: options.sender || undefined,
					humanHandle: options.humanHandle,
					userId: options.userId || undefined,
				},
				hint,
			),
	},
});
