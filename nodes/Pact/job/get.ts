import { path } from '../../shared/client';
import { p1Operation } from '../api';
import { channelId, companyId, jobId } from '../fields';

export const get = p1Operation({
	name: 'Get',
	action: 'Get a job',
	description: 'Find out what became of a message that was queued',
	fields: { companyId, channelId, jobId },
	run: async ({ api, fields }) =>
		await api.get(path`/companies/${fields.companyId}/channels/${fields.channelId}/jobs/${fields.jobId}`),
});
