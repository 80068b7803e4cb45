export type Json = Record<string, unknown>;

export interface NewConversation {
	room: string;
	integrationType: string;
	botId: string;
	sender?: string;
	humanHandle?: boolean;
	userId?: string;
}

export type ConversationChanges = Partial<Omit<NewConversation, 'userId'>>;

export interface ConversationFilters {
	integrationType?: string;
	userId?: string;
	botId?: string;
}

export interface NewMessage {
	conversationId: string;
	text: string;
	type: string;
	role: string;
	sentiment?: string;
	image?: string;
}

export type MessageChanges = Partial<Pick<NewMessage, 'text' | 'type' | 'role' | 'sentiment'>>;

/** Reads what an update is about to change. */
export type Read = () => Promise<Json>;

/** What the server of one time wants otherwise than that of another; everything else is the same for both. */
export interface Generation {
	/** Whether it counts requests. */
	limited: boolean;
	/** Whether it can look for just these; where it cannot, all conversations are read instead. */
	filters(wanted: ConversationFilters): boolean;
	/** The bodies of requests. */
	newConversation(given: NewConversation): Json;
	conversationChanges(changes: ConversationChanges, read: Read): Promise<Json>;
	newMessage(given: NewMessage): Json;
	messageChanges(changes: MessageChanges, read: Read): Promise<Json>;
}
