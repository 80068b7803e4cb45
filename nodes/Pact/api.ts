import type { OutgoingFile } from '../shared/binary';
import type { Client, Wire } from '../shared/client';
import type { Conversation, Message } from '../shared/message';
import { isRecord, recordOf } from '../shared/message';
import { operationOf } from '../shared/operation';
import type { P1 } from './p1/api';
import type { P2 } from './p2/api';

export type Json = Record<string, unknown>;

/** What a list is asked for; a generation that cannot sort or search at Pact does so itself. */
export interface Query {
	limit: number;
	sortDirection?: 'asc' | 'desc';
	search?: string;
}

/** The lists that fields choose from. */
export type Listed = 'companies' | 'channels' | 'conversations' | 'templates';

export interface Browsed {
	items: Json[];
	next?: string;
	/** Whether Pact has left out what does not fit the search. */
	searched?: boolean;
}

/** Where in a list one is, and what one looks for. */
export interface Browsing {
	companyId: string;
	search?: string;
	cursor?: string;
}

/** Where a message goes. */
export interface Place {
	companyId: string;
	conversationId: string;
}

/** A message to an existing conversation. */
export interface Outgoing {
	text: string;
	attachmentIds: string[];
	/** Uploaded first, then sent. */
	files: OutgoingFile[];
	buttons?: string[];
	/** The message it answers. */
	replyToId?: string;
	sendToCrm?: boolean;
}

/** A message to somebody who has no conversation yet. */
export interface First {
	companyId: string;
	/** p1 names the channel, p2 the messenger. */
	channelId: string;
	provider: string;
	phone: string;
	username: string;
	vkontakteId: string;
	text: string;
	templateId: string;
	templateParameters: string[];
	templateLanguage?: string;
	sendToCrm?: boolean;
}

/** What both generations of Pact's API can do, in the words of the nodes. Answers are Pact's own JSON. */
export interface PactApi {
	/** One page of a list to choose from, and what to ask for next. */
	browse(list: Listed, from: Browsing): Promise<Browsed>;
	companies(query: Query): AsyncIterable<Json>;
	channels(companyId: string, query: Query): AsyncIterable<Json>;
	createChannel(companyId: string, provider: string, settings: ChannelSettings): Promise<Json>;
	deleteChannel(companyId: string, channelId: string): Promise<unknown>;
	conversations(companyId: string, query: Query): AsyncIterable<Json>;
	conversation(place: Place): Promise<Json>;
	createConversation(first: First): Promise<Json>;
	/** An empty assignee unassigns. */
	assign(place: Place, assigneeId: string): Promise<Json>;
	messages(place: Place, query: Query): AsyncIterable<Json>;
	/** One answer for each message that it took. */
	send(place: Place, message: Outgoing): Promise<Json[]>;
	sendFirst(first: First): Promise<Json>;
	/** What became of a message, given the answer to its send; undefined while that is open. */
	outcome(companyId: string, sent: Json): Promise<Json | undefined>;
	upload(place: Place, file: OutgoingFile, about: FileDetails): Promise<Json>;
	uploadFrom(place: Place, url: string): Promise<Json>;
	templates(companyId: string, query: Query): AsyncIterable<Json>;
	/** What a template is sent by. */
	templateId(template: Json): unknown;
	download(url: string): ReturnType<Client['download']>;
	toConversation(raw: Json): Conversation;
	toMessage(raw: Json, conversationId?: string): Message;
	/** The answer to a send; p1's does not repeat the text. */
	toSentMessage(raw: Json, text: string): Message;
}

/** What a channel can be created with; each messenger takes some of it. */
export interface ChannelSettings {
	accountName?: string;
	data?: Json;
	dialog360ChannelId?: string;
	dialog360ClientId?: string;
	doNotMarkAsRead?: boolean;
	hostingType?: string;
	login?: string;
	password?: string;
	phone?: string;
	subtype?: string;
	syncComments?: boolean;
	/** Unix seconds */
	syncMessagesFrom?: number;
	syncPeriod?: string;
	token?: string;
	viaQrCode?: boolean;
}

/** What p2 can be told about a file. */
export interface FileDetails {
	pushToTalk?: boolean;
	/** pixels */
	width?: number;
	/** pixels */
	height?: number;
}

/** How Pact is spoken to, whichever generation: the generations have paths of their own. */
export const wire: Wire = {
	service: 'Pact',
	credential: 'pactApi',
	secret: 'API token',
	// published for p2 (pact.md 1.7); of p1 none are known, so there a 429 is waited out as it asks
	rates: {
		'p2 conversations': [{ requests: 10, seconds: 60 }],
		'p2 messages': [{ requests: 20, seconds: 60 }],
		'p2 sends': [
			{ requests: 5, seconds: 1 },
			{ requests: 30, seconds: 60 },
		],
		'p2 attachments': [
			{ requests: 5, seconds: 1 },
			{ requests: 30, seconds: 60 },
		],
		'p2 templates': [{ requests: 20, seconds: 60 }],
	},
	group: (method, path) => `${path.startsWith('/api/p2') ? 'p2' : 'p1'} ${group(method, path)}`,
	words,
	retryAfter: (body) => {
		const seconds = /wait for (\d+) second/i.exec(words(body) ?? '')?.[1];
		return seconds === undefined ? undefined : Number(seconds);
	},
	advice: {
		402: 'The company is not paid for. Check its subscription at app.pact.im.',
		403: 'The plan of this company may not include the API, or the token has no access to it. Check both at app.pact.im.',
	},
};

/** The groups that Pact limits apart from each other. */
function group(method: string, path: string): string {
	if (/\/attachments\/?$/.test(path)) return 'attachments';
	if (path.endsWith('/waba_templates')) return 'templates';
	if (method === 'POST') return /\/(messages|conversations)$/.test(path) ? 'sends' : 'changes';
	if (method !== 'GET') return 'changes';
	if (path.includes('/messages')) return 'messages';
	return path.includes('/conversations') ? 'conversations' : 'others';
}

/** What Pact says in an error: p2's `errors` list is documented, p1's body is not, so every likely place is read. */
function words(body: unknown): string | undefined {
	const { errors, error, message, detail } = recordOf(body);
	const said = [errors, error, message, detail].flatMap(sentences);
	return said.length > 0 ? said.join(' ') : undefined;
}

function sentences(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (Array.isArray(value)) return value.flatMap(sentences);
	if (!isRecord(value)) return [];
	const { title, detail, message } = value;
	const own = [title, detail, message].filter((part): part is string => typeof part === 'string');
	if (own.length > 0) return [own.join(': ')];
	return Object.entries(value).map(([field, problem]) => `${field}: ${sentences(problem).join(', ')}`);
}

/** Declares an operation that both generations have. */
export const operation = operationOf<PactApi>();

/** Declares an operation of p1 alone. */
export const p1Operation = operationOf<P1>(['p1']);

/** Declares an operation of p2 alone. */
export const p2Operation = operationOf<P2>(['p2']);
