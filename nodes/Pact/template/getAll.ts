import { path } from '../../kit';
import { operation } from '../operation';
import { companyId, sortDirection } from '../fields';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many templates',
	description: 'Get the WhatsApp Business templates of a company',
	fields: { companyId },
	options: { sortDirection },
	many: true,
	reads: true,
	run: {
		p1: ({ api, fields, options, limit }) =>
			api.list(path`/companies/${fields.companyId}/waba_templates`, 'waba_templates', { limit, ...options }),
		p2: ({ api, fields, options, limit }) => {
			const sort = options.sortDirection && { created_at: options.sortDirection };
			return api.list('/waba_templates', { company_ids: [fields.companyId], sort }, { limit });
		},
	},
});
