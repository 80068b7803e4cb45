import { required } from '../../kit';
import { createWebhook } from '../p2/webhooks';
import { operation } from '../operation';
import { companyId } from '../fields';
import { address } from './fields';

export const create = operation({
	name: 'Create',
	action: 'Create a webhook',
	description:
		'Add an address to report to; it stays inactive until it is updated, and a company can have five at most',
	fields: { companyId, url: required(address) },
	run: {
		p1: undefined,
		p2: ({ api, fields }) => createWebhook(api, fields.companyId, fields.url),
	},
});
