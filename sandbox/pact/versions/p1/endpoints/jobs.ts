import type { Endpoints } from '../../../../common/call.ts';
import type { P1Call } from '../call.ts';
import { jobObject } from '../objects.ts';

export const jobs: Endpoints<P1Call> = {
	'GET /p1/companies/:companyId/channels/:channelId/jobs/:jobId': ({ job }) => ({ status: 'ok', data: jobObject(job) }),
};
