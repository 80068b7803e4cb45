import { inboxOf, ofTheRun } from '../conversations';
import { inherited } from '../kit';
import { companyId, conversationId } from './fields';
import type { Apis } from './operation';
import { active as activeInP1, newest as newestInP1 } from './p1/inbox';
import { active as activeInP2, newest as newestInP2 } from './p2/inbox';
import { toConversation } from './shapes';

/** The conversations of a company. */
export const inbox = inboxOf<Apis>()({
	service: 'pact',
	area: { companyId },
	where: {
		companyId,
		conversationId: inherited(conversationId, ofTheRun),
	},
	versions: {
		p1: { newest: newestInP1, active: activeInP1, toConversation: toConversation.p1 },
		p2: { newest: newestInP2, active: activeInP2, toConversation: toConversation.p2 },
	},
});
