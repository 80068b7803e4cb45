import { Api, type Json, paginate, recordsOf, textOrNull } from '../kit';

const PAGE_SIZE = 100;

/** VoIPbin's requests in its own terms. */
export class VoipbinApi extends Api {
	protected readonly base = '/v1.0';

	/** One page of a list, newest first, and the token of the next one, which the service gives on the last page too. */
	async page(path: string, query: Json, token?: string): Promise<{ items: Json[]; next?: string }> {
		const size = Math.min(Number(query.page_size ?? PAGE_SIZE), PAGE_SIZE);
		const { result, next_page_token: next } = await this.get(path, { ...query, page_size: size, page_token: token });
		const items = recordsOf(result);
		return { items, next: items.length < size ? undefined : (textOrNull(next) ?? undefined) };
	}

	/** Every entry of a list. */
	list(path: string, { limit, ...query }: Json & { limit: number }): AsyncIterable<Json> {
		return paginate<Json, string>((token) => this.page(path, { ...query, page_size: limit }, token));
	}
}
