import { changes, given, type Json, path, RequestFailed, textOrNull } from '../../kit';
import { CHOOSE_DOCUMENT } from '../errors';
import { inbox } from '../inbox';
import { hintOfKept } from '../kept';
import { operation } from '../operation';
import { botId, humanHandle, integrationType, room, sender } from '../fields';
import { toConversation } from '../simplify';

const updateFields = changes(
	{ botId, humanHandle, integrationType, room, sender },
	'Servers so far keep the bot and the integration type as they are, whatever is sent',
);

/** Nexora takes no change of a conversation without these three: those that do not change are read first. */
async function whole(changed: Json, read: () => Promise<Json>, hint: (text: string) => void) {
	if (['room', 'sender', 'humanHandle'].every((name) => name in changed)) return { body: changed, before: {} };
	const before = await read();
	const { room: oldRoom, sender: oldSender, humanHandle: oldHandle } = before;
	const body: Json = { room: oldRoom, sender: oldSender, humanHandle: oldHandle ?? false, ...changed };
	// servers of 2025 have no sender at all, and want none
	if (!('sender' in before)) hint(CHOOSE_DOCUMENT);
	else if (textOrNull(body.sender) === null) {
		throw new RequestFailed({
			kind: 'unexpected',
			message: "'Sender' is empty, and Nexora takes no change of a conversation without one",
			next: "Nothing was changed. Enter 'Sender' under Update Fields.",
		});
	}
	return { body, before };
}

/** What an update does not change and its answer does not repeat. */
const lasting = ({ userId, createdAt }: Json) => given({ userId, createdAt });

export const update = operation({
	name: 'Update',
	action: 'Update a conversation',
	description: 'Change a conversation, or hand it over to a person or the bot',
	fields: { ...inbox.where, updateFields },
	simplify: toConversation,
	sequence: (fields) => fields.conversationId,
	// the answers do not repeat the id
	run: {
		current: async ({ api, fields: { conversationId: id, updateFields: changed }, hint }) => {
			const place = path`/conversation/${id}`;
			const { body, before } = await whole(changed, () => api.get(place), hint);
			const answer = await api.patch(place, body);
			hintOfKept(api, hint, changed, answer);
			return { id, ...lasting(before), ...answer };
		},
		document: async ({ api, fields: { conversationId: id, updateFields: changed }, hint }) => {
			const place = path`/conversation/${id}`;
			const before: Json = changed.room === undefined ? await api.get(place) : {};
			const answer = await api.patch(place, { ...changed, room: changed.room ?? before.room });
			hintOfKept(api, hint, changed, answer);
			return { id, ...lasting(before), ...answer };
		},
	},
});
