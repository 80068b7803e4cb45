import { Api, isRecord, type Json, paginate, recordOf, recordsOf } from '../../kit';
import type { Query } from '../query';

export const PAGE_SIZE = 100;

/**
 * Version p1: base `/p1`, the company in the path, envelope `{ status, data }`, cursor paging by `from` and
 * `next_page`, ids as `external_id`, sends answered with a job (pact.md 1.2 to 1.4).
 */
export class P1 extends Api {
	protected readonly base = '/p1';

	/** `data` of the envelope; some answers (note, user_exists, request_code) carry their fields beside `status`. */
	protected open(body: unknown): Json {
		const envelope = recordOf(body);
		return isRecord(envelope.data) ? envelope.data : envelope;
	}

	/** One page of `data[key]`; `from` is never sent empty, which would mean page one again. */
	async page(route: string, key: string, query: Json): Promise<{ items: Json[]; next?: string }> {
		const { [key]: entries, next_page: next } = await this.get(route, query);
		return { items: recordsOf(entries), next: next ? String(next) : undefined };
	}

	/** Every entry of `data[key]`. */
	list(route: string, key: string, { limit, sortDirection }: Query): AsyncIterable<Json> {
		const per = Math.min(limit, PAGE_SIZE);
		return paginate<Json, string>((from) => this.page(route, key, { per, from, sort_direction: sortDirection }));
	}
}
