import { path } from '../../kit';
import { operation } from '../operation';
import { channelId, companyId } from '../fields';

export const disable = operation({
	name: 'Disable',
	action: 'Disable a channel',
	description: 'Switch a channel off without removing it',
	fields: { companyId, channelId },
	run: {
		p2: ({ api, fields }) => api.put(path`/companies/${fields.companyId}/auths/${fields.channelId}/disable`),
	},
});
