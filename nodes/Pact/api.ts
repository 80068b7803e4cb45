import type { OutgoingFile } from '../shared/binary';
import { formWith } from '../shared/binary';
import type { Client, Wire } from '../shared/client';
import { isRecord, recordOf } from '../shared/message';
import { operationOf } from '../shared/operation';
import { paginate } from '../shared/pagination';

type Json = Record<string, unknown>;

/** Pact as it is on the wire: generation p1, base `https://api.pact.im/p1`, envelope `{ status, data }`. */
export const wire: Wire = {
	service: 'Pact',
	credential: 'pactApi',
	secret: 'API token',
	// p1 publishes no rates: a 429 is waited out as it asks, for the group of endpoints it came from
	rates: {},
	group,
	words,
	retryAfter: (body) => {
		const seconds = /wait for (\d+) second/i.exec(words(body) ?? '')?.[1];
		return seconds === undefined ? undefined : Number(seconds);
	},
	advice: {
		402: 'The company is not paid for. Check its subscription at app.pact.im.',
		403: 'The plan of this company may not include the API, or the token has no access to it. Check both at app.pact.im.',
	},
};

/** The groups that Pact limits apart from each other (pact.md 1.7). */
function group(method: string, path: string): string {
	if (path.endsWith('/attachments')) return 'attachments';
	if (path.endsWith('/waba_templates')) return 'templates';
	if (method !== 'GET') return /\/(messages|conversations)$/.test(path) ? 'sends' : 'changes';
	if (path.endsWith('/messages')) return 'messages';
	return path.includes('/conversations') ? 'conversations' : 'others';
}

/** What Pact says in an error: p2's `errors` list is documented, p1's body is not, so every likely place is read. */
function words(body: unknown): string | undefined {
	const { errors, error, message, detail } = recordOf(body);
	const said = [errors, error, message, detail].flatMap(sentences);
	return said.length > 0 ? said.join(' ') : undefined;
}

function sentences(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (Array.isArray(value)) return value.flatMap(sentences);
	if (!isRecord(value)) return [];
	const { title, detail, message } = value;
	const own = [title, detail, message].filter((part): part is string => typeof part === 'string');
	if (own.length > 0) return [own.join(': ')];
	return Object.entries(value).map(([field, problem]) => `${field}: ${sentences(problem).join(', ')}`);
}

const PAGE_SIZE = 100;

/** Pact's requests in its own terms; every path is below `/p1`. */
export class PactApi {
	private readonly client: Client;

	constructor(client: Client) {
		this.client = client;
	}

	/** Reads; resolves to `data` of the envelope. */
	async get(path: string, query?: Json): Promise<Json> {
		return dataOf(await this.client.send({ method: 'GET', path: `/p1${path}`, query }));
	}

	async post(path: string, body?: Json): Promise<Json> {
		return dataOf(await this.client.send({ method: 'POST', path: `/p1${path}`, body }));
	}

	async put(path: string, body?: Json): Promise<Json> {
		return dataOf(await this.client.send({ method: 'PUT', path: `/p1${path}`, body }));
	}

	async delete(path: string): Promise<Json> {
		return dataOf(await this.client.send({ method: 'DELETE', path: `/p1${path}` }));
	}

	/** Every entry of `data[key]`, following `next_page`; `from` is never sent empty, which would mean page one again. */
	list(path: string, key: string, { limit, ...query }: Json & { limit: number }): AsyncIterable<Json> {
		return paginate<Json, string>(async (from) => {
			const data = await this.get(path, { ...query, per: Math.min(limit, PAGE_SIZE), from });
			const { [key]: entries, next_page: next } = data;
			return { items: (Array.isArray(entries) ? entries : []) as Json[], next: next as string | undefined };
		});
	}

	/** Uploads one file as multipart field `file`, streamed. */
	async upload(path: string, file: OutgoingFile): Promise<Json> {
		return dataOf(await this.client.send({ method: 'POST', path: `/p1${path}`, form: () => formWith('file', file) }));
	}

	download(url: string): ReturnType<Client['download']> {
		return this.client.download(url);
	}
}

/** `data` of the envelope; some answers of p1 (note, user_exists, request_code) carry their fields beside `status`. */
function dataOf(body: unknown): Json {
	const envelope = recordOf(body);
	return isRecord(envelope.data) ? envelope.data : envelope;
}

/** Declares an operation of Pact. */
export const operation = operationOf<PactApi>();
