import type { Listed } from './fields';
import type { Run, Versioned, VersionedOf } from './version';

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
export interface List extends Listed {
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
