import { path } from '../../kit';
import { operation } from '../operation';
import { companyId, sortDirectionHere } from '../fields';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many channels',
	description: 'Get the channels that are connected to a company',
	fields: { companyId },
	options: { sortDirection: sortDirectionHere },
	many: true,
	reads: true,
	run: {
		p1: ({ api, fields, options, limit }) =>
			api.list(path`/companies/${fields.companyId}/channels`, 'channels', { limit, ...options }),
		p2: ({ api, fields, options, limit }) =>
			api.list(path`/companies/${fields.companyId}/auths`, {}, { limit, ...options }),
	},
});
