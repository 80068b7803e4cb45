import { randomUUID } from 'node:crypto';
import { emptyState } from './state.ts';
import type { Attachment, Channel, Company, Conversation, Job, Message, PactState, Template } from './state.ts';

type Collections = Omit<PactState, 'lastId'>;
type Given<Item, Needed extends keyof Item> = Partial<Item> & Pick<Item, Needed>;

/** The service's data, and how more of it comes into being without an API call. */
export class PactStore {
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
		return this.#add('channels', { token: null, enabled: true, ...channel });
	}

	addConversation(conversation: Partial<Conversation> & { channelId: number; name: string }): Conversation {
		const channel = existing(this.state.channels, conversation.channelId);
		return this.#add('conversations', {
			companyId: channel.companyId,
			channelType: channel.provider,
			phone: null,
			username: null,
			avatar: '/avatars/original/missing.png',
			createdAt: new Date().toISOString(),
			lastMessageAt: null,
			lastIncomeMessageAt: null,
			assigneeId: null,
			notes: [],
			bitrixBlockOpenlines: false,
			announced: true,
			...conversation,
		});
	}

	addMessage(message: Given<Message, 'conversationId' | 'text' | 'income'>): Message {
		const conversation = existing(this.state.conversations, message.conversationId);
		const added = this.#add('messages', {
			channelId: conversation.channelId,
			channelType: conversation.channelType,
			createdAt: new Date().toISOString(),
			ack: 1,
			attachmentIds: [],
			buttons: [],
			jobId: null,
			...message,
		});
		conversation.lastMessageAt = added.createdAt;
		if (added.income) conversation.lastIncomeMessageAt = added.createdAt;
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

	addAttachment(attachment: Omit<Attachment, 'id'>): Attachment {
		return this.#add('attachments', attachment);
	}

	addJob(job: Omit<Job, 'id'>): Job {
		return this.#add('jobs', job);
	}

	addTemplate(template: Given<Template, 'companyId' | 'name' | 'body'>): Template {
		return this.#add('templates', {
			wabaId: `waba_${template.name}`,
			substitutionsCount: new Set(template.body.match(/\{\{\d+\}\}/g)).size,
			position: this.state.templates.length + 1,
			...template,
		});
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
