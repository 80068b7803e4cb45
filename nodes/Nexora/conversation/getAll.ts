import { given } from '../../kit';
import { document, type Filters, type NexoraApi } from '../api';
import { CHOOSE_DOCUMENT } from '../errors';
import { operation } from '../operation';
import { anyBotId, anyIntegrationType, userId } from '../fields';
import { toConversation } from '../simplify';

/** Those that fit out of all, for a server that cannot look for them. */
async function* fitting(api: NexoraApi, wanted: Filters, { same } = api.server) {
	for await (const conversation of api.list('/admin/conversation', {}, Infinity)) {
		if (Object.entries(wanted).every(([name, value]) => same(conversation[name], value))) yield conversation;
	}
}

/** Those the server finds. One of 2025 finds none where a filter is left out, and counts them all: then all are read. */
async function* found(api: NexoraApi, wanted: Filters, limit: number, hint: (text: string) => void) {
	const { rows, total } = yield* api.list('/conversation', wanted, limit);
	if (rows.length > 0 || total === 0 || !api.server.countsFitting) return;
	hint(CHOOSE_DOCUMENT);
	yield* fitting(api, wanted, document);
}

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many conversations',
	description: 'Get conversations, newest first',
	fields: {},
	options: { botId: anyBotId, integrationType: anyIntegrationType, userId },
	many: true,
	reads: true,
	simplify: toConversation,
	run: ({ api, options, limit, hint }) => {
		const wanted: Filters = given({
			integrationType: options.integrationType || undefined,
			userId: options.userId || undefined,
			botId: options.botId || undefined,
		});
		if (Object.keys(wanted).length === 0) return api.list('/admin/conversation', {}, limit);
		return api.server.filters(wanted) ? found(api, wanted, limit, hint) : fitting(api, wanted);
	},
});
