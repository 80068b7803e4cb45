import type { FastifyInstance } from 'fastify';
import type { PactService } from '../service.ts';
import { Call } from './call.ts';
import { jobObject } from './objects.ts';

export function jobs(app: FastifyInstance, pact: PactService): void {
	app.get('/companies/:companyId/channels/:channelId/jobs/:jobId', async (request) => {
		const { job } = new Call(pact, request);
		return { status: 'ok', data: jobObject(job) };
	});
}
