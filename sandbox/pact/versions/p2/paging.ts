import { Refusal } from '../../../common/refusal.ts';
import type { Input } from '../../input.ts';

export const DEFAULT_PER_PAGE = 25;
export const MESSAGES_PER_PAGE = 150;
/** No largest page is documented; what is beyond this one is assumed to be cut, and `meta` to tell the truth. */
const LARGEST_PER_PAGE = 150;

export interface Page<Item> {
	items: Item[];
	meta: { page: number; entries_count: number; per_page: number };
}

/** One page of sorted items; behind the last one it is empty. */
export function paged<Item>(input: Input, items: Item[], perPageByDefault = DEFAULT_PER_PAGE): Page<Item> {
	const page = input.integer('page') ?? 1;
	const wanted = input.integer('per_page') ?? perPageByDefault;
	if (page < 1 || wanted < 1) throw new Refusal(400, 'page and per_page must be positive');
	const perPage = Math.min(wanted, LARGEST_PER_PAGE);
	const slice = items.slice((page - 1) * perPage, page * perPage);
	return { items: slice, meta: { page, entries_count: slice.length, per_page: perPage } };
}
