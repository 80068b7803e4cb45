import {
	Api,
	type Client,
	distinct,
	isRecord,
	type Json,
	type Page,
	paginate,
	recordOf,
	recordsOf,
	sorted,
} from '../../kit';
import { P1 } from '../p1/api';
import type { Query } from '../query';

/** Asked for in every list; where Pact gives less, its answer says how much a page holds. */
export const PAGE_SIZE = 150;

/**
 * Version p2: base `/api/p2`, the company as `company_id`, bare objects, paging by `page` with `meta`, ids as `id`;
 * there `external_id` is the id of a message in the messenger (pact.md 1.7).
 */
export class P2 extends Api {
	protected readonly base = '/api/p2';
	/** For companies, of which p2 has none of its own. */
	readonly p1: P1;

	constructor(client: Client) {
		super(client);
		this.p1 = new P1(client);
	}

	/** One page of a list, which is named as its route ends; not all names are documented, so another one is taken for it. */
	async page(route: string, query: Json, page = 1, size = PAGE_SIZE): Promise<Page<Json, number>> {
		const answer = await this.get(route, { ...query, page, per_page: size });
		const items = recordsOf(rowsOf(answer, route));
		const { entries_count: count = items.length, per_page: held = size } = recordOf(answer.meta);
		return { items, next: items.length === 0 || Number(count) < Number(held) ? null : page + 1 };
	}

	/** Every entry of a list; Pact sorts none of them as asked, so a direction means to read all and sort here. */
	list(route: string, query: Json, { limit, sortDirection }: Query): AsyncIterable<Json> {
		const size = sortDirection ? PAGE_SIZE : Math.min(limit, PAGE_SIZE);
		const pages = paginate<Json, number>((page) => this.page(route, query, page, size));
		const entries = distinct(pages, ({ id }) => id);
		return sortDirection ? sorted(entries, sortDirection, createdAt) : entries;
	}
}

function rowsOf(answer: Json, route: string): unknown {
	const named = answer[route.split('/').at(-1) ?? ''];
	if (Array.isArray(named)) return named;
	return Object.entries(answer).find(([name, value]) => name !== 'errors' && Array.isArray(value))?.[1];
}

/** When a message came into being, in milliseconds. */
export const createdAt = (raw: Json) => Date.parse(String(raw.external_created_at ?? raw.created_at)) || 0;

/** The one object of an answer, e.g. `{ conversation: {…} }`; some answers are not documented and may be bare. */
export function only(answer: Json, name: string): Json {
	return isRecord(answer[name]) ? answer[name] : answer;
}
