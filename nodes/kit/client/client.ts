import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Download } from '../binary';
import { type Failure, RequestFailed } from '../failure';
import { given } from '../json';
import { Ledger } from '../ledger';
import type { Limiter, Place } from '../limits';
import { wait } from '../wait';
import type { Connection } from './connection';
import { download } from './download';
import { type Answer, type Outcome, pageTitle } from './outcome';
import type { Request } from './request';
import { Session } from './session';
import { SESSION_TOKEN } from './token';

export interface ClientOptions {
	/** Milliseconds one attempt may take. */
	timeout?: number;
	/** Seconds a request may wait because the service says so. */
	maxWait?: number;
	/** Seconds it may stand in line for its turn within the published rate; an hour when left out. */
	longestLine?: number;
	signal?: AbortSignal;
	/** Aborted when nothing more shall be begun: an item of which something was carried out goes on. */
	stop?: AbortSignal;
	/** Where its writes are noted. */
	ledger?: Ledger;
}

/** Broken answers and trouble of the server after which a read is given up. */
const MOST_TROUBLES = 4;
/** Where two processes renew a session at once, only one token may be good, so the first renewal need not be the last. */
const MOST_RENEWALS = 3;
/** They give way to each other, or each would end what the other has just got. */
const RENEWALS_SPREAD_MS = 1000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const MAX_WAIT_SECONDS = 120;
const LONGEST_LINE_SECONDS = 3600;

/** A place that another request has taken, which counts both. */
const RESERVED = Promise.resolve<Place>({ leave: () => {} });

const isRead = ({ method }: Request) => method === 'GET';
/** Whether a request may have changed what a person notices. */
const isWrite = (request: Request) => !isRead(request) && request.prepares !== true;

/** Sends the requests of one item: signed, limited, retried where that is safe. What fails is told as data. */
export class Client {
	private readonly connection: Connection;
	private readonly options: ClientOptions;
	private readonly ledger: Ledger;
	private readonly session?: Session;
	/** Where a request that is about to be sent has taken a place for the one that looks before it. */
	private reserved?: Limiter;

	constructor(connection: Connection, options: ClientOptions = {}) {
		this.connection = connection;
		this.options = options;
		this.ledger = options.ledger ?? new Ledger();
		const { session } = connection.wire;
		if (session) {
			this.session = new Session(session, connection, options.signal, async (emptied) => {
				await this.send({ method: 'GET', path: session.probe, credentials: emptied });
			});
		}
	}

	/** Tells the account that is worked with from every other. */
	get account(): string {
		return this.connection.account;
	}

	/** What `read` resolves to, read once for all items of a run that ask by the same key. */
	async onceARun<T>(key: string, read: () => Promise<T>): Promise<T> {
		return await this.connection.once(key, read);
	}

	/**
	 * Sends one request and returns the parsed body of a 2xx answer (null when a write's is empty).
	 * Reads are repeated on 429, 5xx and broken connections; writes only on 429 and where no connection was made; both
	 * with a new token when the session was over.
	 * Throws `RequestFailed`.
	 */
	async send(request: Request): Promise<unknown> {
		const limiter = this.connection.limiterOf(request);
		let patienceMs = (this.options.maxWait ?? MAX_WAIT_SECONDS) * 1000;
		let pauseMs = 0;
		let renewals = 0;
		let refusals = 0;
		for (let troubles = 0; ;) {
			const { outcome, credentials } = await this.once(request, limiter, patienceMs);
			patienceMs -= pauseMs;
			pauseMs = 0;
			if (this.options.signal?.aborted) throw this.failed(request, { kind: 'cancelled', sent: isWrite(request) });
			if (outcome.kind === 'broken') {
				const again = !isWrite(request) || outcome.neverSent;
				if (++troubles >= MOST_TROUBLES || !again) {
					throw this.failed(request, { ...outcome, uncertain: isWrite(request) && !outcome.neverSent });
				}
			} else if (this.isOver(outcome) && this.session?.signsIn(credentials) && !request.credentials) {
				if (renewals >= MOST_RENEWALS) throw this.refused(request, outcome);
				if (renewals > 0) await wait(Math.random() * RENEWALS_SPREAD_MS * renewals, this.options.signal);
				renewals++;
				await this.renewed(this.session.renew(credentials));
				continue;
			} else if (outcome.status === 429) {
				const askedMs = this.askedBy(outcome, ++refusals);
				pauseMs = limiter.pause(askedMs);
				if (askedMs > patienceMs) throw this.refused(request, outcome);
				continue;
			} else if (outcome.status < 500 || isWrite(request) || ++troubles >= MOST_TROUBLES) {
				return this.accept(request, outcome);
			}
			// a server in trouble often recovers within seconds
			await wait(FIRST_PAUSE_MS * 2 ** (troubles - 1), this.options.signal);
		}
	}

