import { Refusal } from '../../../common/refusal.ts';
import type { Input } from '../../input.ts';
import type { PactService } from '../../service.ts';

const DEFAULT_PER = 50;
const LARGEST_PER = 100;
const LONGEST_FROM = 255;

/** One page of items that come sorted ascending. On the last page `next_page` is absent. */
export function page<Item extends { id: number }>(
	pact: PactService,
	input: Input,
	items: Item[],
): { items: Item[]; paging: { next_page?: string } } {
	const per = input.integer('per') ?? DEFAULT_PER;
	if (per < 1 || per > LARGEST_PER) throw new Refusal(400, `per must be a number between 1 and ${LARGEST_PER}`);
	const descending = input.oneOf('sort_direction', ['asc', 'desc']) === 'desc';
	const from = input.text('from', LONGEST_FROM);

	const sorted = descending ? items.toReversed() : items;
	// An invalid or empty token finds nothing, which gives the first page, as documented.
	const start = from ? sorted.findIndex(({ id }) => token(id) === from) + 1 : 0;
	const slice = sorted.slice(start, start + per);
	const ends = start + per >= sorted.length;
	const last = ends && pact.loopingCursor ? sorted.slice(0, per).at(-1) : ends ? undefined : slice.at(-1);
	return { items: slice, paging: last ? { next_page: token(last.id) } : {} };
}

const token = (id: number): string => Buffer.from(`page after ${id}`).toString('base64url');
