import { given, type Json } from '../../kit';
import { operation } from '../operation';
import { anyBotId, anyIntegrationType, userId } from '../fields';
import { toConversation } from '../simplify';

async function* fitting(conversations: AsyncIterable<Json>, wanted: Json) {
	for await (const conversation of conversations) {
		if (Object.entries(wanted).every(([name, value]) => conversation[name] === value)) yield conversation;
	}
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
	run: ({ api, options, limit }) => {
		const wanted = given({
			integrationType: options.integrationType || undefined,
			userId: options.userId || undefined,
			botId: options.botId || undefined,
		});
		if (Object.keys(wanted).length === 0) return api.list('/admin/conversation', {}, limit);
		if (api.filters(wanted)) return api.list('/conversation', wanted, limit);
		return fitting(api.list('/admin/conversation', {}, Infinity), wanted);
	},
});
