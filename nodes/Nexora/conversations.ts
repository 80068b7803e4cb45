import { type Json, path, perProcess, statusOf } from '../kit';
import type { NexoraApi } from './api';

/** With the request for new messages these are not more than the server takes at once. */
const MOST_SINGLE = 3;

/** Room, bot, channel and sender of a conversation hardly change, and whoever wrote will write again. */
const KEPT_MS = 60 * 60_000;
const MOST_KEPT = 5000;

/** By account and id, those that were looked up longest ago first. */
const kept = perProcess('nexora.conversations.v1', () => new Map<string, { conversation: Json; until: number }>());

/**
 * What hardly changes of conversations by id: in as few requests as possible, for those that were looked up in the last hour
 * none. Those that were deleted meanwhile are not among them.
 */
export async function knownConversations(api: NexoraApi, ids: Iterable<string>): Promise<Map<string, Json>> {
	const missing = new Set(ids);
	const found = new Map<string, Json>();
	const now = performance.now();
	for (const id of missing) {
		const known = kept.get(`${api.account} ${id}`);
		if (!known || known.until < now) continue;
		found.set(id, known.conversation);
		missing.delete(id);
	}
	for (const [id, conversation] of await conversationsOf(api, missing)) {
		found.set(id, conversation);
		kept.delete(`${api.account} ${id}`);
		kept.set(`${api.account} ${id}`, { conversation, until: now + KEPT_MS });
		const [oldest] = kept.keys();
		if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
	}
	return found;
}

/** Conversations by id as they are now, in as few requests as possible; those that were deleted are not among them. */
export async function conversationsOf(api: NexoraApi, ids: Iterable<string>): Promise<Map<string, Json>> {
	const missing = new Set(ids);
	const found = new Map<string, Json>();
	const add = (conversation: Json) => {
		const id = String(conversation.id);
		if (missing.delete(id)) found.set(id, conversation);
	};
	if (missing.size <= MOST_SINGLE) {
		for (const id of [...missing]) add(await api.get(path`/conversation/${id}`).catch(nothingIfDeleted));
		return found;
	}
	for await (const conversation of api.list('/admin/conversation', {}, Infinity)) {
		add(conversation);
		if (missing.size === 0) break;
	}
	return found;
}

function nothingIfDeleted(error: unknown): Json {
	if (statusOf(error) === 404) return {};
	throw error;
}
