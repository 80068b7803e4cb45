/** One page of a list: its items, and what to ask for next (undefined, null or '' on the last page). */
export interface Page<T, Cursor> {
	items: T[];
	next?: Cursor | null;
}

/** Empty pages in a row after which a list is taken to be over. */
const MOST_EMPTY = 2;

/**
 * All items of a list, page by page, fetched only as far as they are taken.
 * `fetch` gets undefined for the first page. A cursor that was seen before ends the list, so a service that
 * answers the same `next` for ever cannot hold the workflow, nor can one whose pages stay empty.
 */
export async function* paginate<T, Cursor extends string | number>(
	fetch: (cursor: Cursor | undefined) => Promise<Page<T, Cursor>>,
): AsyncGenerator<T, void> {
	const seen = new Set<Cursor>();
	let cursor: Cursor | undefined;
	let empty = 0;
	do {
		const { items, next } = await fetch(cursor);
		yield* items;
		empty = items.length === 0 ? empty + 1 : 0;
		if (empty > MOST_EMPTY) return;
		cursor = next === null || next === undefined || next === '' || seen.has(next) ? undefined : next;
		if (cursor !== undefined) seen.add(cursor);
	} while (cursor !== undefined);
}

/** The first `limit` results of an iterable, sync or not. */
export async function take<T>(results: Iterable<T> | AsyncIterable<T>, limit: number): Promise<T[]> {
	const taken: T[] = [];
	for await (const result of results) {
		taken.push(result);
		if (taken.length >= limit) break;
	}
	return taken;
}

/** Only those results that fit. */
export async function* matching<T>(results: AsyncIterable<T>, fits: (result: T) => boolean): AsyncGenerator<T, void> {
	for await (const result of results) if (fits(result)) yield result;
}

/** Each result once, for a service whose rows move on to the next page when new ones arrive; `idOf` tells them apart. */
export async function* distinct<T>(results: AsyncIterable<T>, idOf: (result: T) => unknown): AsyncGenerator<T, void> {
	const known = new Set<unknown>();
	for await (const result of results) {
		const id = idOf(result) ?? result;
		if (!known.has(id)) yield result;
		known.add(id);
	}
}

/** All results in the order of a key, for a service that cannot sort. */
export async function* sorted<T>(
	results: AsyncIterable<T>,
	direction: 'asc' | 'desc',
	key: (result: T) => number,
): AsyncGenerator<T, void> {
	const all = await take(results, Infinity);
	const sign = direction === 'asc' ? 1 : -1;
	yield* all.sort((a, b) => sign * (key(a) - key(b)));
}
