import type { Json } from '../../kit';
import type { NexoraApi } from '../api';
import { contentOf } from '../simplify';

/** What tells a message from others. */
export interface NewMessage {
	conversationId: string;
	text: string;
	type: string;
	role: string;
}

const MOST_MEANWHILE = 100;

/**
 * The row of a message that was just stored, because the answer to that does not tell its id. Undefined when it cannot be
 * told from another one, or when nothing can be read now: that must not hide that the message was stored.
 */
export async function storedMessage(
	api: NexoraApi,
	{ conversationId, text, type, role }: NewMessage,
): Promise<Json | undefined> {
	try {
		const rows = await api.newest('/message', MOST_MEANWHILE, { conversationId });
		const [newest, next] = rows.filter(
			(row) => contentOf(row.message).text === text && row.type === type && row.role === role,
		);
		return newest?.createdAt === next?.createdAt ? undefined : newest;
	} catch {
		return undefined;
	}
}
