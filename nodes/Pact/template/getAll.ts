import { operation } from '../api';
import { companyId, sortDirection } from '../fields';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many templates',
	description: 'Get the WhatsApp Business templates of a company',
	fields: { companyId },
	options: { sortDirection },
	many: true,
	run: ({ api, fields, options, limit }) => api.templates(fields.companyId, { limit, ...options }),
});
