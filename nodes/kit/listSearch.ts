import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { connected } from './edge';
import { textOrNull } from './json';
import type { List } from './lists';
import { type Service, versionNames } from './service';
import { ofVersion } from './version';

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
