import { type Json, listsOf, path, textOrNull } from '../kit';
import type { Conversation } from '../conversations';
import type { Apis } from './operation';
import { type P1, PAGE_SIZE } from './p1/api';
import { toConversation } from './shapes';

interface Raw {
	items: Json[];
	next?: string | number | null;
}

type Entry = (raw: Json) => { name: string; value: unknown };

const pageOf = ({ items, next }: Raw, entry: Entry, searched?: boolean) => ({
	entries: items.map(entry).map(({ name, value }) => ({ name, value: String(value) })),
	next: next ? String(next) : undefined,
	searched,
});

/** One page of a list of p1, which cannot search. */
const fromP1 = async (api: P1, route: string, key: string, entry: Entry, cursor?: string) =>
	pageOf(await api.page(route, key, { per: PAGE_SIZE, from: cursor }), entry);

const company: Entry = (raw) => ({
	name: `${textOrNull(raw.name) ?? 'Company'} (${String(raw.external_id)})`,
	value: raw.external_id,
});

function conversation({ id, name, channel, contact }: Conversation): ReturnType<Entry> {
	const known = [name, channel.type, contact.phone ?? contact.id];
	return {
		name: known.filter((part, index) => part !== null && known.indexOf(part) === index).join(' · '),
		value: id,
	};
}

const channel: Entry = (raw) => {
	const value = raw.external_id ?? raw.id;
	return { name: `${String(raw.provider)} (${textOrNull(raw.phone_number) ?? String(value)})`, value };
};

/** The words show which template it is, and how many values it wants. */
const template: Entry = (raw) => {
	const [name, body] = [textOrNull(raw.name) ?? String(raw.id), textOrNull(raw.body)];
	return { name: body === null ? name : `${name}: ${body}`, value: raw.waba_id ?? raw.id };
};

export const lists = listsOf<Apis>()({
	searchCompanies: {
		p1: ({ api, cursor }) => fromP1(api, '/companies', 'companies', company, cursor),
		p2: ({ api, cursor }) => fromP1(api.p1, '/companies', 'companies', company, cursor),
	},
	searchConversations: {
		p1: async ({ api, cursor, parameter }) => {
			const route = path`/companies/${parameter('companyId')}/conversations`;
			return await fromP1(api, route, 'conversations', (raw) => conversation(toConversation.p1(raw)), cursor);
		},
		p2: async ({ api, cursor, search, parameter }) => {
			const query = { company_id: parameter('companyId'), search_string: search || undefined };
			const page = await api.page('/conversations', query, Number(cursor ?? 1));
			return pageOf(page, (raw) => conversation(toConversation.p2(raw)), true);
		},
	},
	searchChannels: {
		p1: ({ api, cursor, parameter }) =>
			fromP1(api, path`/companies/${parameter('companyId')}/channels`, 'channels', channel, cursor),
		p2: async ({ api, cursor, parameter }) =>
			pageOf(await api.page(path`/companies/${parameter('companyId')}/auths`, {}, Number(cursor ?? 1)), channel),
	},
	searchTemplates: {
		p1: async ({ api, cursor, parameter }) => {
			const route = path`/companies/${parameter('companyId')}/waba_templates`;
			return await fromP1(api, route, 'waba_templates', template, cursor);
		},
		p2: async ({ api, cursor, parameter }) => {
			const page = await api.page('/waba_templates', { company_ids: [parameter('companyId')] }, Number(cursor ?? 1));
			return pageOf(page, template);
		},
	},
});
