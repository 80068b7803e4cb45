import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Download } from '../binary';
import { type Failure, RequestFailed } from '../failure';
import { given } from '../json';
import { wait } from '../wait';
import type { Connection } from './connection';
import { download } from './download';
import { type Answer, type Outcome, pageTitle, wasNeverSent } from './outcome';
import type { Request } from './request';
import { Session } from './session';

export interface ClientOptions {
	/** Milliseconds one attempt may take. */
	timeout?: number;
	/** Seconds a request may wait because of rate limits. */
	maxWait?: number;
	signal?: AbortSignal;
}

const READ_ATTEMPTS = 4;
/** Where two processes renew a session at once, only one token may be good, so the first renewal need not be the last. */
const MOST_RENEWALS = 3;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

const isRead = ({ method }: Request) => method === 'GET';

/** Sends the requests of one item: signed, limited, retried where that is safe. What fails is told as data. */
export class Client {
	private readonly connection: Connection;
	private readonly options: ClientOptions;
	private readonly session?: Session;

	constructor(connection: Connection, options: ClientOptions = {}) {
		this.connection = connection;
		this.options = options;
		const { session } = connection.wire;
		if (session) {
			this.session = new Session(session, connection, async (emptied) => {
				await this.send({ method: 'GET', path: session.probe, credentials: emptied });
			});
		}
	}

	/**
	 * Sends one request and returns the parsed body of a 2xx answer (null when it is empty).
	 * Reads are repeated on 429, 5xx and broken connections; writes only on 429 and where no connection was made; both
	 * with a new token when the session was over.
	 * Throws `RequestFailed`.
	 */
	async send(request: Request): Promise<unknown> {
		const limiter = this.connection.limiterOf(request);
		const { signal } = this.options;
		let patience = (this.options.maxWait ?? 120) * 1000;
		let renewals = 0;
		for (let attempt = 1; ; attempt++) {
			const credentials = request.credentials ?? (await this.session?.credentials());
			const before = Date.now();
			const places = request.credentials ? 2 : 1;
			const place = await this.connection.heldBack.during(limiter.enter(patience, signal, places));
			if (signal?.aborted) throw failed(request, { kind: 'cancelled', sent: false });
			if (!place.leave) throw failed(request, { kind: 'crowded', waitMs: place.waitMs });
			patience -= Date.now() - before;
			const outcome = await this.attempt(request, credentials);
			const over = outcome.kind === 'answer' && this.isOver(outcome);
			const unheard = wasNeverSent(outcome);
			// a service looks at the token before it counts
			place.leave(!over && !unheard);
			if (signal?.aborted) {
				const uncertain = !isRead(request);
				throw failed(request, { kind: 'cancelled', sent: uncertain, uncertain });
			}
			const renewable = over && credentials && !request.credentials && this.session?.signsIn(credentials);
			if (renewable && renewals++ < MOST_RENEWALS) {
				await this.session?.renew(credentials);
				continue;
			}
			if (outcome.kind === 'broken') {
				const again = isRead(request) || unheard;
				if (attempt >= READ_ATTEMPTS || !again) {
					throw failed(request, { ...outcome, uncertain: !isRead(request) && !unheard });
				}
			} else if (outcome.status === 429) {
				const pause = this.pauseAfter(outcome, attempt);
				if (pause > patience) throw this.refused(request, outcome);
				limiter.pause(pause);
				continue;
			} else if (outcome.status >= 500 && isRead(request) && attempt < READ_ATTEMPTS) {
				// a server in trouble often recovers within seconds
			} else {
				return this.accept(request, outcome);
			}
			await wait(FIRST_PAUSE_MS * 2 ** (attempt - 1), signal);
		}
	}

	/**
	 * Opens any address as a stream; only the service's own host gets to see the credential, also behind redirects.
	 * Throws `RequestFailed`.
	 */
	async download(url: string): Promise<Download> {
		const { timeout, signal } = this.options;
		return await download(this.connection, url, {
			credentials: async () => await this.session?.credentials(),
			timeout,
			signal,
		});
	}

	private isOver({ status, body }: Answer): boolean {
		return this.connection.wire.session?.isOver(status, body) ?? false;
	}

	private async attempt(request: Request, credentials?: ICredentialDataDecryptedObject): Promise<Outcome> {
		const options: IHttpRequestOptions = {
			url: `${this.connection.baseUrl}${request.path}`,
			method: request.method,
			qs: given(request.query ?? {}) as IDataObject,
			arrayFormat: 'brackets',
			json: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: this.options.timeout ?? 60_000,
			// behind a redirect a POST becomes a GET, the credential may reach another host, and a file is kept in memory
			disableFollowRedirect: true,
		};
		if (request.body) options.body = given(request.body);
		if (request.form) options.body = request.form();
		return await this.connection.exchange(options, true, credentials);
	}

	private accept(request: Request, answer: Answer): unknown {
		const { status, sent, headers, body } = answer;
		if (status >= 400) throw this.refused(request, answer);
		if (status >= 300) {
			const target = String(headers.location ?? 'another address');
			throw failed(request, { kind: 'redirected', sent, target });
		}
		if (body === '' || body === undefined || body === null) return null;
		if (typeof body === 'object') return body;
		throw failed(request, {
			kind: 'notJson',
			sent,
			words: pageTitle(String(body)),
			uncertain: !isRead(request),
		});
	}

	private pauseAfter({ headers, body }: Answer, attempt: number): number {
		const header = Number(headers['retry-after']);
		const seconds = Number.isFinite(header) && header > 0 ? header : this.connection.wire.retryAfter?.(body);
		return seconds === undefined ? Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS) : seconds * 1000;
	}

	private refused(request: Request, { status, sent, body }: Answer): RequestFailed {
		const { wire } = this.connection;
		const words = wire.words(body) ?? (typeof body === 'string' ? pageTitle(body) : '');
		return failed(request, {
			kind: 'refused',
			status,
			sent,
			words,
			reason: wire.reason?.(body),
			trace: wire.requestId?.(body),
			advice: request.advice,
			uncertain: status >= 500 && !isRead(request),
		});
	}
}

const failed = ({ method, path }: Request, failure: Failure) =>
	new RequestFailed({ ...failure, request: { method, path } });
