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
export const toSentMessage = { p1: p1SentMessage, p2: (raw: Json) => p2Message(raw) };
