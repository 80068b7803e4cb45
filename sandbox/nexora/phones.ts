import type { Newcomer, PhoneMessage, Phones, Written } from '../common/phones.ts';
import { Refusal } from '../common/refusal.ts';
import { customerWrites, type Sender } from './customer.ts';
import { keepPicture, keptPicture } from './pictures.ts';
import type { NexoraService } from './service.ts';
import type { Conversation, Message, Picture } from './state.ts';

const LABELS: Record<string, string> = {
	waba: 'WhatsApp',
	baileys: 'WhatsApp',
	botFather: 'Telegram',
	telegram: 'Telegram',
	website: 'Website',
};
/** Every other role speaks for the business: the server's own `Bot` and `CS`, and what the API's users call theirs. */
const CUSTOMER = /^(user|client|customer)$/i;

/** Nexora's customers. */
export class NexoraPhones implements Phones {
	readonly name = 'nexora';
	readonly title = 'Nexora';
	readonly note = 'Answers are only stored and shown here, never sent to WhatsApp · n8n asks Nexora for new messages';
	#nexora: NexoraService;

	constructor(nexora: NexoraService) {
		this.#nexora = nexora;
	}

	channels() {
		return [{ id: 'waba', label: 'WhatsApp' }];
	}

	contacts() {
		return this.#nexora.state.conversations.map((conversation) => contact(this.#nexora, conversation));
	}

	messages(contactId: string) {
		return phoneMessages(this.#nexora, contactId);
	}

	write(contactId: string, message: Written) {
		this.#receive(contactId, message);
	}

	introduce({ name, phone }: Newcomer, message: Written) {
		return this.#receive({ name, phone }, message).conversationId;
	}

	read(contactId: string) {
		const unread = this.#nexora.state.messages.filter(
			({ conversationId, seen }) => conversationId === contactId && !seen,
		);
		for (const message of unread) message.seen = true;
		if (unread.length > 0) this.#nexora.changed();
	}

	webhook() {
		return { url: null, last: null };
	}

	#receive(from: string | Sender, { text, attachments }: Written): Message {
		const [picture, ...more] = attachments;
		if (picture && (!text || more.length > 0 || !picture.mimeType.startsWith('image/'))) {
			throw new Refusal(400, 'Nexora stores a text, with one picture at most');
		}
		const image = picture && keepPicture(this.#nexora, picture);
		const message = customerWrites(this.#nexora, from, { text, image });
		if (!message) throw new Refusal(409, 'A person handles this conversation: Nexora stores nothing of it');
		return message;
	}
}

export function phoneMessages(nexora: NexoraService, conversationId: string): PhoneMessage[] {
	return nexora.state.messages
		.filter((message) => message.conversationId === conversationId)
		.map(({ id, role, message: { text, image }, seen, createdAt }) => {
			const picture = image ? keptPicture(nexora, image) : undefined;
			return {
				id,
				from: side(role),
				text: image && !picture ? `${text}\n${image}` : text,
				attachments: picture ? [file(picture, image!)] : [],
				buttons: [],
				ack: side(role) === 'business' && seen ? 3 : 2,
				at: createdAt,
			};
		});
}

function file({ id, fileName, mimeType, content }: Picture, url: string) {
	return { id, fileName, mimeType, size: Buffer.byteLength(content, 'base64'), sha256: null, url };
}

function contact(nexora: NexoraService, { id, room, integrationType }: Conversation) {
	const messages = nexora.state.messages.filter(({ conversationId }) => conversationId === id);
	const customer = nexora.state.customers.find(({ conversationId }) => conversationId === id);
	const last = messages.at(-1);
	return {
		id,
		name: customer?.name ?? room,
		detail: customer ? `+${customer.phone}` : '',
		channel: LABELS[integrationType] ?? integrationType,
		unread: messages.filter(({ role, seen }) => side(role) === 'business' && !seen).length,
		last: last ? { text: last.message.text, from: side(last.role), at: last.createdAt } : null,
	};
}

const side = (role: string): 'customer' | 'business' => (CUSTOMER.test(role) ? 'customer' : 'business');
