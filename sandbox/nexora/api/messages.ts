import type { FastifyInstance } from 'fastify';
import { internalError, refused } from '../errors.ts';
import { paging } from '../generation/filters.ts';
import type { NexoraService } from '../service.ts';
import { fields, optional, read, readUpdate, text } from '../shape.ts';
import type { Message } from '../state.ts';
import { page, query } from './lists.ts';
import { invalidId, named, remove, type WithId } from './rows.ts';

const filters = fields({ ...paging, conversationId: optional(text(1, 225)) });

export function messages(app: FastifyInstance, nexora: NexoraService): void {
	const row = (message: Message) => nexora.rules.messageRow(message);

	app.post('/api/message', async ({ body }) => {
		const given = read(nexora.rules.newMessage, body);
		const conversation = nexora.state.conversations.find(({ id }) => nexora.rules.same(id, given.conversationId));
		if (!conversation || !nexora.rules.holds(given.message)) throw internalError();
		const message = nexora.addMessage({ ...given, conversationId: conversation.id });
		return { data: nexora.rules.storedMessage(message), message: 'Message created succesfully!!', status: '200' };
	});

	app.get('/api/message', async (request) => {
		const { conversationId, ...asked } = read(filters, query(request));
		if (!conversationId) throw refused(400, 'Validation Error');
		const { messages: all } = nexora.state;
		const found = all.filter((message) => nexora.rules.same(message.conversationId, conversationId));
		return page(nexora, asked, { found, all, row });
	});

	app.get('/api/admin/message', async (request) => {
		const { messages: all } = nexora.state;
		return page(nexora, read(filters, query(request)), { found: all, all, row });
	});

	app.get<WithId>('/api/message/:id', async (request) => {
		const message = named(nexora, request, nexora.state.messages, 'Message');
		return { data: row(message), status: '200' };
	});

	app.patch<WithId>('/api/message/:id', async (request) => {
		const changes = readUpdate(nexora.rules.messageChanges, { ...(request.body as object) });
		const message = named(nexora, request, nexora.state.messages, 'Message');
		const content = changes?.message ?? message.message;
		if (!changes || !nexora.rules.holds(content)) throw invalidId('Message');
		message.message = content;
		message.type = changes.type ?? message.type;
		message.sentiment = changes.sentiment ?? message.sentiment;
		message.updatedAt = new Date(nexora.now()).toISOString();
		return { data: nexora.rules.storedMessage(message), message: 'Message updated succesfully!!', status: '200' };
	});

	app.delete<WithId>('/api/message/:id', async (request) => {
		remove(nexora.state.messages, named(nexora, request, nexora.state.messages, 'Message'));
		return { message: 'Message deleted succesfully!!', status: '200' };
	});
}
