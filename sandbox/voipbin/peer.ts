import { announceCreated } from './announce.ts';
import type { VoipbinService } from './service.ts';
import type { ChannelType, Conversation, Message } from './state.ts';
import { existing } from './store.ts';

/** Someone who writes for the first time: a LINE id, a phone number or a session, as the channel has it. */
export interface Sender {
	type: ChannelType;
	target: string;
	name?: string;
}

export interface PeerMessage {
	text?: string;
	attachments?: Array<{ fileName: string; mimeType: string; content: Uint8Array | string }>;
}

export function peerWrites(
	voipbin: VoipbinService,
	from: string | Sender,
	{ text = '', attachments = [] }: PeerMessage,
): Message {
	const conversation =
		typeof from === 'string' ? existing(voipbin.state.conversations, from) : conversationWith(voipbin, from);
	const message = voipbin.addMessage({
		conversationId: conversation.id,
		direction: 'incoming',
		text,
		medias: attachments.map(({ content, ...file }) => voipbin.media(file, content)),
	});
	announceCreated(voipbin, message);
	voipbin.changed();
	return message;
}

function conversationWith(voipbin: VoipbinService, { type, target, name = '' }: Sender): Conversation {
	const known = voipbin.state.conversations.find(
		(conversation) =>
			conversation.type === type && conversation.peer.target === target && conversation.deletedAt === null,
	);
	if (known) return known;
	const conversation = voipbin.addConversation({ type, peer: { target, targetName: name } });
	voipbin.notify(voipbin.payloads.conversationCreated(conversation), conversation.id);
	return conversation;
}

/** The service has no receipts: who reads is seen on the phone only. */
export function peerReads(voipbin: VoipbinService, conversationId: string): void {
	const unread = voipbin.state.messages.filter(
		(message) => message.conversationId === conversationId && message.direction === 'outgoing' && !message.seen,
	);
	for (const message of unread) message.seen = true;
	if (unread.length > 0) voipbin.changed();
}

/** A webhook was accepted: the peer's message has reached the business. */
export function peerHeard(voipbin: VoipbinService, body: unknown): void {
	const { type, data } = (body ?? {}) as { type?: string; data?: { id?: string } };
	if (type !== 'conversation_message_created') return;
	const message = voipbin.state.messages.findLast(({ id }) => id === data?.id);
	if (message?.direction === 'incoming') message.seen = true;
}
