import { p2Operation } from '../api';
import { companyId } from '../fields';

export const getAll = p2Operation({
	name: 'Get Many',
	action: 'Get many webhooks',
	description: 'Get the addresses that a company reports to',
	fields: { companyId },
	many: true,
	run: ({ api, fields, limit }) => api.webhooks(fields.companyId, { limit }),
});
