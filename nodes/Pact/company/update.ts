import { path } from '../../kit/client/request';
import { changes, toggle } from '../../kit/fields';
import { operation } from '../operation';
import { companyId } from '../fields';
import { details, name } from './fields';

const updateFields = changes({
	name,
	...details,
	hidden: toggle({ displayName: 'Hidden', description: 'Whether the company is hidden in the list of companies' }),
});

export const update = operation({
	name: 'Update',
	action: 'Update a company',
	description: 'Change the data of a company',
	fields: { companyId, updateFields },
	run: {
		p1: async ({ api, fields: { companyId: company, updateFields: changed } }) =>
			await api.put(path`/companies/${company}`, {
				name: changed.name,
				phone: changed.phone,
				description: changed.description,
				webhook_url: changed.webhookUrl,
				hidden: changed.hidden,
			}),
	},
});
