import type { Advice, Client, Wire } from '../shared/client';
import { recordOf, textOrNull } from '../shared/message';
import { operationOf } from '../shared/operation';
import { advice, statusOf, words } from './errors';
import type { Generation, Json } from './generations/generation';
import { session } from './session';

/** Nexora as it is on the wire: below `/api`, envelope `{ status, message, data }`, signed by a cookie. */
export const wire: Wire = {
	service: 'Nexora',
	credential: 'nexoraApi',
	secret: ({ authentication }) => (authentication === 'accessToken' ? 'access token' : 'refresh token'),
	rates: { counted: [{ requests: 5, seconds: 10 }] },
	group: () => 'counted',
	// it counts by address
	limitsServer: true,
	session,
	words,
	retryAfter: (body) => Number(/wait (\d+) second/i.exec(words(body) ?? '')?.[1] ?? 10),
	statusOf,
	reason: words,
	advice,
};

const FIRST_COUNT = 1000;
const GROWTH = 10;

/** Nexora's requests in its own terms; every path is below `/api`. */
export class NexoraApi {
	readonly generation: Generation;
	private readonly client: Client;
	private readonly group?: string;

	constructor(client: Client, generation: Generation) {
		this.client = client;
		this.generation = generation;
		if (!generation.limited) this.group = 'uncounted';
	}

	/** Reads; resolves to `data` of the envelope. */
	async get(path: string): Promise<Json> {
		return recordOf(recordOf(await this.send('GET', path)).data);
	}

	async post(path: string, body: Json, meaning?: Advice): Promise<Json> {
		return recordOf(recordOf(await this.send('POST', path, { body, advice: meaning })).data);
	}

	async patch(path: string, body: Json): Promise<Json> {
		return recordOf(recordOf(await this.send('PATCH', path, { body })).data);
	}

	async delete(path: string, meaning?: Advice): Promise<void> {
		await this.send('DELETE', path, { advice: meaning });
	}

	/** The newest rows of a list, newest first; fewer than `count` only when there are no more. */
	async newest(path: string, count: number, query: Json = {}): Promise<Json[]> {
		const { data } = recordOf(await this.send('GET', path, { query: { ...query, page: 1, limit: count } }));
		return Array.isArray(data) ? data.map(recordOf) : [];
	}

	/**
	 * The rows of a list, newest first, as far as they are taken, each once. The list is ordered by time alone, so rows of
	 * one moment repeat and are passed over where a page ends between them. A larger first page is therefore fetched
	 * instead of a next one: it has no such end, and takes few of the requests that the server allows.
	 */
	async *list(path: string, query: Json, limit: number): AsyncGenerator<Json, void> {
		const known = new Set<string | null>();
		for (let count = Number.isFinite(limit) ? limit : FIRST_COUNT; ; count *= GROWTH) {
			const rows = await this.newest(path, count, query);
			for (const row of rows) {
				const id = textOrNull(row.id);
				if (id === null || !known.has(id)) yield row;
				known.add(id);
			}
			if (rows.length < count) return;
		}
	}

	private async send(
		method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
		path: string,
		more: { query?: Json; body?: Json; advice?: Advice } = {},
	): Promise<unknown> {
		return await this.client.send({ method, path: `/api${path}`, group: this.group, ...more });
	}
}

/** Declares an operation of Nexora. */
export const operation = operationOf<NexoraApi>();
