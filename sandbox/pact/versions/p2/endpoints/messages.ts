import type { Endpoints } from '../../../../common/call.ts';
import { Refusal } from '../../../../common/refusal.ts';
import { messageUpdated } from '../../../announce.ts';
import { sendMessage } from '../../../delivery.ts';
import { found } from '../../../found.ts';
import type { Input } from '../../../input.ts';
import type { PactService } from '../../../service.ts';
import type { Conversation } from '../../../state.ts';
import type { P2Call } from '../call.ts';
import { content } from '../content.ts';
import { writeFirst } from '../firstMessage.ts';
import { messageObject } from '../objects.ts';
import { MESSAGES_PER_PAGE, paged } from '../paging.ts';

const DELETING = ['whatsapp', 'telegram_personal', 'max'];
const MOST_DELETED = 100;

export const messages: Endpoints<P2Call> = {
	'POST /api/p2/messages': ({ pact, company, input }) => ({
		message: messageObject(pact, writeFirst(pact, company, input)),
	}),

	'GET /api/p2/conversations/:conversationId/messages': ({ pact, conversation, input }) => {
		// The documents do not say which end comes first: the oldest, as in p1, is assumed.
		const own = pact.state.messages
			.filter(({ conversationId }) => conversationId === conversation.id)
			.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id - b.id);
		const { items, meta } = paged(input, own, MESSAGES_PER_PAGE);
		return { messages: items.map((message) => messageObject(pact, message)), meta };
	},

	'GET /api/p2/conversations/:conversationId/messages/:messageId': ({ pact, message }) => ({
		message: messageObject(pact, message),
	}),

	'POST /api/p2/conversations/:conversationId/messages': ({ pact, conversation, input }) => {
		if (conversation.channelId === null) throw new Refusal(400, 'The auth of the conversation has been deleted');
		const written = content(pact, conversation.companyId, input);
		const repliedToId = answered(pact, conversation, input);
		return { message: messageObject(pact, sendMessage(pact, conversation, { ...written, buttons: [], repliedToId })) };
	},

	// The answer is not documented: that of a deleted webhook is assumed.
	'DELETE /api/p2/conversations/:conversationId/messages': ({ pact, conversation, input }) => {
		if (!DELETING.includes(conversation.channelType)) {
			throw new Refusal(400, `${conversation.channelType} deletes no messages`);
		}
		const ids = input.integers('message_ids');
		if (ids.length === 0 || ids.length > MOST_DELETED) {
			throw new Refusal(400, `message_ids must have between 1 and ${MOST_DELETED} elements`);
		}
		const chosen = ids.map((id) =>
			found(
				pact.state.messages,
				'Message',
				(message) => message.id === id && message.conversationId === conversation.id,
			),
		);
		for (const message of chosen) {
			message.deleted = true;
			messageUpdated(pact, message);
		}
	},
};

/** The external id of the message that is answered. */
function answered(pact: PactService, conversation: Conversation, input: Input): string | undefined {
	const id = input.text('replied_to_id') || undefined;
	const isKnown = pact.state.messages.some(
		({ conversationId, externalId }) => conversationId === conversation.id && externalId === id,
	);
	if (id !== undefined && !isKnown) throw new Refusal(400, 'replied_to_id is no message of the conversation');
	return id;
}
