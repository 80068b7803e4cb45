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
	type Area,
	byAge,
	type Inbox,
	inboxOf,
	ofTheRun,
	type Place,
	sessionId,
	type Told,
	type Where,
} from './inbox';
export type { Attachment, Conversation, Message } from './message';
