import { channelName, type Conversation, rowOf } from '../conversations';
import { digitsOf, InputError, type Json, listsOf, path, spelled, textOrNull } from '../kit';
import { CHANNELS } from './channels';
import { onlyCompany } from './companies';
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

const conversation = (one: Conversation): ReturnType<Entry> => ({ name: rowOf(one, CHANNELS), value: one.id });

const channel: Entry = (raw) => {
	const value = raw.external_id ?? raw.id;
	const phone = textOrNull(raw.phone_number);
	const number = phone === null ? `ID ${String(value)}` : spelled(phone);
	return { name: `${channelName(String(raw.provider), CHANNELS)} · ${number}`, value };
};

/** The company whose things are listed: the chosen one, or the only one there is. */
async function companyIn(api: P1, chosen: string): Promise<string> {
	if (chosen.startsWith('=')) {
		throw new InputError(
			"'Company' is an expression here, so there is no list: enter the ID",
			'An expression has a value only when the workflow runs.',
		);
	}
	if (chosen !== '') return chosen;
	const only = await onlyCompany(api);
	if (only !== undefined) return only;
	throw new InputError("Choose a 'Company' first", 'The list shows what belongs to it.');
}

/** The words show which template it is, and how many values it wants. */
const template: Entry = (raw) => {
	const [name, body] = [textOrNull(raw.name) ?? String(raw.id), textOrNull(raw.body)];
	return { name: body === null ? name : `${name}: ${body}`, value: raw.waba_id ?? raw.id };
};

async function channelsOfP1(api: P1, company: string, cursor?: string, fits: (raw: Json) => boolean = Boolean) {
	const route = path`/companies/${await companyIn(api, company)}/channels`;
	const { items, next } = await api.page(route, 'channels', { per: PAGE_SIZE, from: cursor });
	return pageOf({ items: items.filter(fits), next }, channel);
}

export const lists = listsOf<Apis>()({
	searchCompanies: {
		p1: ({ api, cursor }) => fromP1(api, '/companies', 'companies', company, cursor),
		p2: ({ api, cursor }) => fromP1(api.p1, '/companies', 'companies', company, cursor),
	},
	searchConversations: {
		p1: async ({ api, cursor, parameter }) => {
			const route = path`/companies/${await companyIn(api, parameter('companyId'))}/conversations`;
			return await fromP1(api, route, 'conversations', (raw) => conversation(toConversation.p1(raw)), cursor);
		},
		p2: async ({ api, cursor, search, parameter }) => {
			const wanted = (digitsOf(search) ?? search) || undefined;
			const query = { company_id: await companyIn(api.p1, parameter('companyId')), search_string: wanted };
			const page = await api.page('/conversations', query, Number(cursor ?? 1));
			return pageOf(page, (raw) => conversation(toConversation.p2(raw)), true);
		},
	},
	searchChannels: {
		p1: ({ api, cursor, parameter }) => channelsOfP1(api, parameter('companyId'), cursor),
		p2: async ({ api, cursor, parameter }) => {
			const route = path`/companies/${await companyIn(api.p1, parameter('companyId'))}/auths`;
			return pageOf(await api.page(route, {}, Number(cursor ?? 1)), channel);
		},
	},
	searchTemplateChannels: {
		p1: ({ api, cursor, parameter }) =>
			channelsOfP1(api, parameter('companyId'), cursor, ({ provider }) => provider === 'whatsapp_business'),
		// p2 is told the messenger
		p2: undefined,
	},
	searchTemplates: {
		p1: async ({ api, cursor, parameter }) => {
			const route = path`/companies/${await companyIn(api, parameter('companyId'))}/waba_templates`;
			return await fromP1(api, route, 'waba_templates', template, cursor);
		},
		p2: async ({ api, cursor, parameter }) => {
			const companies = [await companyIn(api.p1, parameter('companyId'))];
			return pageOf(await api.page('/waba_templates', { company_ids: companies }, Number(cursor ?? 1)), template);
		},
	},
});
