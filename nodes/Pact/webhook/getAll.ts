import { webhooksOf } from '../p2/webhooks';
import { operation } from '../operation';
import { companyId } from '../fields';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many webhooks',
	description: 'Get the addresses that a company reports to',
	fields: { companyId },
	many: true,
	reads: true,
	run: {
		p1: undefined,
		p2: ({ api, fields, limit }) => webhooksOf(api, fields.companyId, limit),
	},
});
