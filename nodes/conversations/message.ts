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

/** A message that was just sent, with whom it went to. */
export interface SentMessage extends Message {
	recipient: Message['sender'];
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

/** What n8n's agents and memories read by these names: what was said, and what keeps a conversation apart from all others. */
export const spoken = (service: string, conversationId: string | null, text: string | null) => ({
	chatInput: text ?? '',
	sessionId: conversationId === null ? null : `${service}:${conversationId}`,
});

/** What a service says of a message that did not reach the other side, or was taken back. */
const UNHEARD = ['error', 'failed', 'deleted'];

/** Whether a message counts as a word of one side to the other. */
export const isHeard = ({ direction, status }: Message): boolean =>
	direction !== null && !UNHEARD.includes(status ?? '');

/** Whether an id is one of those that are counted up. */
export const isNumber = (id: string | null): id is string => id !== null && /^\d+$/.test(id);

/** Negative where one message is newer than the other, 0 where neither time nor number tells. */
export function byAge(one: Message, other: Message): number {
	const times = [one, other].map(({ createdAt }) => Date.parse(createdAt ?? '')) as [number, number];
	const difference = times[1] - times[0];
	const areNumbered = isNumber(one.id) && isNumber(other.id);
	// what is told in whole seconds may have come later in its second
	const isRough = areNumbered && times.some((time) => time % 1000 === 0) && Math.abs(difference) < 1000;
	if (difference !== 0 && !Number.isNaN(difference) && !isRough) return difference;
	return areNumbered ? Number(other.id) - Number(one.id) : 0;
}
