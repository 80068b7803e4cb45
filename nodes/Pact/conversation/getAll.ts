import { path } from '../../shared/client';
import { operation } from '../api';
import { companyId, sortDirection } from '../fields';
import { toConversation } from '../simplify';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many conversations',
	description: 'Get the conversations of a company',
	fields: { companyId },
	options: { sortDirection },
	many: true,
	simplify: toConversation,
	run: ({ api, fields, options, limit }) =>
		api.list(path`/companies/${fields.companyId}/conversations`, 'conversations', {
			limit,
			sort_direction: options.sortDirection,
		}),
});
