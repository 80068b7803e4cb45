export {
	conversationEvent,
	type ConversationEvent,
	keyOf,
	messageEvent,
	newMessageEvent,
	pollingTrigger,
	webhookTrigger,
} from './events';
export type { Attachment, Conversation, Message } from './message';
export { channelName, rowOf } from './row';
