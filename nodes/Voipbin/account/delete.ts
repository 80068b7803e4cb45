import { path } from '../../kit';
import { operation } from '../operation';
import { accountId } from '../fields';

export const remove = operation({
	name: 'Delete',
	action: 'Delete an account',
	description: 'Disconnect a channel for good',
	fields: { accountId },
	run: async ({ api, fields }) => {
		await api.delete(path`/conversation_accounts/${fields.accountId}`);
		return { deleted: true, id: fields.accountId };
	},
});
