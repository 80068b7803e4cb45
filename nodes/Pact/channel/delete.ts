import { path } from '../../kit';
import { operation } from '../operation';
import { channelId, companyId } from '../fields';

export const remove = operation({
	name: 'Delete',
	action: 'Delete a channel',
	description: 'Disconnect a channel from a company for good',
	fields: { companyId, channelId },
	run: {
		p1: async ({ api, fields: { companyId: company, channelId: id } }) => {
			await api.delete(path`/companies/${company}/channels/${id}`);
			return { deleted: true, id };
		},
		p2: async ({ api, fields: { companyId: company, channelId: id } }) => {
			await api.delete(path`/companies/${company}/auths/${id}`);
			return { deleted: true, id };
		},
	},
});
