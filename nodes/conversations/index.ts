export { conversationEvent, type ConversationEvent, messageEvent, pollingTrigger, webhookTrigger } from './events';
export type { Attachment, Conversation, Message } from './message';
