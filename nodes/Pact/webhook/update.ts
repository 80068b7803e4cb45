import { toggle } from '../../shared/fields';
import { p2Operation } from '../api';
import { companyId } from '../fields';
import { address, webhookId } from './fields';

const active = toggle({
	displayName: 'Active',
	description: 'Whether Pact calls the address; it calls it at once to test it',
	default: true,
});

export const update = p2Operation({
	name: 'Update',
	action: 'Update a webhook',
	description: 'Change an address to report to, or switch it on and off',
	fields: { companyId, webhookId, url: address, active },
	run: async ({ api, fields }) =>
		await api.updateWebhook(fields.companyId, fields.webhookId, {
			url: fields.url || undefined,
			active: fields.active,
		}),
});
