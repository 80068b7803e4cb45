import { path } from '../../kit';
import { operation } from '../operation';
import { accountId } from '../fields';
import { withoutSecret } from '../simplify';

export const get = operation({
	name: 'Get',
	action: 'Get an account',
	description: 'Get one connected account',
	fields: { accountId },
	reads: true,
	run: async ({ api, fields }) => withoutSecret(await api.get(path`/conversation_accounts/${fields.accountId}`)),
});
