import type { Activity, Message } from '../../conversations';
import { type Json, path, perProcess, textOrNull } from '../../kit';
import type { Place } from '../query';
import { createdAt, type P2 } from './api';
import { toMessage } from './simplify';

/** The last page of conversations whose messages fill several, as it was seen last: it only moves on. */
const lastPages = perProcess('pact.pages.v1', () => new Map<string, number>());
const MOST_REMEMBERED = 5000;

interface Pages {
	/** A page of messages; empty behind the last one. */
	at(page: number): Promise<{ items: Json[]; full: boolean }>;
}

function pagesOf(api: P2, { companyId, conversationId }: Place): Pages {
	const route = path`/conversations/${conversationId}/messages`;
	const known = new Map<number, Promise<{ items: Json[]; full: boolean }>>();
	const read = async (page: number) => {
		const { items, next } = await api.page(route, { company_id: companyId }, page);
		return { items, full: Boolean(next) };
	};
	return {
		async at(page) {
			let asked = known.get(page);
			if (!asked) known.set(page, (asked = read(page)));
			return await asked;
		},
	};
}

const isNewestFirst = (items: Json[]) => {
	const [first, last] = [items[0], items.at(-1)];
	return first !== undefined && last !== undefined && byNewest(first, last) < 0;
};

/** Newest first; of one moment, which Pact tells in whole seconds, the one with the larger number is newer. */
export const byNewest = (one: Json, other: Json) =>
	createdAt(other) - createdAt(one) || Number(other.id) - Number(one.id);

/**
 * The newest `count` messages of a conversation, newest first, or a few more. Pact does not say at which end its list begins,
 * and cannot be asked for the other one. Most conversations are one page anyway; of longer ones the last page is looked for
 * once, and remembered.
 */
export async function newestRows(api: P2, place: Place, count: number): Promise<Json[]> {
	const pages = pagesOf(api, place);
	const key = `${place.companyId} ${place.conversationId}`;
	const from = lastPages.get(key) ?? 1;
	const first = await pages.at(from);
	const isForward = from === 1 && (!first.full || isNewestFirst(first.items));
	let page = isForward ? 1 : await lastOf(pages, first.items.length > 0 ? from : 1);
	if (!isForward) remember(key, page);
	const found = new Map<unknown, Json>();
	for (;;) {
		const { items, full } = await pages.at(page);
		const before = found.size;
		for (const item of items) found.set(item.id ?? item, item);
		const isOver = isForward ? !full : page === 1;
		if (isOver || found.size >= count || found.size === before) break;
		page += isForward ? 1 : -1;
	}
	return [...found.values()].sort(byNewest);
}

export const newest = async (api: P2, place: Place, count: number): Promise<Message[]> =>
	(await newestRows(api, place, count)).map((raw) => toMessage(raw, place));

/** The last page that is not empty, from one on that is not: the next ones first, then in ever larger steps. */
async function lastOf(pages: Pages, from: number): Promise<number> {
	const start = await pages.at(from);
	if (!start.full) return from;
	let [full, empty, step] = [from, Infinity, 1];
	while (empty - full > 1) {
		const page = empty === Infinity ? full + step : Math.floor((full + empty) / 2);
		const { items, full: isFull } = await pages.at(page);
		// a page that is there twice would go on for ever
		if (items.length === 0 || items[0]?.id === start.items[0]?.id) empty = page;
		else if (isFull) full = page;
		else return page;
		step *= 2;
	}
	return full;
}

function remember(key: string, page: number): void {
	lastPages.delete(key);
	const [oldest] = lastPages.keys();
	if (lastPages.size >= MOST_REMEMBERED && oldest !== undefined) lastPages.delete(oldest);
	lastPages.set(key, page);
}

/** The conversations by their last change, with what Pact says of whether the customer was answered. */
export async function* active(api: P2, { companyId }: { companyId: string }, since: number): AsyncGenerator<Activity> {
	let before: number | undefined;
	for await (const raw of api.list('/conversations', { company_id: companyId }, { limit: Infinity })) {
		const changed = Date.parse(textOrNull(raw.last_updated_at) ?? '');
		// seconds are whole there
		const quietSince = Number.isNaN(changed) ? undefined : changed + 1000;
		if (quietSince !== undefined) {
			// at which end the list begins is not documented
			if (before !== undefined && before > quietSince && quietSince < since) return;
			before = quietSince;
		}
		yield {
			conversationId: String(raw.id),
			conversation: raw,
			messages: raw.last_message_id === null ? [] : undefined,
			answered: raw.replied_state === 'replied',
			quietSince,
		};
	}
}
