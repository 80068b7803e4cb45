import { operation } from '../api';
import { channelId, companyId } from '../fields';

export const remove = operation({
	name: 'Delete',
	action: 'Delete a channel',
	description: 'Disconnect a channel from a company for good',
	fields: { companyId, channelId },
	run: async ({ api, fields }) => {
		await api.deleteChannel(fields.companyId, fields.channelId);
		return { deleted: true, id: fields.channelId };
	},
});
