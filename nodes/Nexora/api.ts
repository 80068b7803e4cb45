import { Api, type Client, type Json, numberOrNull, recordOf, recordsOf, textOrNull } from '../kit';

const FIRST_COUNT = 1000;
const GROWTH = 10;

/** What a conversation can be looked for by. */
export interface Filters extends Json {
	integrationType?: string;
	userId?: string;
	botId?: string;
}

/** What the server of one time does otherwise than that of another, beside the bodies it takes. */
interface Server {
	/** Whether it counts requests. */
	limited: boolean;
	/** Whether it can look for just these; where it cannot, all conversations are read instead. */
	filters(wanted: Filters): boolean;
	/** Whether the number of rows that comes with a list is that of the rows that fit. */
	countsFitting: boolean;
	/** Whether it takes two texts for the same. */
	same(one: unknown, other: unknown): boolean;
}

/** The server since January 2026. */
export const current: Server = {
	limited: true,
	filters: ({ integrationType }) => integrationType !== undefined,
	countsFitting: true,
	same: (one, other) => one === other,
};

/** The server of December 2025, which the published document describes. */
export const document: Server = {
	limited: false,
	// it looks for what is left out as if it were the text "null"
	filters: ({ integrationType, userId, botId }) => [integrationType, userId, botId].every((one) => one !== undefined),
	countsFitting: false,
	// its MySQL minds neither case nor accents nor spaces at the end
	same: (one, other) =>
		String(one).trimEnd().localeCompare(String(other).trimEnd(), 'en', { sensitivity: 'base' }) === 0,
};

/** What an answer holds of a list, and how many rows there are by what the server says. */
export interface Rows {
	rows: Json[];
	total: number;
}

/** Nexora's requests in its own terms: envelope `{ status, message, data }`. */
export class NexoraApi extends Api {
	protected readonly base = '/api';
	readonly server: Server;

	constructor(client: Client, server: Server) {
		super(client, server.limited ? {} : { group: 'uncounted' });
		this.server = server;
	}

	/** `data` of the envelope. */
	protected open(body: unknown): Json {
		return recordOf(recordOf(body).data);
	}

	/** The newest rows of a list, newest first; fewer than `count` only when there are no more. */
	async newest(path: string, count: number, query: Json = {}): Promise<Json[]> {
		return (await this.first(path, count, query)).rows;
	}

	/** The same with the number of all rows. */
	async first(path: string, count: number, query: Json = {}): Promise<Rows> {
		const answer = recordOf(await this.send('GET', path, { query: { ...query, page: 1, limit: count } }));
		return { rows: recordsOf(answer.data), total: numberOrNull(recordOf(answer.pagination).totalItems) ?? 0 };
	}

	/**
	 * The rows of a list, newest first, as far as they are taken, each once. The list is ordered by time alone, so rows of
	 * one moment repeat and are passed over where a page ends between them. A larger first page is therefore fetched
	 * instead of a next one: it has no such end, and takes few of the requests that the server allows. Returns the last page.
	 */
	async *list(path: string, query: Json, limit: number): AsyncGenerator<Json, Rows> {
		const known = new Set<string | null>();
		for (let count = Number.isFinite(limit) ? limit : FIRST_COUNT; ; count *= GROWTH) {
			const page = await this.first(path, count, query);
			const { rows } = page;
			for (const row of rows) {
				const id = textOrNull(row.id);
				if (id === null || !known.has(id)) yield row;
				known.add(id);
			}
			if (rows.length < count) return page;
		}
	}
}
