/** Neutral to the API's version; times are ISO 8601. */
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
	/** p2's, up to five a company; p1 has the company's single address. */
	webhooks: Webhook[];
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
	/** Initial until the messenger's account is joined. */
	state: 'initial' | 'enabled' | 'disabled';
	/** How the account's owner joins it: scans the code, types it, or opens the address. */
	confirmation: { qr?: string; code?: string; oauthProviderUrl?: string };
	phoneNumber: string | null;
	username: string | null;
	/** Groups the owner can choose from, of VK only. */
	pages: Page[] | null;
	createdAt: string;
	updatedAt: string;
	syncMessagesAt: string | null;
}

export interface Page {
	id: number;
	externalId: string;
	name: string;
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
	lastMessageId: number | null;
	lastUpdatedAt: string;
	operationalState: 'open' | 'archived' | 'blocked';
	repliedState: 'initialized' | 'replied' | 'unreplied';
	assigneeId: number | null;
	notes: string[];
	bitrixBlockOpenlines: boolean;
	/** Whether p1's `conversation` / `new` webhook was sent: the first message does that. */
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
	/** The messenger's own id; null until it has the message. */
	externalId: string | null;
	/** The external id of the message this one answers. */
	repliedToId: string | null;
	/** Why it was not delivered. */
	failure: string | null;
	deleted: boolean;
}

export interface Attachment {
	id: number;
	companyId: number;
	/** Null when it was uploaded for any conversation of the company. */
	conversationId: number | null;
	fileName: string;
	mimeType: string;
	size: number;
	sha256: string | null;
	/** Base64; null when the file was too big to keep or is made up while it is downloaded. */
	content: string | null;
	/** Made up by the sandbox: `size` zero bytes. */
	generated: boolean;
	/** What the uploader says of it. */
	dimensions: { width?: number; height?: number };
	pushToTalk: boolean;
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
	headerContentType: 'video' | 'document' | 'text' | 'image' | null;
	header: string | null;
	namespace: string | null;
	createdAt: string;
}

export interface Webhook {
	id: number;
	companyId: number;
	url: string;
	active: boolean;
}

/** Whether the customer's phone has it. */
export const isOnPhone = ({ ack, deleted }: Message): boolean => ack > 0 && !deleted;

export const emptyState = (): PactState => ({
	lastId: 0,
	companies: [],
	channels: [],
	conversations: [],
	messages: [],
	attachments: [],
	jobs: [],
	templates: [],
	webhooks: [],
});
