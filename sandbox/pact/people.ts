import { conversationBegun } from './announce.ts';
import type { PactService } from './service.ts';
import type { Conversation, Recipient } from './state.ts';

/** The conversation with someone in a channel, begun when there is none yet. */
export function conversationWith(
	pact: PactService,
	channelId: number,
	{ phone, username }: Recipient,
	name: string,
): Conversation {
	const known = pact.state.conversations.find(
		(conversation) =>
			conversation.channelId === channelId &&
			((phone !== null && conversation.phone === phone) || (username !== null && conversation.username === username)),
	);
	if (known) return known;
	const begun = pact.addConversation({ channelId, name, phone, username, announced: false });
	conversationBegun(pact, begun);
	return begun;
}

export const senderExternalId = ({ id, phone, username }: Conversation): string => phone ?? username ?? String(id);
