import { channelName, rowOf } from '../conversations';
import { type Json, listsOf, textOrNull } from '../kit';
import type { Apis } from './operation';
import { toConversation } from './simplify';

const MOST_LISTED = 1000;

/** What people call the channels, by the words the server itself writes. */
const CHANNELS: Record<string, string> = {
	baileys: 'WhatsApp',
	botFather: 'Telegram',
	telegram: 'Telegram',
	waba: 'WhatsApp',
	website: 'Website',
	whatsapp: 'WhatsApp',
};

/** All rows at once; the server cannot search. */
const listed = (rows: Json[], nameOf: (row: Json) => string) => ({
	entries: rows.map((row) => ({ name: nameOf(row), value: String(row.id) })),
});

/** A room in which the number of the business and that of the customer run into one is shown by the latter alone. */
function conversation(row: Json): string {
	const known = toConversation(row);
	return rowOf({ ...known, name: known.contact.phone === null ? known.name : null }, CHANNELS);
}

function bot({ botName, bot_name: oldName, type, id }: Json): string {
	const parts = [textOrNull(botName ?? oldName), textOrNull(type) && channelName(String(type), CHANNELS)];
	return parts.filter(Boolean).join(' · ') || String(id);
}

export const lists = listsOf<Apis>()({
	searchConversations: async ({ api }) => listed(await api.newest('/admin/conversation', MOST_LISTED), conversation),
	searchBots: async ({ api }) => listed(await api.newest('/admin/bot', MOST_LISTED), bot),
});
