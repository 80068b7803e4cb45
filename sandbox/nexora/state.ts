/** Neutral to the API's version; times are ISO 8601. */
export interface NexoraState {
	/** Milliseconds the server's clock has been moved ahead. */
	clockAhead: number;
	account: Account;
	/** Every token the server ever signed, and when it expires. */
	signed: Record<string, number>;
	/** The codes that were mailed, oldest first. */
	otps: Otp[];
	bots: Bot[];
	conversations: Conversation[];
	messages: Message[];
	customers: Customer[];
	pictures: Picture[];
}

export interface Account {
	id: string;
	firstName: string;
	lastName: string;
	email: string;
	password: string;
	picture: string | null;
	/** The only ones in force: a newer one supersedes them. */
	accessToken: string;
	refreshToken: string;
}

export interface Otp {
	code: string;
	expiresAt: number;
	used: boolean;
}

export interface Bot {
	id: string;
	userId: string;
	/** `promptId` in the document's version. */
	agentId: string;
	botName: string;
	isActive: boolean;
	type: string;
	data: string | null;
	llm: string;
	model: string;
	numberPhoneWaba: string | null;
	createdAt: string;
	updatedAt: string;
}

export interface Conversation {
	id: string;
	botId: string;
	userId: string;
	room: string;
	/** A person has taken over: what the customer writes is no longer stored. */
	humanHandle: boolean;
	integrationType: string;
	sender: string;
	createdAt: string;
	updatedAt: string;
}

export interface Message {
	id: string;
	conversationId: string;
	message: Content;
	type: string;
	role: string;
	sentiment: string;
	createdAt: string;
	updatedAt: string;
	/** Whether the customer's phone has shown it: the API knows nothing of that. */
	seen: boolean;
}

export interface Content {
	text: string;
	type: string;
	image?: string | null;
}

/** Who holds the phone at the other end of a conversation: the API does not tell. */
export interface Customer {
	conversationId: string;
	name: string;
	phone: string;
}

export interface Picture {
	id: string;
	fileName: string;
	mimeType: string;
	/** Base64 */
	content: string;
}
