import { p2Operation } from '../api';
import { companyId } from '../fields';
import { address } from './fields';

export const create = p2Operation({
	name: 'Create',
	action: 'Create a webhook',
	description: 'Add an address to report to; it is inactive until it is updated, and a company has five at most',
	fields: { companyId, url: { ...address, required: true } },
	run: async ({ api, fields }) => await api.createWebhook(fields.companyId, fields.url),
});
