import { updateWebhook } from '../p2/webhooks';
import { toggle } from '../../kit';
import { operation } from '../operation';
import { companyId } from '../fields';
import { address, webhookId } from './fields';

const active = toggle({
	displayName: 'Active',
	description: 'Whether Pact calls the address; it calls it at once to test it',
	default: true,
});

export const update = operation({
	name: 'Update',
	action: 'Update a webhook',
	description: 'Change an address to report to, or switch it on and off',
	fields: { companyId, webhookId, url: address, active },
	run: {
		p1: undefined,
		p2: ({ api, fields }) =>
			updateWebhook(api, fields.companyId, fields.webhookId, {
				url: fields.url || undefined,
				active: fields.active,
			}),
	},
});
