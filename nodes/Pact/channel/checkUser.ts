import { path, phone } from '../../kit';
import { operation } from '../operation';
import { channelId, companyId } from '../fields';

const customerPhone = phone({ displayName: 'Phone', description: 'The number to look for', required: true });

export const checkUser = operation({
	name: 'Check User',
	action: 'Check whether a user exists in a channel',
	description: 'Find out whether a phone number has an account in the messenger',
	fields: { companyId, channelId, phone: customerPhone },
	run: {
		p1: async ({ api, fields }) => {
			const { exists } = await api.get(path`/companies/${fields.companyId}/channels/${fields.channelId}/user_exists`, {
				phone: fields.phone,
			});
			return { phone: fields.phone, exists };
		},
		p2: undefined,
	},
});
