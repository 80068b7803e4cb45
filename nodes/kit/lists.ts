import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { connected } from './edge';
import { textOrNull } from './json';
import { type Service, versionNames } from './service';
import { ofVersion, type Run, type Versioned, type VersionedOf } from './version';

export interface ListPage {
	entries: Array<{ name: string; value: string }>;
	/** What to ask for next. */
	next?: string;
	/** Whether the service has left out what does not fit the search; else that is done here. */
	searched?: boolean;
}

/** What a list is asked for. */
export interface ListCall<Api> {
	api: Api;
	/** What was typed. */
	search: string;
	cursor?: string;
	/** What another field of the node holds now, '' for nothing. */
	parameter(name: string): string;
}

type Page<Api> = Run<ListCall<Api>, Promise<ListPage>>;

/** Something to choose from in the editor, page by page. */
export interface List {
	/** The name by which the editor asks for it. */
	method: string;
	page: Versioned<Page<unknown>>;
}

/** Gives a service its `listsOf()`: lists by the name of their method, for every version of its API or each apart. */
export function listsOf<Apis>() {
	return <Name extends string>(
		pages: Record<Name, VersionedOf<Page<Apis[keyof Apis]>, { [V in keyof Apis]: Page<Apis[V]> }>>,
	) =>
		Object.fromEntries(
			Object.entries<Versioned<Page<unknown>>>(pages).map(([method, page]) => [method, { method, page }]),
		) as Record<Name, List>;
}

/** What is read for a list must not wait long: a person looks at the field. */
const MAX_WAIT_SECONDS = 20;

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** n8n's `listSearch` methods for the lists of a service. */
export function listSearches(service: Service): Record<string, ListSearch> {
	const searchOf = ({ page }: List): ListSearch =>
		async function (search = '', cursor) {
			const parameter = (name: string) => textOrNull(this.getCurrentNodeParameter(name, { extractValue: true })) ?? '';
			const version = textOrNull(this.getCurrentNodeParameter('apiVersion')) ?? versionNames(service)[0] ?? '';
			const look = async (api: unknown) => await ofVersion(page, version)?.({ api, search, cursor, parameter });
			const found = await connected(this, service, version, look, { maxWait: MAX_WAIT_SECONDS });
			const { entries = [], next, searched } = found ?? {};
			const fits = ({ name }: { name: string }) => name.toLowerCase().includes(search.toLowerCase());
			return { results: searched ? entries : entries.filter(fits), paginationToken: next };
		};
	return Object.fromEntries(Object.values(service.lists).map((list) => [list.method, searchOf(list)]));
}
