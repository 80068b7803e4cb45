import { type Json, listsOf } from '../kit';
import type { VoipbinApi } from './api';
import type { Apis } from './operation';
import { toConversation } from './simplify';

/** One page of a list, by what a person knows of its entries; VoIPbin cannot search. */
async function page(api: VoipbinApi, path: string, nameOf: (raw: Json) => Array<string | null>, token?: string) {
	const { items, next } = await api.page(path, {}, token);
	const entry = (raw: Json) => ({
		name: [...new Set(nameOf(raw).filter(Boolean))].join(' · '),
		value: String(raw.id),
	});
	return { entries: items.map(entry), next };
}

function conversation(raw: Json) {
	const { name, contact, channel } = toConversation(raw);
	return [name, contact.name, channel.type, contact.id];
}

const account = ({ name, type, id }: Json) => [String(name || id), String(type)];

export const lists = listsOf<Apis>()({
	searchConversations: ({ api, cursor }) => page(api, '/conversations', conversation, cursor),
	searchAccounts: ({ api, cursor }) => page(api, '/conversation_accounts', account, cursor),
});
