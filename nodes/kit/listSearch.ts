import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { Connection } from './client/connection';
import { connected } from './edge';
import { explainInList } from './explain';
import { RequestFailed } from './failure';
import { InputError } from './inputError';
import { textOrNull } from './json';
import type { List, ListPage } from './lists';
import { digitsOf } from './phoneNumber';
import { type Service, versionFor, versionNames } from './service';
import { perProcess } from './shared';
import { ofVersion } from './version';

/** What is read for a list must not wait long: a person looks at the field. */
const MAX_WAIT_SECONDS = 20;
/** The editor asks again for every letter; what was read for one is good enough for the next. */
const KEPT_MS = 30_000;
const MOST_KEPT = 100;

interface Kept {
	search: string;
	page: Promise<ListPage>;
	until: number;
}

const kept = perProcess('lists.v1', () => new Map<string, Kept>());

/**
 * A page that was read a moment ago and does for this search too, or a new one. One that was searched by the service does
 * for a narrower search where it holds all that fits.
 */
async function remembered(key: string, search: string, read: () => Promise<ListPage>): Promise<Kept> {
	const now = performance.now();
	for (const [old, { until }] of kept) if (until < now || kept.size > MOST_KEPT) kept.delete(old);
	// who opens the list wants it as it is now
	const known = search === '' ? undefined : kept.get(key);
	if (known && (known.search === search || doesFor(search, known.search, await known.page))) return known;
	const page = read();
	const fresh = { search, page, until: now + KEPT_MS };
	kept.set(key, fresh);
	// what went wrong is tried again
	page.catch(() => kept.delete(key));
	return fresh;
}

const doesFor = (search: string, before: string, { searched, next }: ListPage) =>
	!searched || (next === undefined && search.toLowerCase().includes(before.toLowerCase()));

/** What went wrong, in the words of a list where it has some. */
function inList(cause: Error, service: string): Error {
	const words = cause instanceof RequestFailed ? explainInList(cause.failure, service) : undefined;
	return words === undefined ? cause : new InputError(words);
}

/** Whether a row has the words that were typed, or the number in any spelling. */
function fits({ name }: { name: string }, search: string): boolean {
	if (name.toLowerCase().includes(search.trim().toLowerCase())) return true;
	const digits = digitsOf(search);
	return digits !== undefined && name.split(' · ').some((part) => part.replace(/\D/g, '').includes(digits));
}

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** The version that what is chosen here belongs to. */
function versionIn(context: ILoadOptionsFunctions, service: Service): string {
	const parameter = (name: string) => textOrNull(context.getCurrentNodeParameter(name)) ?? '';
	const chosen = parameter('apiVersion') || (versionNames(service)[0] ?? '');
	const operation = service.resources[parameter('resource')]?.operations[parameter('operation')];
	return operation ? versionFor(service, operation, chosen) : chosen;
}

/** n8n's `listSearch` methods for the lists of a service. */
export function listSearches(service: Service): Record<string, ListSearch> {
	const searchOf = ({ method, page }: List): ListSearch =>
		async function (search = '', cursor) {
			const parameter = (name: string) => textOrNull(this.getCurrentNodeParameter(name, { extractValue: true })) ?? '';
			const version = versionIn(this, service);
			const look = async (api: unknown, { account }: Connection) => {
				const key = JSON.stringify([account, method, version, cursor, this.getCurrentNodeParameters()]);
				const read = ofVersion(page, version);
				const ask = async () => (read ? await read({ api, search, cursor, parameter }) : { entries: [] });
				const known = await remembered(key, search, ask);
				return { ...(await known.page), searchedFor: known.search };
			};
			const patience = { maxWait: MAX_WAIT_SECONDS, longestLine: MAX_WAIT_SECONDS };
			const { entries, next, searched, searchedFor } = await connected(
				this,
				service,
				version,
				async (api, to) =>
					await look(api, to).catch(async (cause: Error) => await Promise.reject(inList(cause, service.wire.service))),
				patience,
			);
			const isDone = searched && searchedFor === search;
			return { results: isDone ? entries : entries.filter((entry) => fits(entry, search)), paginationToken: next };
		};
	return Object.fromEntries(Object.values(service.lists).map((list) => [list.method, searchOf(list)]));
}
