import { path } from '../../shared/client';
import { text } from '../../shared/fields';
import { p1Operation } from '../api';
import { channelId, companyId } from '../fields';

const token = text({
	displayName: 'Token',
	description: 'The new token that the messenger gave for the account or bot',
	required: true,
	secret: true,
});

export const update = p1Operation({
	name: 'Update',
	action: 'Update a channel',
	description: 'Change the token of a channel',
	fields: { companyId, channelId, token },
	run: async ({ api, fields }) =>
		await api.put(path`/companies/${fields.companyId}/channels/${fields.channelId}`, { token: fields.token }),
});
