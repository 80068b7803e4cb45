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
export { collectOf } from './collect';
export {
	type Activity,
	type Inbox,
	inboxOf,
	isOfSend,
	nameOf,
	ofTheRun,
	type Place,
	type Told,
	type Where,
} from './inbox';
export { type Attachment, byAge, type Conversation, isHeard, type Message, type SentMessage, spoken } from './message';
export { sendOnce } from './once';
export { noteSent, ownAmong } from './own';
export { inOrder, sortDirection } from './order';
export { sending, sendOptions } from './overtaken';
export { piecesOf } from './pieces';
export { channelName, rowOf } from './row';
export { addressed, after, type Seen, seenIn } from './seen';
export { getUnansweredOf } from './unanswered';
