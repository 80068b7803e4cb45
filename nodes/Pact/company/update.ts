import { path } from '../../shared/client';
import { collection, toggle } from '../../shared/fields';
import { p1Operation } from '../api';
import { companyId } from '../fields';
import { details, name } from './fields';

const updateFields = collection({
	displayName: 'Update Fields',
	button: 'Add Field',
	fields: {
		name,
		...details,
		hidden: toggle({ displayName: 'Hidden', description: 'Whether the company is hidden in the list of companies' }),
	},
});

export const update = p1Operation({
	name: 'Update',
	action: 'Update a company',
	description: 'Change the data of a company',
	fields: { companyId, updateFields },
	run: async ({ api, fields: { companyId: company, updateFields: changes } }) =>
		await api.put(path`/companies/${company}`, {
			name: changes.name,
			phone: changes.phone,
			description: changes.description,
			webhook_url: changes.webhookUrl,
			hidden: changes.hidden,
		}),
});
