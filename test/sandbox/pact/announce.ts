import type { PactService } from './service.ts';
import type { Conversation } from './state.ts';

/** Posts what happened in a conversation; the first time the conversation itself is announced before. */
export function announce(pact: PactService, conversation: Conversation, payload: object): void {
	const lane = String(conversation.id);
	if (!conversation.announced) {
		conversation.announced = true;
		pact.notify(conversation.companyId, lane, pact.payloads.conversationNew(conversation));
	}
	pact.notify(conversation.companyId, lane, payload);
}
