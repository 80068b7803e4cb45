import { Refusal } from '../../../common/refusal.ts';
import { keepRate, type Rated } from '../../rates.ts';
import type { PactService } from '../../service.ts';

const CONVERSATION = '/api/p2/conversations/:conversationId';
const RATED: Record<string, Rated> = {
	'GET /api/p2/conversations': 'conversations',
	[`GET ${CONVERSATION}`]: 'conversations',
	[`GET ${CONVERSATION}/messages`]: 'messages',
	[`GET ${CONVERSATION}/messages/:messageId`]: 'messages',
	'POST /api/p2/messages': 'sends',
	[`POST ${CONVERSATION}/messages`]: 'sends',
	'POST /api/p2/attachments': 'uploads',
	'GET /api/p2/waba_templates': 'templates',
};

/** That a row's limit is shared by its endpoints, and that the windows slide, is assumed. */
export function keepLimits(pact: PactService, endpoint: string): void {
	const rated = RATED[endpoint];
	if (rated === 'sends' && pact.plan === 'free') throw new Refusal(403, 'The free plan sends no messages');
	if (pact.limits.p2 && rated) keepRate(pact, 'p2', rated);
}
