import { randomUUID } from 'node:crypto';
import { NexoraSettings } from './settings.ts';
import type { Bot, Content, Conversation, Message, NexoraState } from './state.ts';

export type NewMessage = Partial<Omit<Message, 'message'>> & { conversationId: string; message: Content; role: string };

interface History {
	conversationId?: string;
	/** All with one `createdAt`, as the server's parallel writes get it. */
	sameMillisecond?: boolean;
}

/** The service's data, and how more of it comes into being without an API call. */
export class NexoraStore extends NexoraSettings {
	state!: NexoraState;

	/** The server's clock. */
	now(): number {
		return Date.now() + this.state.clockAhead;
	}

	addBot(bot: Partial<Bot> = {}): Bot {
		return keep(this.state.bots, {
			userId: this.state.account.id,
			agentId: randomUUID(),
			botName: 'Sandbox Bot',
			isActive: true,
			type: 'waba',
			data: null,
			llm: 'gemini',
			model: 'gemini-2.0-flash',
			numberPhoneWaba: null,
			...this.#row(bot),
		});
	}

	/** Of the first bot, unless another is given. */
	addConversation(conversation: Partial<Conversation> = {}): Conversation {
		const bot = this.state.bots[0]!;
		return keep(this.state.conversations, {
			botId: bot.id,
			userId: bot.userId,
			room: `room ${randomUUID()}`,
			humanHandle: false,
			integrationType: 'website',
			sender: '',
			...this.#row(conversation),
		});
	}

	addMessage(message: NewMessage): Message {
		return keep(this.state.messages, { type: 'text', sentiment: 'netral', seen: false, ...this.#row(message) });
	}

	/** A history that already happened: `Message 1`, `Message 2`, … by turns from the customer and the bot. */
	addMessages(count: number, { conversationId, sameMillisecond = false }: History = {}): Message[] {
		const start = this.now() - count * 1000;
		return Array.from({ length: count }, (_, index) =>
			this.addMessage({
				conversationId: conversationId ?? this.state.conversations[0]!.id,
				message: { text: `Message ${index + 1}`, type: 'text' },
				role: index % 2 === 0 ? 'user' : 'Bot',
				seen: true,
				createdAt: new Date(start + (sameMillisecond ? 0 : index * 1000)).toISOString(),
			}),
		);
	}

	/** What every row has. */
	#row<Row extends { id?: string; createdAt?: string; updatedAt?: string }>(given: Row) {
		const createdAt = given.createdAt ?? new Date(this.now()).toISOString();
		return { id: randomUUID() as string, createdAt, updatedAt: createdAt, ...given };
	}
}

function keep<Row>(rows: Row[], row: Row): Row {
	rows.push(row);
	return row;
}

export function existing<Row extends { id: string }>(rows: Row[], id: string): Row {
	const row = rows.find((candidate) => candidate.id === id);
	if (!row) throw new Error(`The sandbox has nothing with the id ${id} here`);
	return row;
}
