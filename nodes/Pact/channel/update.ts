import { path, text } from '../../kit';
import { operation } from '../operation';
import { channelId, companyId } from '../fields';

const token = text({
	displayName: 'Token',
	description: 'The new token that the messenger gave for the account or bot',
	required: true,
	secret: true,
});

export const update = operation({
	name: 'Update',
	action: 'Update a channel',
	description: 'Change the token of a channel',
	fields: { companyId, channelId, token },
	run: {
		p1: ({ api, fields }) =>
			api.put(path`/companies/${fields.companyId}/channels/${fields.channelId}`, { token: fields.token }),
		p2: undefined,
	},
});
