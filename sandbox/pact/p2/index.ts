import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { Refusal } from '../../common/refusal.ts';
import type { PactService } from '../service.ts';
import { attachments } from './attachments.ts';
import { auths } from './auths.ts';
import { readBodiesOfGets } from './body.ts';
import { parameters } from './call.ts';
import { conversations } from './conversations.ts';
import { keepLimits } from './limits.ts';
import { messages } from './messages.ts';
import { templates } from './templates.ts';
import { webhooks } from './webhooks.ts';

export const P2 = '/api/p2';

const ENDPOINTS = [conversations, messages, attachments, auths, templates, webhooks];

/** API v2: everything under `/api/p2`. */
export const p2 =
	(pact: PactService): FastifyPluginAsync =>
	async (app) => {
		readBodiesOfGets(app);
		app.addHook('preHandler', async (request) => {
			if (token(request) !== pact.token) throw new Refusal(401, 'No token provided');
			if (!/json|\*/.test(request.headers.accept ?? '*')) throw new Refusal(406, 'Only JSON is served');
			if (pact.unpaid) throw new Refusal(402, 'The company has to be paid for');
		});
		keepLimits(app, pact);
		for (const endpoints of ENDPOINTS) {
			endpoints(app, pact);
		}
	};

const token = (request: FastifyRequest): unknown =>
	request.headers['x-private-api-token'] ?? parameters(request).private_api_token;
