import { addressed, type Message } from '../conversations';
import type { Json } from '../kit';
import {
	toConversation as p1Conversation,
	toMessage as p1Message,
	toSentMessage as p1SentMessage,
} from './p1/simplify';
import { toConversation as p2Conversation, toMessage as p2Message } from './p2/simplify';

/** What Pact's own JSON becomes, by version. */
export const toConversation = { p1: p1Conversation, p2: p2Conversation };
export const toMessage = { p1: p1Message, p2: p2Message };

/** Where a message went, as it was entered. */
interface To {
	companyId: string;
	conversationId?: string | null;
	phone?: string;
	text?: string;
}

/** What was sent, and to whom; a first message goes to a number. */
function sentTo<M extends Message>(message: M, { companyId, conversationId = null, phone }: To, past: Iterable<Json>) {
	const sent = { ...message, conversationId: message.conversationId ?? conversationId, companyId };
	return addressed(sent, past, phone ? { id: null, name: null, phone } : undefined);
}

export const toSentMessage = {
	p1: (raw: Json, to: To, past: Iterable<Json>) => sentTo(p1SentMessage(raw, to), to, past),
	p2: (raw: Json, to: To, past: Iterable<Json>) => sentTo(p2Message(raw), to, past),
};
