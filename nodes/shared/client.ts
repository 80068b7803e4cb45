import { createHash } from 'crypto';
import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { StreamedForm } from './binary';
import { redactor, RequestFailed } from './errors';
import type { Rate } from './limits';
import { HeldBack, limiterOf } from './limits';
import { InputError } from './fields';
import { isRecord, recordOf } from './message';
import type { SessionRules } from './session';
import { Session } from './session';
import { wait } from './wait';

/** How a service answers: what the kit has to know of its API to send one request well. */
export interface Wire {
	/** The service's name in texts for the user, e.g. "Pact". */
	service: string;
	/** The credential type that signs its requests. */
	credential: string;
	/** What its secret is called, e.g. "API token"; a function where the user chooses between several. */
	secret: string | ((credentials: ICredentialDataDecryptedObject) => string);
	/** Published rates by group of endpoints. */
	rates: Record<string, readonly Rate[]>;
	/** The group whose rate a request counts for. */
	group(method: string, path: string): string;
	/** Set where everybody who asks the same server shares its rates, whatever credential they have. */
	limitsServer?: boolean;
	/** How a token is got and renewed, where the credential does not hold one for good. */
	session?: SessionRules;
	/** The service's own words in the body of an answer, if there are any. */
	words(body: unknown): string | undefined;
	/** Seconds to wait that the body of a 429 names, if it does. */
	retryAfter?(body: unknown): number | undefined;
	/** The status an answer should have, where the service says so with another one. */
	statusOf?(status: number, body: unknown): number;
	/** The service's own code for what went wrong, which `advice` may name. */
	reason?(body: unknown): string | undefined;
	/** The id by which the service's support finds a request. */
	requestId?(body: unknown): string | undefined;
	/** What to do about a reason or a status, where the service gives it a meaning of its own. */
	advice?: Advice;
}

/** What to do next, by the service's reason or by HTTP status. */
export type Advice = Partial<Record<string | number, string>>;

/** One request. `path` is relative to the credential's base URL; make it with `path`, which encodes what it is given. */
export interface Request {
	method: IHttpRequestMethods;
	path: string;
	query?: Record<string, unknown>;
	/** Sent as JSON; properties that are undefined are left out. */
	body?: Record<string, unknown>;
	/** A multipart body, made anew for every attempt. */
	form?: () => StreamedForm;
	/** The group whose rate it counts for, where method and path do not tell. */
	group?: string;
	/** Signs it instead of what is stored, which makes n8n sign in first: two requests. */
	credentials?: ICredentialDataDecryptedObject;
	/** What an answer means for this request, before what it means for every request. */
	advice?: Advice;
}

export interface ClientOptions {
	/** Milliseconds one attempt may take. */
	timeout?: number;
	/** Seconds a request may wait because of rate limits. */
	maxWait?: number;
	signal?: AbortSignal;
	/** Told about every wait for a rate limit. */
	heldBack?: HeldBack;
	/** The ids the user entered, by label, for "not found". */
	ids?: Array<[label: string, value: string]>;
}

const READ_ATTEMPTS = 4;
/** Where two processes renew a session at once, only one token may be good, so the first renewal need not be the last. */
const MOST_RENEWALS = 3;
const FIRST_PAUSE_MS = 500;
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Builds a path, encoding each inserted value: path`/companies/${id}`. */
export function path(parts: TemplateStringsArray, ...values: unknown[]): string {
	return String.raw({ raw: parts }, ...values.map((value) => encodeURIComponent(String(value))));
}

/** Leaves out what is undefined, so that an empty option is not sent. */
export function given<T extends Record<string, unknown>>(values: T): Partial<T> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** The base URL of a credential without trailing slashes. Throws an `InputError` when it is no web address. */
export function baseUrlOf(credentials: ICredentialDataDecryptedObject): string {
	const entered = String(credentials.baseUrl ?? '').trim();
	if (/^https?:\/\/[^\s/]+/i.test(entered) && URL.canParse(entered)) return entered.replace(/\/+$/, '');
	throw new InputError(
		"The 'Base URL' of the credential is not a web address",
		`It must start with https:// or http://, but it is '${entered}'.`,
	);
}

type Outcome =
	/** `status` is what the answer means, `sent` the status it had. */
	| { kind: 'answer'; status: number; sent: number; headers: IDataObject; body: unknown }
	| { kind: 'broken'; code: string; reason: string };

