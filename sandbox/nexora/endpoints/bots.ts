import type { Endpoints } from '../../common/call.ts';
import { invalidId, remove, type NexoraCall } from '../call.ts';
import { refused } from '../errors.ts';
import { paging } from '../versions/filters.ts';
import { fields, read } from '../shape.ts';
import { page } from '../lists.ts';

const filters = fields(paging);

export const bots: Endpoints<NexoraCall> = {
	'GET /api/bot': ({ nexora, query }) => {
		const { userId, ...given } = query;
		const asked = read(filters, given);
		if (!userId) throw refused(400, 'Validation Error');
		const { bots: all } = nexora.state;
		const found = all.filter((bot) => nexora.spoken.listsBot(bot, String(userId)));
		return page(nexora, asked, { found, all, row: nexora.spoken.botRow });
	},

	'GET /api/admin/bot': ({ nexora, query }) => {
		const { bots: all } = nexora.state;
		return page(nexora, read(filters, query), { found: all, all, row: nexora.spoken.botRow });
	},

	'GET /api/bot/:id': ({ nexora, bot }) => {
		return { data: nexora.spoken.botRow(bot), status: '200' };
	},

	'DELETE /api/bot/:id': (call) => {
		const { nexora } = call;
		const { bots: all, conversations } = nexora.state;
		const { bot } = call;
		if (nexora.spoken.keepsReferred && conversations.some(({ botId }) => botId === bot.id)) throw invalidId('Bot');
		remove(all, bot);
		return { message: 'bot deleted succesfully!!', status: '200' };
	},
};
