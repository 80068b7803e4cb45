import { operation } from '../api';
import { companyId, sortDirection } from '../fields';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many channels',
	description: 'Get the channels that are connected to a company',
	fields: { companyId },
	options: { sortDirection },
	many: true,
	run: ({ api, fields, options, limit }) => api.channels(fields.companyId, { limit, ...options }),
});
