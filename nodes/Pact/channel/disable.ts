import { path } from '../../shared/client';
import { p2Operation } from '../api';
import { channelId, companyId } from '../fields';

export const disable = p2Operation({
	name: 'Disable',
	action: 'Disable a channel',
	description: 'Switch a channel off without removing it',
	fields: { companyId, channelId },
	run: async ({ api, fields }) =>
		await api.request('PUT', path`/companies/${fields.companyId}/auths/${fields.channelId}/disable`),
});
