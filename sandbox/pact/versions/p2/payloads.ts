import type { PactService } from '../../service.ts';
import type { Channel, Conversation, Message } from '../../state.ts';
import { existing } from '../../store.ts';
import { authObject, avatarUrl, contactId, conversationObject, messageObject, publicId } from './objects.ts';

type Event = 'create' | 'update' | 'delete';

/** The business's only employee. */
const EMPLOYEE = { internal_id: 1, name: 'Sandbox employee', avatar_url: null, phone: null };

/** Every payload p2 posts; `changes` to its object make what the sandbox itself never says. */
export const payloads = (pact: PactService) => ({
	ping: () => ({ source: 'pact.im', operation: 'test' }),

	conversation: (event: Event, conversation: Conversation, changes: object = {}) => ({
		event,
		type: 'conversation',
		object: { ...conversationObject(pact, conversation), ...changes },
	}),

	message: (event: Event, message: Message, changes: object = {}) => ({
		event,
		type: 'message',
		object: { ...messageWithPeople(pact, message), ...changes },
	}),

	/** The documents' own example: the customer's message is "delivered", the conversation "active". */
	documentedMessage(message: Message) {
		const object = messageWithPeople(pact, message);
		const conversation = { ...object.conversation, operational_state: 'active' };
		return { event: 'create', type: 'message', object: { ...object, status: 'delivered', conversation } };
	},

	/** Everything is null that receivers have met as null. */
	messageOfNulls: (message: Message) => ({
		event: 'create',
		type: 'message',
		object: {
			...messageObject(pact, message),
			external_id: null,
			replied_to_id: null,
			message: null,
			reactions: null,
			details: null,
			delivery: null,
			deleted: null,
			attachments: null,
			contact: null,
			conversation: null,
		},
	}),

	auth: (event: Event, channel: Channel, changes: object = {}) => ({
		event,
		type: 'auth',
		object: { ...authObject(channel), settings: {}, ...changes },
	}),

	withoutObject: (event: Event, type: 'message' | 'conversation' | 'auth') => ({ event, type }),
});

function messageWithPeople(pact: PactService, message: Message) {
	const conversation = existing(pact.state.conversations, message.conversationId);
	return {
		...messageObject(pact, message),
		reactions: null,
		delivery: null,
		contact: message.income ? customer(pact, conversation) : { id: contactId(conversation.companyId), ...EMPLOYEE },
		conversation: conversationObject(pact, conversation),
	};
}

/** Unlike in the conversation, phones begin with a plus here. */
function customer(pact: PactService, conversation: Conversation) {
	const phone = conversation.phone === null ? null : `+${conversation.phone}`;
	return {
		id: contactId(conversation.id),
		external_id: String(conversation.id),
		external_public_id: conversation.username === null ? phone : publicId(conversation),
		name: conversation.name,
		avatar_url: avatarUrl(pact, conversation),
		phone,
	};
}
