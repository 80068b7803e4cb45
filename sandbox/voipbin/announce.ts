import type { VoipbinService } from './service.ts';
import type { Message } from './state.ts';

/** Text messages and web chats have services of their own, which tell of a message too: one message, two events. */
export function announceCreated(voipbin: VoipbinService, message: Message): void {
	const { payloads } = voipbin;
	if (message.type === 'message') voipbin.notify(payloads.messageCreated(message), message.conversationId);
	if (message.type === 'webchat') voipbin.notify(payloads.webchatMessageCreated(message), message.conversationId);
	voipbin.notify(payloads.conversationMessageCreated(message), message.conversationId);
}

export function announceUpdated(voipbin: VoipbinService, message: Message): void {
	const { payloads } = voipbin;
	if (message.type === 'message') voipbin.notify(payloads.messageUpdated(message), message.conversationId);
	voipbin.notify(payloads.conversationMessageUpdated(message), message.conversationId);
}
