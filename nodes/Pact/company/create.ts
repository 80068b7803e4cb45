import { snakeCased } from '../../kit';
import { operation } from '../operation';
import { details, name } from './fields';

export const create = operation({
	name: 'Create',
	action: 'Create a company',
	description: 'Create a company',
	fields: { name },
	options: details,
	run: {
		p1: ({ api, fields, options }) =>
			api.post('/companies', {
				name: fields.name,
				...snakeCased(options),
			}),
		p2: undefined,
	},
});
