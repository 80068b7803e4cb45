import { text } from '../../shared/fields';
import { operation } from '../api';
import { companyId, sortDirection } from '../fields';

const search = text({
	displayName: 'Search',
	description: 'Part of the name, phone number or account name of the customer',
	placeholder: 'e.g. Ann',
});

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many conversations',
	description: 'Get the conversations of a company',
	fields: { companyId },
	options: { search, sortDirection },
	many: true,
	simplify: (raw, _fields, api) => api.toConversation(raw),
	run: ({ api, fields, options, limit }) => api.conversations(fields.companyId, { limit, ...options }),
});
