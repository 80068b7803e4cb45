import type { Newcomer, Phones, PhoneFile, PhoneMessage, Written } from '../common/phones.ts';
import type { Delivery } from '../common/webhooks.ts';
import { customerReads, customerWrites } from './customer.ts';
import { fileUrl } from './files.ts';
import type { PactService } from './service.ts';
import { isOnPhone, type Conversation, type Message } from './state.ts';
import { existing } from './store.ts';

const LABELS: Record<string, string> = {
	whatsapp: 'WhatsApp',
	whatsapp_business: 'WhatsApp Business',
	telegram: 'Telegram bot',
	telegram_personal: 'Telegram',
	vkontakte: 'VK',
	vkontakte_direct: 'VK Direct',
	viber: 'Viber',
	facebook: 'Facebook',
	instagram: 'Instagram',
	instagram_business: 'Instagram Business',
	avito: 'Avito',
	max: 'MAX',
	max_bot: 'MAX bot',
	odnoklassniki: 'Odnoklassniki',
};

const label = (provider: string): string => LABELS[provider] ?? provider;

/** Pact's customers. */
export class PactPhones implements Phones {
	readonly name = 'pact';
	readonly title = 'Pact';
	#pact: PactService;

	constructor(pact: PactService) {
		this.#pact = pact;
	}

	channels() {
		return this.#pact.state.channels.map(({ id, provider }) => ({ id: String(id), label: label(provider) }));
	}

	contacts() {
		const byConversation = new Map<number, Message[]>();
		for (const message of this.#pact.state.messages.filter(isOnPhone)) {
			const own = byConversation.get(message.conversationId);
			if (own) own.push(message);
			else byConversation.set(message.conversationId, [message]);
		}
		return this.#pact.state.conversations.map((conversation) =>
			contact(conversation, byConversation.get(conversation.id) ?? []),
		);
	}

	messages(contactId: string) {
		return phoneMessages(this.#pact, Number(contactId));
	}

	write(contactId: string, message: Written) {
		customerWrites(this.#pact, Number(contactId), message);
	}

	introduce({ channelId, name, phone }: Newcomer, message: Written) {
		const sender = { channelId: Number(channelId), name, phone };
		return String(customerWrites(this.#pact, sender, message).conversationId);
	}

	read(contactId: string) {
		customerReads(this.#pact, Number(contactId));
	}

	webhook() {
		const { companies, webhooks } = this.#pact.state;
		const url =
			companies.find(({ webhookUrl }) => webhookUrl)?.webhookUrl ?? webhooks.find(({ active }) => active)?.url;
		const delivery = this.#pact.webhooks.at(-1);
		return { url: url ?? null, last: delivery ? lastAttempt(delivery) : null };
	}
}

function lastAttempt({ attempts, body, state }: Delivery) {
	const attempt = attempts.at(-1);
	if (!attempt) return null;
	const { type = 'test', event = '' } = (body ?? {}) as { type?: string; event?: string };
	return {
		what: `${type} ${event}`.trim(),
		status: attempt.status,
		error: attempt.error ?? null,
		at: new Date(attempt.at).toISOString(),
		state,
	};
}

export function phoneMessages(pact: PactService, conversationId: number): PhoneMessage[] {
	return pact.state.messages
		.filter((message) => message.conversationId === conversationId && isOnPhone(message))
		.map(({ id, income, text, attachmentIds, buttons, ack, createdAt }) => ({
			id,
			from: income ? 'customer' : 'business',
			text,
			attachments: attachmentIds.map((attachmentId) => file(pact, attachmentId)),
			buttons,
			ack,
			at: createdAt,
		}));
}

function file(pact: PactService, attachmentId: number): PhoneFile {
	const attachment = existing(pact.state.attachments, attachmentId);
	const { id, fileName, mimeType, size, sha256 } = attachment;
	return { id, fileName, mimeType, size, sha256, url: fileUrl(pact, attachment) };
}

function contact({ id, name, phone, username, channelType }: Conversation, messages: Message[]) {
	const last = messages.at(-1);
	return {
		id: String(id),
		name,
		detail: phone ? `+${phone}` : username ? `@${username}` : '',
		channel: label(channelType),
		unread: messages.filter(({ income, ack }) => !income && ack < 3).length,
		last: last
			? {
					text: last.text || 'File',
					from: last.income ? ('customer' as const) : ('business' as const),
					at: last.createdAt,
				}
			: null,
	};
}
