import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { internalError, refused } from '../errors.ts';
import type { NexoraService } from '../service.ts';
import { read, readUpdate } from '../shape.ts';
import type { Conversation } from '../state.ts';
import { page, query } from './lists.ts';
import { invalidId, named, remove, type WithId } from './rows.ts';

const LONGEST_COLUMN = 100;
/** Between the look for the room and the new row others come in between: several rows of one room are the result. */
const LOOKUP_MS = 10;

export function conversations(app: FastifyInstance, nexora: NexoraService): void {
	const row = (conversation: Conversation) => nexora.rules.conversationRow(conversation);

	app.post('/api/conversation', async ({ body }) => {
		const given = read(nexora.rules.newConversation, body);
		const known = nexora.state.conversations.find(({ room }) => nexora.rules.same(room, given.room));
		if (!known) await sleep(LOOKUP_MS);
		const data = known ?? create(nexora, given, (body as Record<string, unknown>).integrationType);
		return { data: row(data), message: 'Conversation created succesfully!!', status: '200' };
	});

	app.get('/api/conversation', async (request) => {
		const filters = read(nexora.rules.conversationFilters, query(request));
		if (!filters.integrationType) throw refused(400, 'Validation Error');
		const { conversations: all } = nexora.state;
		const found = all.filter((conversation) => nexora.rules.matches(conversation, filters));
		return page(nexora, filters, { found, all, row });
	});

	app.get('/api/admin/conversation', async (request) => {
		const { conversations: all } = nexora.state;
		return page(nexora, read(nexora.rules.conversationFilters, query(request)), { found: all, all, row });
	});

	app.get<WithId>('/api/conversation/:id', async (request) => {
		const conversation = named(nexora, request, nexora.state.conversations, 'Conversation');
		return { data: row(conversation), status: '200' };
	});

	app.patch<WithId>('/api/conversation/:id', async (request) => {
		const changes = readUpdate(nexora.rules.conversationChanges, { ...(request.body as object) });
		const conversation = named(nexora, request, nexora.state.conversations, 'Conversation');
		if (!changes || !fits(changes.room)) throw invalidId('Conversation');
		Object.assign(conversation, changes, { updatedAt: new Date(nexora.now()).toISOString() });
		return {
			data: nexora.rules.changedConversation(conversation),
			message: 'Conversation updated succesfully!!',
			status: '200',
		};
	});

	app.delete<WithId>('/api/conversation/:id', async (request) => {
		const conversation = named(nexora, request, nexora.state.conversations, 'Conversation');
		const isTalkedIn = nexora.state.messages.some(({ conversationId }) => conversationId === conversation.id);
		if (nexora.rules.keepsReferred && isTalkedIn) throw invalidId('Conversation');
		nexora.state.messages = nexora.state.messages.filter(({ conversationId }) => conversationId !== conversation.id);
		remove(nexora.state.conversations, conversation);
		return { message: 'Conversation deleted succesfully!!', status: '200' };
	});
}

function create(
	nexora: NexoraService,
	{ botId, room, sender = '' }: { botId: string; room: string; sender?: string },
	integrationType: unknown,
): Conversation {
	const bot = nexora.state.bots.find(({ id }) => nexora.rules.same(id, botId));
	if (!bot) throw nexora.rules.unknownBot();
	// Nobody checks these before the database does.
	if (!fits(room) || typeof integrationType !== 'string' || !fits(integrationType)) throw internalError();
	return nexora.addConversation({ botId: bot.id, userId: bot.userId, room, integrationType, sender });
}

const fits = (text: string): boolean => [...text].length <= LONGEST_COLUMN;
