import type { FastifyPluginAsync } from 'fastify';
import { Refusal } from '../../common/refusal.ts';
import type { PactService } from '../service.ts';
import { attachments } from './attachments.ts';
import { authorization } from './authorization.ts';
import { channels } from './channels.ts';
import { companies } from './companies.ts';
import { conversations } from './conversations.ts';
import { jobs } from './jobs.ts';
import { keepLimits } from './limits.ts';
import { messages } from './messages.ts';
import { templates } from './templates.ts';

const ENDPOINTS = [companies, channels, authorization, conversations, messages, attachments, jobs, templates];

/** Private API V1: everything under `/p1`. */
export const p1 =
	(pact: PactService): FastifyPluginAsync =>
	async (app) => {
		app.addHook('preHandler', async ({ headers, query }) => {
			const token = headers['x-private-api-token'] ?? (query as Record<string, unknown>).private_api_token;
			if (token !== pact.token) throw new Refusal(401, token ? 'The token is not valid' : 'No token provided');
			if (!/json|\*/.test(headers.accept ?? '*')) throw new Refusal(406, 'Only JSON is served');
		});
		keepLimits(app, pact);
		for (const endpoints of ENDPOINTS) {
			endpoints(app, pact);
		}
	};
