import { p2Operation } from '../api';
import { companyId } from '../fields';
import { webhookId } from './fields';

export const remove = p2Operation({
	name: 'Delete',
	action: 'Delete a webhook',
	description: 'Remove an address to report to',
	fields: { companyId, webhookId },
	run: async ({ api, fields }) => {
		await api.deleteWebhook(fields.companyId, fields.webhookId);
		return { deleted: true, id: fields.webhookId };
	},
});
