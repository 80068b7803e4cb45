import type { FastifyInstance } from 'fastify';
import { refused } from '../errors.ts';
import { paging } from '../generation/filters.ts';
import type { NexoraService } from '../service.ts';
import { fields, read } from '../shape.ts';
import { page, query } from './lists.ts';
import { invalidId, named, remove, type WithId } from './rows.ts';

const filters = fields(paging);

export function bots(app: FastifyInstance, nexora: NexoraService): void {
	app.get('/api/bot', async (request) => {
		const { userId, ...given } = query(request);
		const asked = read(filters, given);
		if (!userId) throw refused(400, 'Validation Error');
		const { bots: all } = nexora.state;
		const found = all.filter((bot) => nexora.rules.listsBot(bot, String(userId)));
		return page(nexora, asked, { found, all, row: nexora.rules.botRow });
	});

	app.get('/api/admin/bot', async (request) => {
		const { bots: all } = nexora.state;
		return page(nexora, read(filters, query(request)), { found: all, all, row: nexora.rules.botRow });
	});

	app.get<WithId>('/api/bot/:id', async (request) => {
		const bot = named(nexora, request, nexora.state.bots, 'Bot');
		return { data: nexora.rules.botRow(bot), status: '200' };
	});

	app.delete<WithId>('/api/bot/:id', async (request) => {
		const { bots: all, conversations } = nexora.state;
		const bot = named(nexora, request, all, 'Bot');
		if (nexora.rules.keepsReferred && conversations.some(({ botId }) => botId === bot.id)) throw invalidId('Bot');
		remove(all, bot);
		return { message: 'bot deleted succesfully!!', status: '200' };
	});
}
