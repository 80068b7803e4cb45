import { operation } from '../api';
import { sortDirection } from '../fields';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many companies',
	description: 'Get the companies of the account',
	fields: {},
	options: { sortDirection },
	many: true,
	run: ({ api, options, limit }) => api.companies({ limit, ...options }),
});
