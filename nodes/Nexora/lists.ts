import { type Json, listsOf, textOrNull } from '../kit';
import type { Apis } from './operation';

const MOST_LISTED = 1000;

/** Rows by what a person knows of them; the server cannot search. */
const listed = (rows: Json[], nameOf: (row: Json) => unknown[]) => ({
	entries: rows.map((row) => ({
		name: nameOf(row).map(textOrNull).filter(Boolean).join(' · ') || String(row.id),
		value: String(row.id),
	})),
});

export const lists = listsOf<Apis>()({
	searchConversations: async ({ api }) =>
		listed(await api.newest('/admin/conversation', MOST_LISTED), ({ room, integrationType }) => [
			room,
			integrationType,
		]),
	searchBots: async ({ api }) =>
		listed(await api.newest('/admin/bot', MOST_LISTED), ({ botName, bot_name: oldName, type }) => [
			botName ?? oldName,
			type,
		]),
});
