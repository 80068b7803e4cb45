/** Neutral to the API's generation; times are ISO 8601. */
export interface PactState {
	/** One sequence for all ids, so that an id used in the wrong place is never found. */
	lastId: number;
	companies: Company[];
	channels: Channel[];
	conversations: Conversation[];
	messages: Message[];
	attachments: Attachment[];
	jobs: Job[];
	templates: Template[];
}

export interface Company {
	id: number;
	uuid: string;
	name: string;
	phone: string | null;
	description: string | null;
	webhookUrl: string | null;
	hidden: boolean;
}

export interface Channel {
	id: number;
	companyId: number;
	provider: string;
	token: string | null;
	enabled: boolean;
}

export interface Conversation {
	id: number;
	companyId: number;
	/** Null once the channel has been deleted. */
	channelId: number | null;
	channelType: string;
	name: string;
	phone: string | null;
	username: string | null;
	avatar: string;
	createdAt: string;
	lastMessageAt: string | null;
	lastIncomeMessageAt: string | null;
	assigneeId: number | null;
	notes: string[];
	bitrixBlockOpenlines: boolean;
	/** Whether its `conversation` / `new` webhook was sent: the first message does that. */
	announced: boolean;
}

export interface Message {
	id: number;
	conversationId: number;
	channelId: number | null;
	channelType: string;
	text: string;
	income: boolean;
	createdAt: string;
	/** -1 preparing, 0 delivering, 1 sent, 2 delivered, 3 read */
	ack: number;
	attachmentIds: number[];
	buttons: string[];
	jobId: number | null;
}

export interface Attachment {
	id: number;
	conversationId: number;
	fileName: string;
	mimeType: string;
	size: number;
	sha256: string | null;
	/** Base64; null when the file was too big to keep or is made up while it is downloaded. */
	content: string | null;
	/** Made up by the sandbox: `size` zero bytes. */
	generated: boolean;
}

export interface Outgoing {
	text: string;
	attachmentIds: number[];
	buttons: string[];
	/** Whom a first message goes to. */
	recipient: Recipient | null;
}

export interface Recipient {
	phone: string | null;
	username: string | null;
}

export interface Job {
	id: number;
	companyId: number;
	channelId: number;
	channelType: string;
	conversationId: number | null;
	state: 'trying_deliver' | 'delivered' | 'not_delivered';
	messageId: number | null;
	reason: string | null;
	createdAt: string;
	outgoing: Outgoing;
}

export interface Template {
	id: number;
	companyId: number;
	name: string;
	wabaId: string;
	body: string;
	substitutionsCount: number;
	position: number;
}

export const emptyState = (): PactState => ({
	lastId: 0,
	companies: [],
	channels: [],
	conversations: [],
	messages: [],
	attachments: [],
	jobs: [],
	templates: [],
});
