import { createHash } from 'node:crypto';
import type { Newcomer, Phones, PhoneMessage, Written } from '../common/phones.ts';
import type { Delivery } from '../common/webhooks.ts';
import { CHANNELS, CHANNEL_TYPES } from './channels.ts';
import { fileUrl } from './files.ts';
import { peerReads, peerWrites } from './peer.ts';
import type { VoipbinService } from './service.ts';
import type { ChannelType, Conversation, Media, Message } from './state.ts';

/** The people who write to VoIPbin's customer. */
export class VoipbinPhones implements Phones {
	readonly name = 'voipbin';
	readonly title = 'VoIPbin';
	#voipbin: VoipbinService;

	constructor(voipbin: VoipbinService) {
		this.#voipbin = voipbin;
	}

	channels() {
		return CHANNEL_TYPES.filter((type) => CHANNELS[type].accountType === null || this.#voipbin.accountFor(type)).map(
			(type) => ({ id: type, label: CHANNELS[type].label }),
		);
	}

	contacts() {
		const { conversations, messages } = this.#voipbin.state;
		const byConversation = new Map<string, Message[]>(conversations.map(({ id }) => [id, []]));
		for (const message of messages) byConversation.get(message.conversationId)!.push(message);
		return conversations.map((conversation) => contact(conversation, byConversation.get(conversation.id)!));
	}

	messages(contactId: string) {
		return phoneMessages(this.#voipbin, contactId);
	}

	write(contactId: string, message: Written) {
		peerWrites(this.#voipbin, contactId, message);
	}

	introduce({ channelId, name, phone }: Newcomer, message: Written) {
		const type = channelId as ChannelType;
		return peerWrites(this.#voipbin, { type, name, target: targetOf(type, phone) }, message).conversationId;
	}

	read(contactId: string) {
		peerReads(this.#voipbin, contactId);
	}

	webhook() {
		const delivery = this.#voipbin.webhooks.at(-1);
		return { url: this.#voipbin.state.customer.webhookUri || null, last: delivery ? lastAttempt(delivery) : null };
	}
}

/** Every phone has a number; what a channel calls its owner follows from it. */
function targetOf(type: ChannelType, phone: string): string {
	const hash = createHash('md5').update(phone).digest('hex');
	if (type === 'line') return `U${hash}`;
	if (type === 'webchat') return hash.replace(/(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-4$3-8$4-');
	if (type === 'email') return `${phone}@phones.example`;
	return `+${phone}`;
}

function lastAttempt({ attempts, body, state }: Delivery) {
	const attempt = attempts.at(-1);
	if (!attempt) return null;
	const { type = 'unknown' } = (body ?? {}) as { type?: string };
	return {
		what: type,
		status: attempt.status,
		error: attempt.error ?? null,
		at: new Date(attempt.at).toISOString(),
		state,
	};
}

export function phoneMessages(voipbin: VoipbinService, conversationId: string): PhoneMessage[] {
	return voipbin.state.messages
		.filter((message) => message.conversationId === conversationId)
		.map((message) => ({
			id: message.id,
			from: message.direction === 'incoming' ? 'customer' : 'business',
			text: message.text,
			attachments: message.medias.map((media) => file(voipbin, media)),
			buttons: [],
			ack: ackOf(message),
			at: message.createdAt,
		}));
}

function ackOf({ direction, seen, status }: Message): number {
	if (direction === 'incoming') return seen ? 2 : 1;
	return seen ? 3 : status === 'done' ? 2 : 1;
}

function file(voipbin: VoipbinService, media: Media) {
	const { id, fileName, mimeType, size, content } = media;
	const sha256 = createHash('sha256').update(Buffer.from(content, 'base64')).digest('hex');
	return { id, fileName, mimeType, size, sha256, url: fileUrl(voipbin, media) };
}

function contact({ id, name, type, peer }: Conversation, messages: Message[]) {
	const last = messages.at(-1);
	return {
		id,
		name: name || peer.targetName || peer.target,
		detail: peer.target,
		channel: CHANNELS[type].label,
		unread: messages.filter(({ direction, seen }) => direction === 'outgoing' && !seen).length,
		last: last
			? {
					text: last.text || 'File',
					from: last.direction === 'incoming' ? ('customer' as const) : ('business' as const),
					at: last.createdAt,
				}
			: null,
	};
}
