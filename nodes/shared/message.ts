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

/** A value as text, or null when there is none. */
export function textOrNull(value: unknown): string | null {
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	return typeof value === 'string' && value !== '' ? value : null;
}

/** A value as a number, or null when it is none. */
export function numberOrNull(value: unknown): number | null {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && value !== '' && !Number.isNaN(Number(value)) ? Number(value) : null;
}

/**
 * A time as ISO 8601 UTC, or null: Unix seconds, ISO 8601, `YYYY-MM-DD HH:MM:SS UTC`, and the same with
 * fractions and no zone (taken as UTC).
 */
export function timeOrNull(value: unknown): string | null {
	const unix = typeof value === 'number' ? value : NaN;
	const words = typeof value === 'string' ? value.trim() : '';
	const spaced = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)(?: UTC)?$/.exec(words);
	const time = new Date(Number.isNaN(unix) ? (spaced ? `${spaced[1]}T${spaced[2]}Z` : words) : unix * 1000);
	return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** Whether a value is a plain object, with its properties unknown. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; anything else is an empty one, so that reading a field of it gives undefined. */
export function recordOf(value: unknown): Record<string, unknown> {
	return isRecord(value) ? value : {};
}
