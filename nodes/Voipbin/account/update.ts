import { InputError, path } from '../../kit';
import { operation } from '../operation';
import { accountId } from '../fields';
import { withoutSecret } from '../simplify';
import { bodyOf, details, more } from './fields';

export const update = operation({
	name: 'Update',
	action: 'Update an account',
	description: 'Change the data of a connected account',
	fields: { accountId, ...details({ hint: 'Empty leaves it as it is' }) },
	options: more,
	check({ name, detail, secret, token }, options) {
		if ([name, detail, secret, token, ...Object.values(options)].some(Boolean)) return;
		throw new InputError('There is nothing to update', 'Enter what shall change.');
	},
	run: async ({ api, fields, options }) =>
		withoutSecret(
			await api.put(path`/conversation_accounts/${fields.accountId}`, {
				name: fields.name || undefined,
				detail: fields.detail || undefined,
				secret: fields.secret || undefined,
				token: fields.token || undefined,
				...bodyOf(options),
			}),
		),
});
