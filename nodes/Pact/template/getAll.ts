import { choice, path } from '../../kit';
import { operation } from '../operation';
import { companyId, sortDirection } from '../fields';

const sortBy = choice({
	displayName: 'Sort By',
	description: 'What the templates are sorted by',
	options: [
		{ name: 'Created At', value: 'created_at' },
		{ name: 'Position', value: 'position' },
	],
	default: 'created_at',
	show: { apiVersion: ['p2'] },
});

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many templates',
	description: 'Get the WhatsApp Business templates of a company',
	fields: { companyId },
	options: { sortBy, sortDirection },
	many: true,
	reads: true,
	run: {
		p1: ({ api, fields, options: { sortDirection: direction }, limit }) =>
			api.list(path`/companies/${fields.companyId}/waba_templates`, 'waba_templates', {
				limit,
				sortDirection: direction,
			}),
		p2: ({ api, fields, options, limit }) => {
			const { sortBy: by = 'created_at', sortDirection: direction = 'asc' } = options;
			const sort = options.sortBy || options.sortDirection ? { [by]: direction } : undefined;
			return api.list('/waba_templates', { company_ids: [fields.companyId], sort }, { limit });
		},
	},
});
