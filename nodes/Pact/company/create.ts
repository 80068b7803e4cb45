import { p1Operation } from '../api';
import { details, name } from './fields';

export const create = p1Operation({
	name: 'Create',
	action: 'Create a company',
	description: 'Create a company',
	fields: { name },
	options: details,
	run: async ({ api, fields, options }) =>
		await api.post('/companies', {
			name: fields.name,
			phone: options.phone,
			description: options.description,
			webhook_url: options.webhookUrl,
		}),
});
