import { deleteWebhook } from '../p2/webhooks';
import { operation } from '../operation';
import { companyId } from '../fields';
import { webhookId } from './fields';

export const remove = operation({
	name: 'Delete',
	action: 'Delete a webhook',
	description: 'Remove an address to report to',
	fields: { companyId, webhookId },
	run: {
		p1: undefined,
		p2: async ({ api, fields }) => {
			await deleteWebhook(api, fields.companyId, fields.webhookId);
			return { deleted: true, id: fields.webhookId };
		},
	},
});