	/** Waits for its turn and sends the request once. */
	private async once(request: Request, limiter: Limiter, patienceMs: number) {
		const { longestLine = LONGEST_LINE_SECONDS } = this.options;
		const signal = this.stopOf(request);
		const looks = request.looks && this.connection.limiterOf({ method: 'GET', path: request.path }) === limiter;
		const turn = { owner: this.connection, size: request.credentials || looks ? 2 : 1, patienceMs, signal };
		for (;;) {
			const isReserved = this.reserved === limiter;
			if (isReserved) this.reserved = undefined;
			const standing = isReserved ? RESERVED : limiter.enter({ ...turn, longestMs: longestLine * 1000 });
			const place = await this.connection.heldBack.during(standing);
			let { leave } = place;
			let counts = false;
			try {
				const { refused } = this.connection;
				if (refused) throw this.failed(request, { ...refused, uncertain: false });
				if (signal?.aborted) throw this.failed(request, { kind: 'cancelled', sent: false });
				if (!place.leave) throw this.failed(request, { kind: 'crowded', waitMs: place.waitMs, inLine: place.inLine });
				const credentials = request.credentials ?? (await this.stored());
				// who would be refused for an old token gives up the place to whoever fetches the new one
				const renewal = request.credentials ? undefined : this.session?.needed(credentials);
				if (renewal) {
					leave?.(false);
					leave = undefined;
					await this.renewed(renewal);
					continue;
				}
				if (looks) this.reserved = limiter;
				try {
					await request.ready?.();
				} finally {
					// what looked counts, whether or not anything is sent after it
					counts = looks === true && this.reserved === undefined;
				}
				const outcome = await this.attempt(request, credentials);
				// a service looks at the token before it counts
				counts ||= outcome.kind === 'answer' ? !this.isOver(outcome) : !outcome.neverSent;
				return { outcome, credentials };
			} finally {
				if (looks) this.reserved = undefined;
				leave?.(counts);
			}
		}
	}

	/** What has a request leave the line; who renews the session does it for others too. */
	private stopOf({ credentials }: Request): AbortSignal | undefined {
		const { signal, stop } = this.options;
		if (!stop || credentials || this.ledger.accepted.length > 0) return signal;
		return signal ? AbortSignal.any([signal, stop]) : stop;
	}

	/**
	 * Opens any address as a stream; only the service's own host gets to see the credential, also behind redirects.
	 * Throws `RequestFailed`.
	 */
	async download(url: string): Promise<Download> {
		const { timeout, signal } = this.options;
		const credentials = async () => await this.credentials();
		return await download(this.connection, url, { credentials, timeout, signal }).catch((cause: unknown) => {
			throw signal?.aborted ? new RequestFailed({ kind: 'cancelled', sent: false }) : cause;
		});
	}

	private isOver({ status, body }: Answer): boolean {
		return this.connection.wire.session?.isOver(status, body) ?? false;
	}

