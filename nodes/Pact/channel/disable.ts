import { path } from '../../kit';
import { only } from '../p2/api';
import { operation } from '../operation';
import { channelId, companyId } from '../fields';

export const disable = operation({
	name: 'Disable',
	action: 'Disable a channel',
	description: 'Switch a channel off without removing it',
	fields: { companyId, channelId },
	run: {
		p1: undefined,
		p2: async ({ api, fields }) =>
			only(await api.put(path`/companies/${fields.companyId}/auths/${fields.channelId}/disable`), 'auth'),
	},
});
