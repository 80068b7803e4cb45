import { inOrder, sortDirection } from '../../conversations';
import { path, take } from '../../kit';
import { inbox } from '../inbox';
import { operation } from '../operation';
import { PAGE_SIZE } from '../p2/api';
import { byNewest, newestRows } from '../p2/inbox';
import { toMessage } from '../shapes';

const ALL = { limit: Infinity };

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many messages',
	description: 'Get the newest messages of a conversation, or all of them',
	fields: inbox.where,
	options: { sortDirection },
	many: true,
	reads: true,
	simplify: toMessage,
	run: {
		p1: ({ api, fields, options, limit }) => {
			const route = path`/companies/${fields.companyId}/conversations/${fields.conversationId}/messages`;
			return inOrder(api.list(route, 'messages', { limit, sortDirection: 'desc' }), limit, options.sortDirection);
		},
		p2: async ({ api, fields, options, limit }) => {
			const route = path`/conversations/${fields.conversationId}/messages`;
			const newestFirst =
				limit <= PAGE_SIZE
					? await newestRows(api, fields, limit)
					: (await take(api.list(route, { company_id: fields.companyId }, ALL), Infinity)).sort(byNewest);
			return inOrder(newestFirst, limit, options.sortDirection);
		},
	},
});
