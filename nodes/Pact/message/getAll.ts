import { path } from '../../kit';
import { inbox } from '../inbox';
import { operation } from '../operation';
import { toMessage } from '../shapes';
import { sortDirectionHere } from '../fields';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many messages',
	description: 'Get the messages of a conversation',
	fields: inbox.where,
	options: { sortDirection: sortDirectionHere },
	many: true,
	reads: true,
	simplify: toMessage,
	run: {
		p1: ({ api, fields, options, limit }) => {
			const route = path`/companies/${fields.companyId}/conversations/${fields.conversationId}/messages`;
			return api.list(route, 'messages', { limit, ...options });
		},
		p2: ({ api, fields, options, limit }) => {
			const route = path`/conversations/${fields.conversationId}/messages`;
			return api.list(route, { company_id: fields.companyId }, { limit, ...options });
		},
	},
});
