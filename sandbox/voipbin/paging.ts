import { VoipbinRefusal } from './errors.ts';
import type { VoipbinCall } from './call.ts';

const LARGEST_PAGE = 100;

/** The latest first, all before the token's time. Only an empty page has no next token: the last one still has. */
export function page<Item extends { createdAt: string; deletedAt: string | null }>(
	{ voipbin, query }: VoipbinCall,
	items: Item[],
	write: (item: Item) => object,
) {
	const size = pageSize(query.page_size);
	const before = query.page_token ? comparable(query.page_token) : undefined;
	const result = items
		.filter(({ deletedAt, createdAt }) => deletedAt === null && (!before || comparable(createdAt) < before))
		.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
		.slice(0, size);
	const last = result.at(-1);
	return { result: result.map(write), next_page_token: last ? voipbin.spoken.pageToken(last.createdAt) : '' };
}

function pageSize(given: string | undefined): number {
	if (given === undefined) return LARGEST_PAGE;
	if (!/^[-+]?\d+$/.test(given))
		throw new VoipbinRefusal('INVALID_REQUEST_PARAMETER', { message: 'page_size is not an integer.' });
	const size = Number(given);
	return size > 0 && size <= LARGEST_PAGE ? size : LARGEST_PAGE;
}

/** Tokens of both versions are times. */
const comparable = (time: string): string => time.replace(' ', 'T').replace(/Z$/, '');
