import { randomBytes, randomUUID } from 'node:crypto';
import { CHANNELS } from './channels.ts';
import { VoipbinSettings } from './settings.ts';
import { NIL } from './state.ts';
import type {
	Account,
	Address,
	Agent,
	ChannelType,
	Conversation,
	Customer,
	Media,
	Message,
	VoipbinState,
} from './state.ts';

type Given<Item, Needed extends keyof Item> = Partial<Item> & Pick<Item, Needed>;
type GivenConversation = Omit<Given<Conversation, 'type'>, 'peer'> & {
	peer: Pick<Address, 'target'> & Partial<Address>;
};

const HOUR_MS = 3_600_000;

/** The service's data, and how more of it comes into being without an API call. */
export class VoipbinStore extends VoipbinSettings {
	state: VoipbinState = emptyState();

	addAgent(agent: Given<Agent, 'username'>): Agent {
		return added(this.state.agents, { id: randomUUID(), customerId: this.state.customer.id, ...agent });
	}

	addAccount(account: Given<Account, 'type' | 'name'>): Account {
		return added(this.state.accounts, {
			...this.#identity(),
			detail: '',
			secret: '',
			token: '',
			providerData: null,
			messageFlowId: NIL,
			...account,
		});
	}

	addConversation(conversation: GivenConversation): Conversation {
		const { self } = CHANNELS[conversation.type];
		const { target, targetName = '' } = conversation.peer;
		return added(this.state.conversations, {
			...this.#identity(),
			accountId: this.accountFor(conversation.type)?.id ?? NIL,
			name: targetName,
			detail: '',
			dialogId: target,
			self,
			ownerId: NIL,
			...conversation,
			peer: { type: self.type, targetName, ...conversation.peer },
		});
	}

	addMessage(message: Given<Message, 'conversationId' | 'direction' | 'text'>): Message {
		return added(this.state.messages, this.draft(message));
	}

	/** A message that is not kept. */
	draft(message: Given<Message, 'conversationId' | 'direction' | 'text'>): Message {
		const { type, self, peer } = existing(this.state.conversations, message.conversationId);
		const identity = this.#identity();
		const [source, destination] = message.direction === 'incoming' ? [peer, self] : [self, peer];
		return {
			...identity,
			type,
			status: 'done',
			// Text messages and web chats are kept by services of their own, under the same id.
			referenceId: type === 'line' || type === 'whatsapp' ? NIL : identity.id,
			source,
			destination,
			medias: [],
			seen: false,
			...message,
		};
	}

	/** A history that already happened: `Message 1`, `Message 2`, … by turns from the peer and the business. */
	addMessages(count: number, conversationId = this.state.conversations[0]!.id): Message[] {
		const start = Date.now() - HOUR_MS - count * 1000;
		return Array.from({ length: count }, (_, index) =>
			this.addMessage({
				conversationId,
				direction: index % 2 === 0 ? 'incoming' : 'outgoing',
				text: `Message ${index + 1}`,
				createdAt: microtime((start + index * 1000) * 1000),
				seen: true,
			}),
		);
	}

	media(media: Pick<Media, 'fileName' | 'mimeType'>, content: Uint8Array | string): Media {
		const { id, customerId, createdAt } = this.#identity();
		const bytes = Buffer.from(content);
		const [kind = ''] = media.mimeType.split('/');
		const type = ['image', 'video', 'audio'].includes(kind) ? kind : 'file';
		return { id, customerId, type, ...media, size: bytes.length, content: bytes.toString('base64'), createdAt };
	}

	/** The account that serves a channel. */
	accountFor(type: ChannelType): Account | undefined {
		return this.state.accounts.find(
			(account) => account.type === CHANNELS[type].accountType && account.deletedAt === null,
		);
	}

	now(): string {
		this.state.lastTime = Math.max(Date.now() * 1000, this.state.lastTime + 1);
		return microtime(this.state.lastTime);
	}

	#identity() {
		return {
			id: randomUUID(),
			customerId: this.state.customer.id,
			createdAt: this.now(),
			updatedAt: null,
			deletedAt: null,
		};
	}
}

export function emptyState(): VoipbinState {
	const customer: Customer = {
		id: randomUUID(),
		name: 'Sandbox Store',
		detail: 'A shop that sells sand',
		email: 'owner@sandbox-store.example',
		phoneNumber: '+15550001000',
		address: '1 Beach Road',
		webhookMethod: '',
		webhookUri: '',
		webhookSecret: randomBytes(32).toString('hex'),
		billingAccountId: randomUUID(),
		createdAt: microtime(Date.now() * 1000),
		updatedAt: null,
		deletedAt: null,
	};
	return { lastTime: 0, customer, agents: [], accounts: [], conversations: [], messages: [] };
}

export function existing<Item extends { id: string }>(items: Item[], id: string): Item {
	const item = items.find((candidate) => candidate.id === id);
	if (!item) throw new Error(`The sandbox has nothing with the id ${id} here`);
	return item;
}

function added<Item>(items: Item[], item: Item): Item {
	items.push(item);
	return item;
}

function microtime(microseconds: number): string {
	const milliseconds = new Date(Math.floor(microseconds / 1000)).toISOString().slice(0, -1);
	return `${milliseconds}${String(microseconds % 1000).padStart(3, '0')}Z`;
}
