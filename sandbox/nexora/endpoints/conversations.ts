import { setTimeout as sleep } from 'node:timers/promises';
import type { Endpoints } from '../../common/call.ts';
import { invalidId, remove, type NexoraCall } from '../call.ts';
import { internalError, refused } from '../errors.ts';
import type { NexoraService } from '../service.ts';
import { read, readUpdate } from '../shape.ts';
import type { Conversation } from '../state.ts';
import { page } from '../lists.ts';

const LONGEST_COLUMN = 100;
/** Between the look for the room and the new row others come in between: several rows of one room are the result. */
const LOOKUP_MS = 10;

export const conversations: Endpoints<NexoraCall> = {
	'POST /api/conversation': async ({ nexora, body }) => {
		const given = read(nexora.spoken.newConversation, body);
		// The look for the room fails already.
		if (!nexora.spoken.takes(given.room)) throw internalError();
		const known = nexora.state.conversations.find(({ room }) => nexora.spoken.same(room, given.room));
		if (!known) await sleep(LOOKUP_MS);
		const data = known ?? create(nexora, given, (body as Record<string, unknown>).integrationType);
		return { data: nexora.spoken.conversationRow(data), message: 'Conversation created succesfully!!', status: '200' };
	},

	'GET /api/conversation': ({ nexora, query }) => {
		const filters = read(nexora.spoken.conversationFilters, query);
		if (!filters.integrationType) throw refused(400, 'Validation Error');
		const { conversations: all } = nexora.state;
		const found = all.filter((conversation) => nexora.spoken.matches(conversation, filters));
		return page(nexora, filters, { found, all, row: nexora.spoken.conversationRow });
	},

	'GET /api/admin/conversation': ({ nexora, query }) => {
		const { conversations: all } = nexora.state;
		return page(nexora, read(nexora.spoken.conversationFilters, query), {
			found: all,
			all,
			row: nexora.spoken.conversationRow,
		});
	},

	'GET /api/conversation/:id': ({ nexora, conversation }) => {
		return { data: nexora.spoken.conversationRow(conversation), status: '200' };
	},

	'PATCH /api/conversation/:id': (call) => {
		const { nexora } = call;
		const changes = readUpdate(nexora.spoken.conversationChanges, { ...(call.body as object) });
		const { conversation } = call;
		if (!changes || !fits(nexora, changes.room) || !nexora.spoken.takes(changes.sender ?? ''))
			throw invalidId('Conversation');
		Object.assign(conversation, changes, { updatedAt: new Date(nexora.now()).toISOString() });
		return {
			data: nexora.spoken.changedConversation(conversation),
			message: 'Conversation updated succesfully!!',
			status: '200',
		};
	},

	'DELETE /api/conversation/:id': ({ nexora, conversation }) => {
		const isTalkedIn = nexora.state.messages.some(({ conversationId }) => conversationId === conversation.id);
		if (nexora.spoken.keepsReferred && isTalkedIn) throw invalidId('Conversation');
		nexora.state.messages = nexora.state.messages.filter(({ conversationId }) => conversationId !== conversation.id);
		remove(nexora.state.conversations, conversation);
		return { message: 'Conversation deleted succesfully!!', status: '200' };
	},
};

function create(
	nexora: NexoraService,
	{ botId, room, sender = '' }: { botId: string; room: string; sender?: string },
	integrationType: unknown,
): Conversation {
	const bot = nexora.state.bots.find(({ id }) => nexora.spoken.same(id, botId));
	if (!bot) throw nexora.spoken.unknownBot();
	// Nobody checks these before the database does.
	const fitting = fits(nexora, room) && typeof integrationType === 'string' && fits(nexora, integrationType);
	if (!fitting || !nexora.spoken.takes(sender)) throw internalError();
	return nexora.addConversation({ botId: bot.id, userId: bot.userId, room, integrationType, sender });
}

const fits = ({ spoken }: NexoraService, text: string): boolean =>
	[...text].length <= LONGEST_COLUMN && spoken.takes(text);
