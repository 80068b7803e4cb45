import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../common/refusal.ts';
import { keepRate, type Rated } from '../rates.ts';
import type { PactService } from '../service.ts';

const CONVERSATION = '/pact/api/p2/conversations/:conversationId';
const RATED: Record<string, Rated> = {
	'GET /pact/api/p2/conversations': 'conversations',
	[`GET ${CONVERSATION}`]: 'conversations',
	[`GET ${CONVERSATION}/messages`]: 'messages',
	[`GET ${CONVERSATION}/messages/:messageId`]: 'messages',
	'POST /pact/api/p2/messages': 'sends',
	[`POST ${CONVERSATION}/messages`]: 'sends',
	'POST /pact/api/p2/attachments': 'uploads',
	'GET /pact/api/p2/waba_templates': 'templates',
};

/** That a row's limit is shared by its endpoints, and that the windows slide, is assumed. */
export function keepLimits(app: FastifyInstance, pact: PactService): void {
	app.addHook('preHandler', async ({ method, routeOptions }) => {
		const rated = RATED[`${method} ${routeOptions.url}`];
		if (rated === 'sends' && pact.plan === 'free') throw new Refusal(403, 'The free plan sends no messages');
		if (pact.p2Limits && rated) keepRate(pact, 'p2', rated);
	});
}
