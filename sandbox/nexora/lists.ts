import { internalError } from './errors.ts';
import type { Paging } from './versions/version.ts';
import type { NexoraService } from './service.ts';

/** What an endpoint of lists finds among all its rows. */
interface Found<Row> {
	found: Row[];
	all: Row[];
	row: (row: Row) => object;
}

/** One page, newest first. */
export function page<Row extends { createdAt: string }>(
	nexora: NexoraService,
	{ page: number, limit }: Paging,
	{ found, all, row }: Found<Row>,
): object {
	const take = Number(limit);
	const skip = (Number(number) - 1) * take;
	// The database client refuses what is not a number, and to skip less than nothing.
	if (!Number.isFinite(take) || !Number.isFinite(skip) || skip < 0) throw internalError();
	const sorted = newestFirst(found, nexora.shufflesTies);
	const end = sorted.length - skip;
	const rows = take < 0 ? sorted.slice(Math.max(0, end + take), Math.max(0, end)) : sorted.slice(skip, skip + take);
	const totalItems = nexora.spoken.countsFiltered ? found.length : all.length;
	return {
		data: rows.map(row),
		// Not rounded; JSON makes null of the infinity that a limit of 0 gives.
		pagination: { page: Number(number), pageSize: take, totalItems, totalPages: totalItems / take },
		status: '200',
	};
}

/** Only the time counts: rows of the same millisecond have no order of their own. */
function newestFirst<Row extends { createdAt: string }>(rows: Row[], shufflesTies: boolean): Row[] {
	const start = shufflesTies ? shuffled(rows) : rows.toReversed();
	return start.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

const shuffled = <Item>(items: Item[]): Item[] =>
	items
		.map((item) => ({ item, at: Math.random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ item }) => item);
