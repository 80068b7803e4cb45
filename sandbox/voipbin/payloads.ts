import { address } from './versions/2026.ts';
import type { VoipbinService } from './service.ts';
import type { Account, Conversation, Message } from './state.ts';
import { existing } from './store.ts';

/** Every event about conversations; the service documents `conversation_deleted` but never causes it. */
export const payloads = (voipbin: VoipbinService) => {
	const ofConversation = (action: string) => (conversation: Conversation) => ({
		type: `conversation_${action}`,
		data: voipbin.spoken.conversation(conversation),
	});
	const ofMessage = (action: string) => (message: Message) => ({
		type: `conversation_message_${action}`,
		data: voipbin.spoken.message(message, existing(voipbin.state.conversations, message.conversationId)),
	});
	const ofAccount = (action: string) => (account: Account) => ({
		type: `account_${action}`,
		data: voipbin.spoken.account(account),
	});
	const ofTextMessage = (action: string) => (message: Message) => ({
		type: `message_${action}`,
		data: textMessage(voipbin, message),
	});

	return {
		conversationCreated: ofConversation('created'),
		conversationUpdated: ofConversation('updated'),
		conversationDeleted: ofConversation('deleted'),
		conversationMessageCreated: ofMessage('created'),
		conversationMessageUpdated: ofMessage('updated'),
		conversationMessageDeleted: ofMessage('deleted'),
		accountCreated: ofAccount('created'),
		accountUpdated: ofAccount('updated'),
		accountDeleted: ofAccount('deleted'),
		messageCreated: ofTextMessage('created'),
		messageUpdated: ofTextMessage('updated'),
		webchatMessageCreated: (message: Message) => ({
			type: 'webchat_message_created',
			data: webchatMessage(voipbin, message),
		}),
	};
};

const direction = ({ direction }: Message): string => (direction === 'incoming' ? 'inbound' : 'outbound');

/** A text message as the service that sends it sees it. */
function textMessage({ spoken }: VoipbinService, message: Message) {
	const isIncoming = message.direction === 'incoming';
	const status = { progressing: 'queued', done: isIncoming ? 'received' : 'delivered', failed: 'failed' }[
		message.status
	];
	return {
		id: message.id,
		customer_id: message.customerId,
		type: 'sms',
		source: address(message.source),
		targets: [
			{
				destination: address(message.destination),
				status,
				parts: 1,
				tm_update: spoken.time(message.updatedAt ?? message.createdAt),
			},
		],
		text: message.text,
		direction: direction(message),
		tm_create: spoken.time(message.createdAt),
		tm_update: spoken.time(message.updatedAt),
		tm_delete: spoken.time(message.deletedAt),
	};
}

function webchatMessage({ spoken }: VoipbinService, message: Message) {
	const isIncoming = message.direction === 'incoming';
	const [widget, session] = isIncoming ? [message.destination, message.source] : [message.source, message.destination];
	return {
		id: message.id,
		customer_id: message.customerId,
		widget_id: widget.target,
		session_id: session.target,
		direction: direction(message),
		status: message.status,
		text: message.text,
		tm_create: spoken.time(message.createdAt),
		tm_delete: spoken.time(message.deletedAt),
	};
}
