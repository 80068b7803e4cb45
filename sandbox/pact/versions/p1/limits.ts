import { keepRate, type Rated } from '../../rates.ts';
import type { PactService } from '../../service.ts';

const COMPANY = '/p1/companies/:companyId';
const RATED: Record<string, Rated> = {
	[`GET ${COMPANY}/conversations`]: 'conversations',
	[`GET ${COMPANY}/conversations/:conversationId`]: 'conversations',
	[`GET ${COMPANY}/conversations/:conversationId/messages`]: 'messages',
	[`GET ${COMPANY}/waba_templates`]: 'templates',
	[`POST ${COMPANY}/conversations`]: 'sends',
	[`POST ${COMPANY}/channels/:channelId/conversations`]: 'sends',
	[`POST ${COMPANY}/conversations/:conversationId/messages`]: 'sends',
	[`POST ${COMPANY}/conversations/:conversationId/messages/attachments`]: 'uploads',
};

/** The rates of p2, kept by its endpoints' counterparts here: the vendor publishes none for p1. */
export function keepLimits(pact: PactService, endpoint: string): void {
	const rated = RATED[endpoint];
	if (pact.limits.p1 && rated) keepRate(pact, 'p1', rated);
}