type Answer = Extract<Outcome, { kind: 'answer' }>;
type Broken = Extract<Outcome, { kind: 'broken' }>;

/** Sends requests of one service for one node: signed, limited, retried where that is safe, explained when they fail. */
export class Client {
	readonly baseUrl: string;
	private readonly context: IAllExecuteFunctions;
	private readonly wire: Wire;
	private readonly options: ClientOptions;
	private readonly heldBack: HeldBack;
	private readonly account: string;
	private readonly secret: string;
	private readonly session?: Session;
	private redact: (text: string) => string;

	constructor(
		context: IAllExecuteFunctions,
		wire: Wire,
		credentials: ICredentialDataDecryptedObject,
		options: ClientOptions = {},
	) {
		this.context = context;
		this.wire = wire;
		this.options = options;
		this.heldBack = options.heldBack ?? new HeldBack();
		this.baseUrl = baseUrlOf(credentials);
		this.secret = typeof wire.secret === 'string' ? wire.secret : wire.secret(credentials);
		this.redact = redactor(credentials);
		const { session } = wire;
		// a renewed token is still the same account
		const lasting = Object.entries(credentials).filter(([name]) => name !== session?.field);
		const identity = JSON.stringify(lasting.sort());
		this.account = createHash('sha256').update(`${wire.service} ${identity}`).digest('hex');
		if (session) {
			const read = async () => await context.getCredentials(wire.credential);
			this.session = new Session(session, this.account, read, async (emptied) => {
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
		const group = request.group ?? this.wire.group(request.method, request.path);
		const limited = this.wire.limitsServer ? this.baseUrl : this.account;
		const limiter = limiterOf(`${limited} ${group}`, this.wire.rates[group] ?? []);
		const reads = request.method === 'GET';
		let patience = (this.options.maxWait ?? 120) * 1000;
		let renewals = 0;
		for (let attempt = 1; ; attempt++) {
			const credentials = request.credentials ?? (await this.session?.credentials());
			const before = Date.now();
			const places = request.credentials ? 2 : 1;
			const place = await this.heldBack.during(limiter.enter(patience, this.options.signal, places));
			if (this.options.signal?.aborted) throw this.cancelled();
			if (!place.leave) throw this.crowded(place.waitMs);
			patience -= Date.now() - before;
			const outcome = await this.attempt(request, credentials);
			const over = outcome.kind === 'answer' && this.isOver(outcome);
			const unheard = outcome.kind === 'broken' && NEVER_SENT.has(outcome.code);
			// a service looks at the token before it counts
			place.leave(!over && !unheard);
			if (this.options.signal?.aborted) throw this.cancelled(request);
			const renewable = over && credentials && !request.credentials && this.session?.signsIn(credentials);
			if (renewable && renewals++ < MOST_RENEWALS) {
				await this.session?.renew(credentials);
				continue;
			}
			if (outcome.kind === 'broken') {
				if (attempt >= READ_ATTEMPTS || !(reads || NEVER_SENT.has(outcome.code))) throw this.broken(request, outcome);
			} else if (outcome.status === 429) {
				const pause = this.pauseAfter(outcome, attempt);
				if (pause > patience) throw this.refused(request, outcome);
				limiter.pause(pause);
				continue;
			} else if (outcome.status >= 500 && reads && attempt < READ_ATTEMPTS) {
				// a server in trouble often recovers within seconds
			} else {
				return this.accept(request, outcome);
			}
			await wait(FIRST_PAUSE_MS * 2 ** (attempt - 1), this.options.signal);
		}
	}

	/**
	 * Opens any address as a stream; only the service's own host gets to see the credential, also behind redirects.
	 * Throws `RequestFailed`.
	 */
	async download(url: string, redirects = 5): Promise<{ stream: AsyncIterable<Uint8Array>; headers: IDataObject }> {
		const absolute = new URL(url, `${this.baseUrl}/`);
		const own = absolute.origin === new URL(this.baseUrl).origin;
		const place = this.redact(`${absolute.origin}${absolute.pathname}`);
		const outcome = await this.exchange(
			{
				url: absolute.href,
				method: 'GET',
				encoding: 'stream',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				timeout: this.options.timeout,
				abortSignal: this.options.signal,
			},
			own,
			own ? await this.session?.credentials() : undefined,
		);
		if (outcome.kind === 'broken') throw this.broken({ method: 'GET', path: place }, outcome, absolute.origin);
		const { status, headers, body } = outcome;
		const { location } = headers;
		if (status >= 300 && status < 400 && typeof location === 'string' && redirects > 0) {
			return await this.download(new URL(location, absolute).href, redirects - 1);
		}
		if (status >= 300) {
			throw new RequestFailed('The file could not be downloaded', {
				description: `${place} answered HTTP ${status}. Links to files expire: take a fresh one from the message.`,
				status,
			});
		}
		return { stream: body as AsyncIterable<Uint8Array>, headers };
	}

	private isOver({ status, body }: Answer): boolean {
		return this.wire.session?.isOver(status, body) ?? false;
	}

	private async attempt(request: Request, credentials?: ICredentialDataDecryptedObject): Promise<Outcome> {
		const options: IHttpRequestOptions = {
			url: `${this.baseUrl}${request.path}`,
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
		return await this.exchange(options, true, credentials);
	}

	/** Sends it signed or not; with `credentials` where they are known, else n8n reads what is stored. */
	private async exchange(
		options: IHttpRequestOptions,
		signed: boolean,
		credentials?: ICredentialDataDecryptedObject,
	): Promise<Outcome> {
		const { helpers } = this.context;
		const type = this.wire.credential;
		const known: ICredentialsDecrypted | undefined = credentials && { id: '', name: '', type, data: credentials };
		try {
			const response = (
				signed
					? await helpers.httpRequestWithAuthentication.call(this.context, type, options, {
							credentialsDecrypted: known,
						})
					: await helpers.httpRequest(options)
			) as IN8nHttpFullResponse;
			return this.answer(response.statusCode, response.headers, response.body);
		} catch (error) {
			// n8n throws what the service answered when it signed in
			const refusal = answerIn(error);
			if (refusal) return this.answer(refusal.status, refusal.headers, refusal.data);
			const { code, reason } = networkCause(error);
			return { kind: 'broken', code, reason: this.redact(reason) };
		} finally {
			if (credentials) this.redact = redactor(credentials);
		}
	}

	private answer(sent: number, headers: IDataObject, body: unknown): Answer {
		return { kind: 'answer', status: this.wire.statusOf?.(sent, body) ?? sent, sent, headers, body };
	}

	private accept(request: Request, answer: Answer): unknown {
		if (answer.status >= 400) throw this.refused(request, answer);
		if (answer.status >= 300) throw this.redirected(answer);
		const { body } = answer;
		if (body === '' || body === undefined || body === null) return null;
		if (typeof body === 'object') return body;
		throw new RequestFailed(`${this.wire.service} answered with something that is not JSON`, {
			description: `Check the Base URL of the credential: ${this.baseUrl} may be a web page or a proxy.${this.doubt(request)}`,
			words: this.redact(pageTitle(String(body))),
			status: answer.status,
			uncertain: request.method !== 'GET',
		});
	}

	private pauseAfter({ headers, body }: Answer, attempt: number): number {
		const header = Number(headers['retry-after']);
		const seconds = Number.isFinite(header) && header > 0 ? header : this.wire.retryAfter?.(body);
		return seconds === undefined ? Math.min(FIRST_PAUSE_MS * 2 ** attempt, 30_000) : seconds * 1000;
	}

	private refused(request: Request, { status, sent, body }: Answer): RequestFailed {
		const { service } = this.wire;
		const spoken = this.wire.words(body) ?? (typeof body === 'string' ? pageTitle(body) : '');
		const words = this.redact(spoken).slice(0, 500);
		const uncertain = status >= 500 && request.method !== 'GET';
		const [message, next] = this.meaning(status, service, this.secret);
		const said = words ? `${service} said: "${words}" (HTTP ${sent}). ` : `HTTP ${sent}. `;
		const id = this.wire.requestId?.(body);
		const trace = id === undefined ? '' : ` ${service}'s support finds this request as ${id}.`;
		return new RequestFailed(message, {
			description:
				`${said}${this.advice(request, status, body) ?? next}${trace}${uncertain ? this.doubt(request) : ''}`.trim(),
			words,
			status: sent,
			uncertain,
		});
	}

	private advice(request: Request, status: number, body: unknown): string | undefined {
		const reason = this.wire.reason?.(body) ?? status;
		return [request.advice, this.wire.advice].map((advice) => advice?.[reason] ?? advice?.[status]).find(Boolean);
	}

	private redirected({ status, headers }: Answer): RequestFailed {
		const target = this.redact(String(headers.location ?? 'another address'));
		return new RequestFailed(`${this.wire.service} is not at this Base URL`, {
			description: `${this.baseUrl} sends requests on to ${target}. Enter the address where the API itself is as Base URL of the credential, e.g. with https instead of http.`,
			status,
		});
	}

	private meaning(status: number, service: string, secret: string): [message: string, next: string] {
		const ids = (this.options.ids ?? []).map(([label, value]) => `${label} '${value}'`);
		if (status === 401) {
			return [
				`${service} refused the ${secret}`,
				`Open the credential and enter a valid ${secret}, then run this again.`,
			];
		}
		if (status === 402) return [`${service} wants to be paid first`, 'Check the subscription of the company.'];
		if (status === 403) return [`${service} does not allow this`, 'Check the rights of the account and its plan.'];
		if (status === 404) {
			const what = ids.length > 0 ? ids.join(', ') : 'what was asked for';
			const labels = (this.options.ids ?? []).map(([label]) => `'${label}'`).join(' and ');
			return [`${service} did not find ${what}`, labels ? `Check ${labels}.` : 'Check the Base URL of the credential.'];
		}
		if (status === 429) {
			return [
				`${service} takes no more requests for now`,
				"Nothing was done. Run it later, or raise 'Max Wait' under Options.",
			];
		}
		if (status >= 500) return [`${service} is in trouble`, 'Try again later.'];
		return [`${service} did not accept the request`, 'Check the fields of this node.'];
	}

	private broken(request: Request, { code, reason }: Broken, origin?: string): RequestFailed {
		const { host } = new URL(origin ?? this.baseUrl);
		const uncertain = request.method !== 'GET' && !NEVER_SENT.has(code);
		const late = /TIMEDOUT|ABORTED/.test(code);
		// without a code it is no network error, but says what it is
		const message = code === '' ? reason : late ? `No answer from ${host} in time` : `No connection to ${host}`;
		const where = origin ?? `${this.baseUrl} (Base URL of the credential)`;
		return new RequestFailed(message, {
			description: `${code && `${reason} `}Check that ${where} is right and reachable from n8n.${uncertain ? this.doubt(request) : ''}`,
			uncertain,
		});
	}

	private cancelled(request?: Request): RequestFailed {
		const write = request !== undefined && request.method !== 'GET';
		return new RequestFailed('The execution was stopped', {
			description: write ? this.doubt(request).trim() : 'Nothing was sent for this item.',
			uncertain: write,
		});
	}

	private crowded(waitMs: number): RequestFailed {
		const seconds = Math.ceil(waitMs / 1000);
		return new RequestFailed(`${this.wire.service} takes no more requests for ${seconds} seconds`, {
			description: `Nothing was sent for this item. Run it later, or raise 'Max Wait' under Options.`,
			status: 429,
		});
	}

	private doubt(request: Request): string {
		return ` It is not certain whether ${this.wire.service} carried this out (${request.method} ${request.path}): look there before running it again, so that nothing is done twice.`;
	}
}

interface Cause {
	code?: unknown;
	message?: unknown;
	response?: unknown;
	cause?: unknown;
}

/** An error, what caused it, what caused that, and so on. */
function* causes(error: unknown): Generator<Cause> {
	for (let cause = error; cause instanceof Error || isRecord(cause); cause = (cause as Cause).cause) yield cause;
}

/** The answer of the service that made n8n's helper throw, if one did. */
function answerIn(error: unknown): { status: number; headers: IDataObject; data: unknown } | undefined {
	for (const { response } of causes(error)) {
		if (isRecord(response) && typeof response.status === 'number') {
			return {
				status: response.status,
				headers: { ...recordOf(response.headers) } as IDataObject,
				data: response.data,
			};
		}
	}
	return undefined;
}

/** The network error code and reason inside whatever n8n's helper threw. */
function networkCause(error: unknown): { code: string; reason: string } {
	let code = '';
	let reason = '';
	for (const { code: found, message } of causes(error)) {
		if (typeof found === 'string' && found !== '') code = found;
		if (typeof message === 'string') reason = message;
	}
	return { code, reason: code && reason ? `${code}: ${reason.replace(/\.?$/, '.')}` : reason || `${code}.` };
}

/** What a person reads of an HTML page or other text: its title, else its first words. */
function pageTitle(page: string): string {
	const title = /<title[^>]*>([^<]*)<\/title>/i.exec(page)?.[1];
	return (title ?? page.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim().slice(0, 200);
}
