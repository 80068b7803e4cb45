import { path } from '../../kit';
import { operation } from '../operation';
import { channelId, companyId, jobId } from '../fields';

export const get = operation({
	name: 'Get',
	action: 'Get a job',
	description: 'Find out what became of a message that was queued',
	fields: { companyId, channelId, jobId },
	reads: true,
	run: {
		p1: ({ api, fields }) =>
			api.get(path`/companies/${fields.companyId}/channels/${fields.channelId}/jobs/${fields.jobId}`),
		p2: undefined,
	},
});
