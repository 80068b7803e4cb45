import type { Download } from '../binary';
import { type Json, recordOf } from '../json';
import type { Client } from './client';
import type { Request } from './request';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** What a request has beside its method and path. */
export type Parts = Omit<Request, 'method' | 'path'>;

/** A service's API below one path: its verbs, each resolving to what its answers hold. Failures are `RequestFailed`. */
export abstract class Api {
	/** Where every route begins, e.g. `/v1.0`. */
	protected abstract readonly base: string;
	private readonly client: Client;
	private readonly always: Parts;

	/** `always` is what every request has. */
	constructor(client: Client, always: Parts = {}) {
		this.client = client;
		this.always = always;
	}

	/** Tells the account that is worked with from every other. */
	get account(): string {
		return this.client.account;
	}

	async get(route: string, query?: Json): Promise<Json> {
		return this.open(await this.send('GET', route, { query }));
	}

	async post(route: string, body?: Json, parts?: Parts): Promise<Json> {
		return this.open(await this.send('POST', route, { body, ...parts }));
	}

	async put(route: string, body?: Json): Promise<Json> {
		return this.open(await this.send('PUT', route, { body }));
	}

	async patch(route: string, body: Json): Promise<Json> {
		return this.open(await this.send('PATCH', route, { body }));
	}

	async delete(route: string, parts?: Parts): Promise<Json> {
		return this.open(await this.send('DELETE', route, parts));
	}

	/** What `read` resolves to, read once for all items of a run that ask by the same key. */
	async once<T>(key: string, read: () => Promise<T>): Promise<T> {
		return await this.client.onceARun(key, read);
	}

	/** Opens any address as a stream; the service's own host alone gets to see the credential. */
	async download(url: string): Promise<Download> {
		return await this.client.download(url);
	}

	/** Sends one request; resolves to the whole body of its answer. */
	protected async send(method: Method, route: string, parts: Parts = {}): Promise<unknown> {
		return await this.client.send({ method, path: `${this.base}${route}`, ...this.always, ...parts });
	}

	/** What an answer is about, out of its envelope; {} where there is nothing. */
	protected open(body: unknown): Json {
		return recordOf(body);
	}
}
