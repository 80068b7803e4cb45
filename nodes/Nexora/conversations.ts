import { type Json, path, statusOf } from '../kit';
import type { NexoraApi } from './api';

/** With the request for new messages these are not more than the server takes at once. */
const MOST_SINGLE = 3;

/** Conversations by id, in as few requests as possible; those that were deleted meanwhile are not among them. */
export async function conversationsOf(api: NexoraApi, ids: Iterable<string>): Promise<Map<string, Json>> {
	const missing = new Set(ids);
	const found = new Map<string, Json>();
	const keep = (conversation: Json) => {
		const id = String(conversation.id);
		if (missing.delete(id)) found.set(id, conversation);
	};
	if (missing.size <= MOST_SINGLE) {
		for (const id of [...missing]) keep(await api.get(path`/conversation/${id}`).catch(nothingIfDeleted));
		return found;
	}
	for await (const conversation of api.list('/admin/conversation', {}, Infinity)) {
		keep(conversation);
		if (missing.size === 0) break;
	}
	return found;
}

function nothingIfDeleted(error: unknown): Json {
	if (statusOf(error) === 404) return {};
	throw error;
}
