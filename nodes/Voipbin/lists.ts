import { channelName, rowOf } from '../conversations';
import { type Json, listsOf } from '../kit';
import type { VoipbinApi } from './api';
import type { Apis } from './operation';
import { toConversation } from './simplify';

/** What people call the channels, by VoIPbin's name for them; `message` is that of 2022 for a text message. */
const CHANNELS: Record<string, string> = {
	email: 'Email',
	line: 'LINE',
	message: 'SMS',
	sms: 'SMS',
	webchat: 'Web Chat',
	whatsapp: 'WhatsApp',
};

/** One page of a list, by what a person knows of its entries; VoIPbin cannot search. */
async function page(api: VoipbinApi, path: string, nameOf: (raw: Json) => string, token?: string) {
	const { items, next } = await api.page(path, {}, token);
	return { entries: items.map((raw) => ({ name: nameOf(raw), value: String(raw.id) })), next };
}

const conversation = (raw: Json) => rowOf(toConversation(raw), CHANNELS);

function account({ name, type, id }: Json): string {
	const parts = [String(name || id), channelName(String(type), CHANNELS)];
	return [...new Set(parts)].join(' · ');
}

export const lists = listsOf<Apis>()({
	searchConversations: ({ api, cursor }) => page(api, '/conversations', conversation, cursor),
	searchAccounts: ({ api, cursor }) => page(api, '/conversation_accounts', account, cursor),
});
