/** Neutral to the API's version; times are ISO 8601 in UTC with microseconds. */
export interface VoipbinState {
	/** Microseconds of the latest time given out: no two things are created at the same one. */
	lastTime: number;
	customer: Customer;
	agents: Agent[];
	accounts: Account[];
	conversations: Conversation[];
	messages: Message[];
}

interface Lifetime {
	createdAt: string;
	updatedAt: string | null;
	deletedAt: string | null;
}

/** Who rents the service; the people who write to it are called peers. */
export interface Customer extends Lifetime {
	id: string;
	name: string;
	detail: string;
	email: string;
	phoneNumber: string;
	address: string;
	webhookMethod: string;
	webhookUri: string;
	webhookSecret: string;
	billingAccountId: string;
}

export interface Agent {
	id: string;
	customerId: string;
	username: string;
}

export interface Account extends Lifetime {
	id: string;
	customerId: string;
	type: string;
	name: string;
	detail: string;
	secret: string;
	token: string;
	providerData: unknown;
	messageFlowId: string;
}

export type ChannelType = 'line' | 'message' | 'whatsapp' | 'webchat' | 'email';

export interface Address {
	type: string;
	target: string;
	targetName: string;
}

export interface Conversation extends Lifetime {
	id: string;
	customerId: string;
	accountId: string;
	type: ChannelType;
	name: string;
	detail: string;
	dialogId: string;
	self: Address;
	peer: Address;
	/** `NIL` when nobody owns it. */
	ownerId: string;
}

export interface Message extends Lifetime {
	id: string;
	customerId: string;
	conversationId: string;
	type: ChannelType;
	direction: 'incoming' | 'outgoing';
	status: 'progressing' | 'done' | 'failed';
	referenceId: string;
	source: Address;
	destination: Address;
	text: string;
	medias: Media[];
	/** Known to the phones only: the webhook accepted an incoming one, the peer read an outgoing one. */
	seen: boolean;
}

export interface Media {
	id: string;
	customerId: string;
	type: string;
	fileName: string;
	mimeType: string;
	size: number;
	/** Base64; the API never hands it out. */
	content: string;
	createdAt: string;
}

export const NIL = '00000000-0000-0000-0000-000000000000';
