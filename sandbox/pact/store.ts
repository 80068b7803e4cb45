import { randomBytes, randomUUID } from 'node:crypto';
import { PactSettings } from './settings.ts';
import { emptyState } from './state.ts';
import type {
	Attachment,
	Channel,
	Company,
	Conversation,
	Job,
	Message,
	PactState,
	Template,
	Webhook,
} from './state.ts';

const now = () => new Date().toISOString();

/** What a messenger calls a message; it begins with a letter as WhatsApp's do. */
export const externalMessageId = (): string => `A${randomBytes(15).toString('hex').toUpperCase()}`;

const channelDefaults = () => ({
	token: null,
	state: 'enabled' as const,
	confirmation: {},
	phoneNumber: null,
	username: null,
	pages: null,
	createdAt: now(),
	updatedAt: now(),
	syncMessagesAt: null,
});

const conversationDefaults = () => ({
	phone: null,
	username: null,
	avatar: '/avatars/original/missing.png',
	createdAt: now(),
	lastMessageAt: null,
	lastIncomeMessageAt: null,
	lastMessageId: null,
	lastUpdatedAt: now(),
	operationalState: 'open' as const,
	repliedState: 'initialized' as const,
	assigneeId: null,
	notes: [],
	bitrixBlockOpenlines: false,
	announced: true,
});

const messageDefaults = () => ({
	createdAt: now(),
	ack: 1,
	attachmentIds: [],
	buttons: [],
	jobId: null,
	externalId: externalMessageId(),
	repliedToId: null,
	failure: null,
	deleted: false,
});

const ATTACHMENT_DEFAULTS = { dimensions: {}, pushToTalk: false };

const templateDefaults = () => ({ headerContentType: null, header: null, namespace: null, createdAt: now() });

type Collections = Omit<PactState, 'lastId'>;
type Given<Item, Needed extends keyof Item> = Partial<Item> & Pick<Item, Needed>;

/** The service's data, and how more of it comes into being without an API call. */
export class PactStore extends PactSettings {
	state: PactState = emptyState();

	addCompany(company: Given<Company, 'name'>): Company {
		return this.#add('companies', {
			uuid: randomUUID(),
			phone: null,
			description: null,
			webhookUrl: null,
			hidden: false,
			...company,
		});
	}

	addChannel(channel: Given<Channel, 'companyId' | 'provider'>): Channel {
		return this.#add('channels', { ...channelDefaults(), ...channel });
	}

	addConversation(conversation: Partial<Conversation> & { channelId: number; name: string }): Conversation {
		const channel = existing(this.state.channels, conversation.channelId);
		return this.#add('conversations', {
			companyId: channel.companyId,
			channelType: channel.provider,
			...conversationDefaults(),
			...conversation,
		});
	}

	addMessage(message: Given<Message, 'conversationId' | 'text' | 'income'>): Message {
		const conversation = existing(this.state.conversations, message.conversationId);
		const added = this.#add('messages', {
			channelId: conversation.channelId,
			channelType: conversation.channelType,
			...messageDefaults(),
			...message,
		});
		const { id, createdAt, income } = added;
		Object.assign(conversation, {
			lastMessageId: id,
			lastMessageAt: createdAt,
			lastUpdatedAt: createdAt,
			repliedState: income ? 'unreplied' : 'replied',
			...(income ? { lastIncomeMessageAt: createdAt } : {}),
		});
		return added;
	}

	/** A history that already happened: `Message 1`, `Message 2`, … by turns from the customer and the business. */
	addMessages(count: number, conversationId = this.state.conversations[0]!.id): Message[] {
		const start = Date.now() - count * 1000;
		return Array.from({ length: count }, (_, index) =>
			this.addMessage({
				conversationId,
				text: `Message ${index + 1}`,
				income: index % 2 === 0,
				ack: 3,
				createdAt: new Date(start + index * 1000).toISOString(),
			}),
		);
	}

	addAttachment(attachment: Omit<Attachment, 'id' | 'dimensions' | 'pushToTalk'> & Partial<Attachment>): Attachment {
		return this.#add('attachments', { ...ATTACHMENT_DEFAULTS, ...attachment });
	}

	addJob(job: Omit<Job, 'id'>): Job {
		return this.#add('jobs', job);
	}

	addTemplate(template: Given<Template, 'companyId' | 'name' | 'body'>): Template {
		return this.#add('templates', {
			wabaId: `waba_${template.name}`,
			substitutionsCount: new Set(template.body.match(/\{\{\d+\}\}/g)).size,
			position: this.state.templates.length + 1,
			...templateDefaults(),
			...template,
		});
	}

	/** Without the test an address has to pass in the API. */
	addWebhook(webhook: Given<Webhook, 'companyId' | 'url'>): Webhook {
		return this.#add('webhooks', { active: true, ...webhook });
	}

	/** Goes on from a saved state, from one of an older sandbox too. */
	load(state: Partial<PactState>): void {
		const whole = { ...emptyState(), ...state };
		this.state = {
			...whole,
			channels: whole.channels.map((channel) => ({ ...channelDefaults(), ...channel })),
			conversations: whole.conversations.map((conversation) => ({ ...conversationDefaults(), ...conversation })),
			messages: whole.messages.map((message) => ({ ...messageDefaults(), ...message })),
			attachments: whole.attachments.map((attachment) => ({ ...ATTACHMENT_DEFAULTS, ...attachment })),
			templates: whole.templates.map((template) => ({ ...templateDefaults(), ...template })),
		};
	}

	#add<Name extends keyof Collections>(name: Name, item: Omit<Collections[Name][number], 'id'>) {
		const added = { id: ++this.state.lastId, ...item } as Collections[Name][number];
		(this.state[name] as Array<Collections[Name][number]>).push(added);
		return added;
	}
}

export function existing<Item extends { id: number }>(items: Item[], id: number): Item {
	const item = items.find((candidate) => candidate.id === id);
	if (!item) throw new Error(`The sandbox has nothing with the id ${id} here`);
	return item;
}
