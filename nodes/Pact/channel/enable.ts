import { path } from '../../shared/client';
import { text } from '../../shared/fields';
import { p2Operation } from '../api';
import { channelId, companyId } from '../fields';

export const enable = p2Operation({
	name: 'Enable',
	action: 'Enable a channel',
	description: 'Switch a channel on, or finish connecting it with the code that the messenger sent',
	fields: { companyId, channelId },
	options: {
		code: text({ displayName: 'Code', description: 'The code that the messenger sent', placeholder: 'e.g. 12345' }),
	},
	run: async ({ api, fields, options }) =>
		await api.request('PUT', path`/companies/${fields.companyId}/auths/${fields.channelId}/enable`, { body: options }),
});
