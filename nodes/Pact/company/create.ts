import { operation } from '../operation';
import { details, name } from './fields';

export const create = operation({
	name: 'Create',
	action: 'Create a company',
	description: 'Create a company',
	fields: { name },
	options: details,
	run: {
		p1: async ({ api, fields, options }) =>
			await api.post('/companies', {
				name: fields.name,
				phone: options.phone,
				description: options.description,
				webhook_url: options.webhookUrl,
			}),
	},
});
