export { sendAndWaitOf } from './ask';
export {
	conversationEvent,
	type ConversationEvent,
	keyOf,
	messageEvent,
	newMessageEvent,
	pollingTrigger,
	webhookTrigger,
} from './events';
export {
	type Activity,
	byAge,
	type Inbox,
	inboxOf,
	nameOf,
	ofTheRun,
	type Place,
	sessionId,
	type Told,
	type Where,
} from './inbox';
export type { Attachment, Conversation, Message } from './message';
