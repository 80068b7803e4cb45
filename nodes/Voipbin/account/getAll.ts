import type { Json } from '../../kit';
import { operation } from '../operation';
import { withoutSecret } from '../simplify';

async function* withoutSecrets(accounts: AsyncIterable<Json>) {
	for await (const account of accounts) yield withoutSecret(account);
}

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many accounts',
	description: 'Get the connected accounts, newest first',
	fields: {},
	many: true,
	reads: true,
	run: ({ api, limit }) => withoutSecrets(api.list('/conversation_accounts', { limit })),
});
