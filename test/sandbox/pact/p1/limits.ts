import type { FastifyInstance } from 'fastify';
import type { Rate } from '../../common/limits.ts';
import { Refusal } from '../../common/refusal.ts';
import type { PactService } from '../service.ts';

const perMinute = (count: number): Rate => ({ count, perMs: 60_000 });
const perSecond = (count: number): Rate => ({ count, perMs: 1000 });

const RATES: Record<string, Rate[]> = {
	conversations: [perMinute(10)],
	messages: [perMinute(20)],
	templates: [perMinute(20)],
	sends: [perSecond(5), perMinute(30)],
	uploads: [perSecond(5), perMinute(30)],
};

const COMPANY = '/pact/p1/companies/:companyId';
const BUCKETS: Record<string, string> = {
	[`GET ${COMPANY}/conversations`]: 'conversations',
	[`GET ${COMPANY}/conversations/:conversationId`]: 'conversations',
	[`GET ${COMPANY}/conversations/:conversationId/messages`]: 'messages',
	[`GET ${COMPANY}/waba_templates`]: 'templates',
	[`POST ${COMPANY}/conversations`]: 'sends',
	[`POST ${COMPANY}/channels/:channelId/conversations`]: 'sends',
	[`POST ${COMPANY}/conversations/:conversationId/messages`]: 'sends',
	[`POST ${COMPANY}/conversations/:conversationId/messages/attachments`]: 'uploads',
};

/**
 * The rates are the ones published for p2, kept by its endpoints' counterparts here: the vendor publishes none for p1.
 * They count per user, and the sandbox has a single one.
 */
export function keepLimits(app: FastifyInstance, pact: PactService): void {
	app.addHook('preHandler', async (request) => {
		const bucket = BUCKETS[`${request.method} ${request.routeOptions.url}`];
		if (!pact.limits || !bucket) return;
		const seconds = pact.limiter.take(bucket, RATES[bucket]!);
		if (seconds > 0) throw new Refusal(429, `Please wait for ${seconds} seconds`);
	});
}
