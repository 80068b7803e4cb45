import { operation } from '../operation';
import { sortDirection } from '../fields';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many companies',
	description: 'Get the companies of the account',
	fields: {},
	options: { sortDirection },
	many: true,
	reads: true,
	run: {
		p1: ({ api, options, limit }) => api.list('/companies', 'companies', { limit, ...options }),
		// p2 has no companies of its own
		p2: ({ api, options, limit }) => api.p1.list('/companies', 'companies', { limit, ...options }),
	},
});
