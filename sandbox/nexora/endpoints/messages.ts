import type { Endpoints } from '../../common/call.ts';
import { invalidId, remove, type NexoraCall } from '../call.ts';
import { internalError, refused } from '../errors.ts';
import { paging } from '../versions/filters.ts';
import { fields, optional, read, readUpdate, text } from '../shape.ts';
import { page } from '../lists.ts';

const filters = fields({ ...paging, conversationId: optional(text(1, 225)) });

export const messages: Endpoints<NexoraCall> = {
	'POST /api/message': ({ nexora, body }) => {
		const given = read(nexora.spoken.newMessage, body);
		const conversation = nexora.state.conversations.find(({ id }) => nexora.spoken.same(id, given.conversationId));
		if (!conversation || !nexora.spoken.holds(given.message)) throw internalError();
		const message = nexora.addMessage({ ...given, conversationId: conversation.id });
		return { data: nexora.spoken.storedMessage(message), message: 'Message created succesfully!!', status: '200' };
	},

	'GET /api/message': ({ nexora, query }) => {
		const { conversationId, ...asked } = read(filters, query);
		if (!conversationId) throw refused(400, 'Validation Error');
		const { messages: all } = nexora.state;
		const found = all.filter((message) => nexora.spoken.same(message.conversationId, conversationId));
		return page(nexora, asked, { found, all, row: nexora.spoken.messageRow });
	},

	'GET /api/admin/message': ({ nexora, query }) => {
		const { messages: all } = nexora.state;
		return page(nexora, read(filters, query), { found: all, all, row: nexora.spoken.messageRow });
	},

	'GET /api/message/:id': ({ nexora, message }) => {
		return { data: nexora.spoken.messageRow(message), status: '200' };
	},

	'PATCH /api/message/:id': (call) => {
		const { nexora } = call;
		const changes = readUpdate(nexora.spoken.messageChanges, { ...(call.body as object) });
		const { message } = call;
		const content = changes?.message ?? message.message;
		if (!changes || !nexora.spoken.holds(content)) throw invalidId('Message');
		message.message = content;
		message.type = changes.type ?? message.type;
		message.sentiment = changes.sentiment ?? message.sentiment;
		message.updatedAt = new Date(nexora.now()).toISOString();
		return { data: nexora.spoken.storedMessage(message), message: 'Message updated succesfully!!', status: '200' };
	},

	'DELETE /api/message/:id': ({ nexora, message }) => {
		remove(nexora.state.messages, message);
		return { message: 'Message deleted succesfully!!', status: '200' };
	},
};
