import type { Advice, Client, Wire } from '../shared/client';
import { recordOf, textOrNull } from '../shared/message';
import { operationOf } from '../shared/operation';
import { paginate } from '../shared/pagination';

type Json = Record<string, unknown>;

const SECRETS: Record<string, string> = { accessKey: 'access key', login: 'user name or password', token: 'token' };

/** VoIPbin as it is on the wire: base `https://api.voipbin.net/v1.0`, lists as `{ result, next_page_token }`. */
export const wire: Wire = {
	service: 'VoIPbin',
	credential: 'voipbinApi',
	secret: ({ authentication }) => SECRETS[String(authentication)] ?? 'access key',
	// a bucket of 33 that fills by 16.7 a second, one for all keys and users of a customer
	rates: { all: [{ requests: 33, seconds: 2 }] },
	group: () => 'all',
	session: {
		field: 'sessionToken',
		signsIn: ({ authentication }) => authentication === 'login',
		isOver: (status) => status === 401,
		probe: '/v1.0/conversations',
	},
	// a refused login is a bare 400, every other refusal has words
	statusOf: (status, body) => (status === 400 && !body ? 401 : status),
	words,
	reason: (body) => textOrNull(errorOf(body).reason) ?? undefined,
	requestId: (body) => textOrNull(errorOf(body).request_id) ?? undefined,
	advice: {
		402: 'Top up the balance of the VoIPbin account, then run this again.',
		ACCOUNT_FROZEN: "The VoIPbin account is frozen. Open it again in VoIPbin, or ask VoIPbin's support.",
		AGENT_CUSTOMER_MISMATCH: "Check 'Owner ID': this agent belongs to another VoIPbin customer.",
		AGENT_NOT_FOUND: "Check 'Owner ID': VoIPbin has no agent with this ID.",
		PERMISSION_DENIED:
			"Only managers and admins may do this. Use an access key or the login of one of them; an agent can list their own conversations with 'Owner ID' under Options.",
		ROUTE_NOT_FOUND: 'Check the Base URL of the credential; /v1.0 is added to it by itself.',
	},
};

/** Today's errors are `{ error: { status, reason, message, request_id } }`, those of 2022 were `{ message }`. */
function errorOf(body: unknown): Json {
	return recordOf(recordOf(body).error);
}

function words(body: unknown): string | undefined {
	const { error, message } = recordOf(body);
	return [errorOf(body).message, error, message].find((said): said is string => typeof said === 'string');
}

const PAGE_SIZE = 100;

/** VoIPbin's requests in its own terms; every path is below `/v1.0`. */
export class VoipbinApi {
	private readonly client: Client;

	constructor(client: Client) {
		this.client = client;
	}

	async get(path: string, query?: Json): Promise<Json> {
		return recordOf(await this.client.send({ method: 'GET', path: `/v1.0${path}`, query }));
	}

	async post(path: string, body?: Json, advice?: Advice): Promise<Json> {
		return recordOf(await this.client.send({ method: 'POST', path: `/v1.0${path}`, body, advice }));
	}

	async put(path: string, body: Json): Promise<Json> {
		return recordOf(await this.client.send({ method: 'PUT', path: `/v1.0${path}`, body }));
	}

	async delete(path: string): Promise<Json> {
		return recordOf(await this.client.send({ method: 'DELETE', path: `/v1.0${path}` }));
	}

	/** One page of a list, newest first, and the token of the next one, which the service gives on the last page too. */
	async page(path: string, query: Json, token?: string): Promise<{ items: Json[]; next?: string }> {
		const size = Math.min(Number(query.page_size ?? PAGE_SIZE), PAGE_SIZE);
		const { result, next_page_token: next } = await this.get(path, { ...query, page_size: size, page_token: token });
		const items = Array.isArray(result) ? result.map(recordOf) : [];
		return { items, next: items.length < size ? undefined : (textOrNull(next) ?? undefined) };
	}

	/** Every entry of a list. */
	list(path: string, { limit, ...query }: Json & { limit: number }): AsyncIterable<Json> {
		return paginate<Json, string>(async (token) => await this.page(path, { ...query, page_size: limit }, token));
	}
}

/** Declares an operation of VoIPbin. */
export const operation = operationOf<VoipbinApi>();