	private async attempt(request: Request, credentials: ICredentialDataDecryptedObject): Promise<Outcome> {
		const options: IHttpRequestOptions = {
			url: `${this.connection.baseUrl}${request.path}`,
			method: request.method,
			json: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: this.options.timeout ?? 60_000,
			// behind a redirect a POST becomes a GET, the credential may reach another host, and a file is kept in memory
			disableFollowRedirect: true,
		};
		if (request.query) {
			options.qs = given(request.query) as IDataObject;
			options.arrayFormat = 'brackets';
		}
		if (request.body) options.body = given(request.body);
		if (request.form) options.body = request.form();
		return await this.connection.exchange(options, credentials, request.credentials ? 'signIn' : 'request');
	}

	/** The credentials as they are now. */
	private async stored(): Promise<ICredentialDataDecryptedObject> {
		const stored = await this.connection.stored();
		return this.session?.own(stored) ?? stored;
	}

	/** The credentials with a token in them. */
	private async credentials(): Promise<ICredentialDataDecryptedObject> {
		const stored = await this.stored();
		const renewal = this.session?.needed(stored);
		if (!renewal) return stored;
		await this.renewed(renewal);
		return await this.stored();
	}

	/** Waits for a renewal, which another item may have begun: what that one had done is not told of this one. */
	private async renewed(renewal: Promise<void>): Promise<void> {
		await renewal.catch(async (cause: Error) => {
			const own = { before: [...this.ledger.accepted] };
			return await Promise.reject(
				cause instanceof RequestFailed ? new RequestFailed({ ...cause.failure, ...own }) : cause,
			);
		});
	}

	private accept(request: Request, answer: Answer): unknown {
		const { status, sent, headers, body } = answer;
		if (status >= 400) throw this.refused(request, answer);
		if (status >= 300) {
			const target = String(headers.location ?? 'another address');
			throw this.failed(request, { kind: 'redirected', sent, target });
		}
		const isEmpty = body === '' || body === undefined || body === null;
		if (isRead(request) ? isEmpty || typeof body !== 'object' : !isEmpty && typeof body !== 'object') {
			const words = this.titleOf(body);
			throw this.failed(request, { kind: 'notJson', sent, words, uncertain: isWrite(request) });
		}
		if (isWrite(request)) this.ledger.accepted.push(lineOf(request));
		return isEmpty ? null : body;
	}

	/** Milliseconds that a 429 asks to wait. */
	private askedBy({ headers, body }: Answer, attempt: number): number {
		const seconds = secondsOf(headers['retry-after']) ?? this.connection.wire.retryAfter?.(body);
		return seconds === undefined ? Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS) : seconds * 1000;
	}

	private refused(request: Request, { status, sent, body }: Answer): RequestFailed {
		const { wire } = this.connection;
		const failure = this.failed(request, {
			kind: 'refused',
			status,
			sent,
			words: wire.words(body) ?? (typeof body === 'string' ? this.titleOf(body) : ''),
			isPage: typeof body === 'string' && wire.words(body) === undefined && body !== '',
			reason: wire.reason?.(body),
			trace: wire.requestId?.(body),
			advice: request.advice,
			uncertain: status >= 500 && isWrite(request),
		});
		// a probe that was let in and then refused came upon somebody else's login, which ends its own
		const wasLetIn = Boolean(request.credentials?.[SESSION_TOKEN]);
		if (status === 401 && !wasLetIn) this.connection.refused = failure.failure;
		return failure;
	}

	/** What a person reads of a page, without a secret of which a part would be cut off. */
	private titleOf(page: unknown): string {
		return pageTitle(this.connection.redact(String(page ?? '')));
	}

	/** A failure with what is known of the item. */
	private failed(request: Request, failure: Failure): RequestFailed {
		const uncertain = failure.uncertain ?? (failure.kind === 'cancelled' && failure.sent);
		return new RequestFailed({ ...failure, uncertain, request: lineOf(request), before: [...this.ledger.accepted] });
	}
}

const lineOf = ({ method, path }: Request) => ({ method, path });

/** The seconds of a `Retry-After`, which may be a date. */
function secondsOf(header: unknown): number | undefined {
	const words = String(header ?? '').trim();
	const seconds = /^\d+(\.\d+)?$/.test(words) ? Number(words) : (Date.parse(words) - Date.now()) / 1000;
	return seconds > 0 ? seconds : undefined;
}
