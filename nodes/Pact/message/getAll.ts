import { operation } from '../api';
import { companyId, conversationId, sortDirection } from '../fields';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many messages',
	description: 'Get the messages of a conversation',
	fields: { companyId, conversationId },
	options: { sortDirection },
	many: true,
	simplify: (raw, fields, api) => api.toMessage(raw, fields.conversationId),
	run: ({ api, fields, options, limit }) => api.messages(fields, { limit, ...options }),
});
