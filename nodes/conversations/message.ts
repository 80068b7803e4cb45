/** The common shape of a message: the same field names for every service. What a service does not tell is null. */
export interface Message {
	id: string | null;
	service: string;
	conversationId: string | null;
	direction: 'incoming' | 'outgoing' | null;
	text: string | null;
	status: string | null;
	sender: { id: string | null; name: string | null; phone: string | null };
	channel: { id: string | null; type: string | null };
	attachments: Attachment[];
	/** ISO 8601 UTC */
	createdAt: string | null;
}

export interface Attachment {
	id: string | null;
	url: string | null;
	fileName: string | null;
	mimeType: string | null;
	/** bytes */
	size: number | null;
}

/** The common shape of a conversation. */
export interface Conversation {
	id: string | null;
	service: string;
	name: string | null;
	contact: { id: string | null; name: string | null; phone: string | null; avatarUrl: string | null };
	channel: { id: string | null; type: string | null };
	status: string | null;
	assigneeId: string | null;
	lastMessageAt: string | null;
	createdAt: string | null;
	updatedAt: string | null;
}
