import type { Refusal } from '../../common/refusal.ts';
import type { Shape } from '../shape.ts';
import type { Bot, Content, Conversation, Message } from '../state.ts';

/** What the server of one time does otherwise than that of another. */
export interface Version {
	/** Whether it counts requests. */
	readonly limited: boolean;
	/** Whether totals are of what was asked for, or of the whole table. */
	readonly countsFiltered: boolean;
	/** Whether it refuses to delete what others refer to. */
	readonly keepsReferred: boolean;
	/** Whether its database takes two texts for the same. */
	same(one: string, other: string): boolean;
	unknownBot(): Refusal;
	/** Whether its database takes this text at all. */
	takes(text: string): boolean;
	/** Whether its database can store this. */
	holds(content: Content): boolean;

	readonly conversationFilters: Shape<ConversationFilters>;
	/** A filter that is not given is undefined. */
	matches(conversation: Conversation, filters: ConversationFilters): boolean;
	readonly newConversation: Shape<{ botId: string; room: string; sender?: string }>;
	readonly conversationChanges: Shape<{ room: string; sender?: string; humanHandle?: boolean }>;
	conversationRow(conversation: Conversation): object;
	changedConversation(conversation: Conversation): object;

	readonly newMessage: Shape<{
		conversationId: string;
		message: Content;
		type: string;
		role: string;
		sentiment?: string;
	}>;
	readonly messageChanges: Shape<{ message?: Content; type?: string; sentiment?: string }>;
	messageRow(message: Message): object;
	/** The answer to a message that was stored: without its id. */
	storedMessage(message: Message): object;

	listsBot(bot: Bot, userId: string): boolean;
	botRow(bot: Bot): object;
}

export interface Paging {
	page: string;
	limit: string;
}

export interface ConversationFilters extends Paging {
	userId?: string;
	botId?: string;
	integrationType?: string;
}
