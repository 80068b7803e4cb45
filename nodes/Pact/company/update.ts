import { changes, path, toggle, snakeCased } from '../../kit';
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
		p1: ({ api, fields: { companyId: company, updateFields: changed } }) =>
			api.put(path`/companies/${company}`, snakeCased(changed)),
		p2: undefined,
	},
});
