import { operation } from '../api';
import { withoutSecret } from '../simplify';

async function* withoutSecrets(accounts: AsyncIterable<Record<string, unknown>>) {
	for await (const account of accounts) yield withoutSecret(account);
}

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many accounts',
	description: 'Get the connected accounts, newest first',
	fields: {},
	many: true,
	run: ({ api, limit }) => withoutSecrets(api.list('/conversation_accounts', { limit })),
});
