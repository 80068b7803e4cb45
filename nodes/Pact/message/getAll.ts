import { path } from '../../shared/client';
import { operation } from '../api';
import { companyId, conversationId, sortDirection } from '../fields';
import { toMessage } from '../simplify';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many messages',
	description: 'Get the messages of a conversation',
	fields: { companyId, conversationId },
	options: { sortDirection },
	many: true,
	simplify: (raw, fields) => toMessage({ conversation_id: fields.conversationId, ...raw }),
	run: ({ api, fields, options, limit }) =>
		api.list(path`/companies/${fields.companyId}/conversations/${fields.conversationId}/messages`, 'messages', {
			limit,
			sort_direction: options.sortDirection,
		}),
});
