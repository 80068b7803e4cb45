import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { RequestFailed } from '../failure';
import { perProcess } from '../shared';
import { unlessAborted } from '../wait';
import { ownToken, SESSION_TOKEN } from './token';

type Credentials = ICredentialDataDecryptedObject;

/** How a service is signed in to, where a secret is exchanged for a token that expires. */
export interface SessionRules {
	/** The fields of the credential that sign in: whose token it is. */
	login: readonly string[];
	/** Whether this credential signs in; another may hold a secret that is used as it is. */
	signsIn(credentials: Credentials): boolean;
	/** Whether an answer says that the token is not good any more; such a request was not carried out. */
	isOver(status: number, body: unknown): boolean;
	/** The path of a GET that changes nothing: it is sent to have n8n sign in. */
	probe: string;
}

/** Whose token it is, and where n8n keeps it. */
interface Held {
	account: string;
	stored(): Promise<Credentials>;
}

/** Renewals going on in this process, by account: everybody who needs one waits for the same. */
const renewals = perProcess('renewals.v1', () => new Map<string, Promise<void>>());
/** The credentials of an account with the token that was fetched last, for where n8n keeps that of another one. */
const fetched = perProcess('sessions.v1', () => new Map<string, Credentials>());
/** Whoever was forgotten signs in again. */
const MOST_FETCHED = 1000;

/**
 * The token of an account that signs in.
 *
 * It lives where n8n keeps it: in the credential, whose `preAuthentication` fetches it. So the Test button and n8n's own
 * HTTP Request node work with it, it is encrypted like every secret, and all processes of an n8n share the one token, as
 * they must where a new one ends the old. n8n fetches a token when the field is empty; by itself it would do so for every
 * item at once, and never for a service that says "expired" with another status than 401. That much is done here: a
 * renewal is a request with the field emptied, one at a time for an account, and only if the stored token is still the
 * one that was refused, for somebody else may have renewed it. Where the login is an expression, the stored token may be
 * that of another account: it is never used, and the one that was fetched here stands in for it.
 */
export class Session {
	private readonly rules: SessionRules;
	private readonly held: Held;
	private readonly signal?: AbortSignal;
	private readonly signIn: (emptied: Credentials) => Promise<void>;

	/** `signIn` sends the probe with credentials whose field is empty, which n8n then fills. */
	constructor(
		rules: SessionRules,
		held: Held,
		signal: AbortSignal | undefined,
		signIn: (emptied: Credentials) => Promise<void>,
	) {
		this.rules = rules;
		this.held = held;
		this.signal = signal;
		this.signIn = signIn;
	}

	/** Whether a new token can be had for these credentials. */
	signsIn(credentials: Credentials): boolean {
		return this.rules.signsIn(credentials);
	}

	/** The credentials with a token of their account, where there is one. */
	own(stored: Credentials): Credentials {
		return this.tokenOf(stored) === '' ? (fetched.get(this.held.account) ?? stored) : stored;
	}

	/** The renewal to wait for before anything is sent with these credentials; undefined where they will do. */
	needed(stored: Credentials): Promise<void> | undefined {
		if (!this.signsIn(stored)) return undefined;
		if (this.tokenOf(stored) === '') return this.renew(stored);
		// it may be the old token, or the new one already: nobody has refused it
		return renewals.has(this.held.account) ? this.underway() : undefined;
	}

	/** Has the token of `refused` replaced; throws when the service does not let the account in. */
	async renew(refused: Credentials): Promise<void> {
		const { account } = this.held;
		while (renewals.has(account)) {
			await this.underway();
			if (this.signal?.aborted) return;
			if (this.tokenOf(this.own(await this.held.stored())) !== this.tokenOf(refused)) return;
		}
		const renewal = this.replace(refused).finally(() => renewals.delete(account));
		renewals.set(account, renewal);
		await renewal;
	}

	/** Waits for the renewal that is going on, or until this run is stopped; throws as `renew`. */
	private async underway(): Promise<void> {
		const ended = renewals.get(this.held.account)?.then(nothing, (cause: unknown) => cause);
		const failure = await unlessAborted(ended ?? Promise.resolve(), this.signal);
		// whoever renewed may have been stopped or sent away, which is nobody else's failure
		if (!this.signal?.aborted && failure !== undefined && !isOfOne(failure)) throw failure as Error;
	}

	private async replace(refused: Credentials): Promise<void> {
		const stored = this.own(await this.held.stored());
		if (this.tokenOf(stored) !== this.tokenOf(refused)) return;
		const signedIn = { ...stored, [SESSION_TOKEN]: '' };
		const probe = this.signIn(signedIn);
		await Promise.allSettled([probe]);
		// the account may be let in, and yet not be allowed what the probe asks for
		if (this.tokenOf(signedIn) === '') await probe;
		else this.remember(signedIn);
	}

	private remember(signedIn: Credentials): void {
		fetched.delete(this.held.account);
		const [oldest] = fetched.keys();
		if (fetched.size >= MOST_FETCHED && oldest !== undefined) fetched.delete(oldest);
		fetched.set(this.held.account, signedIn);
	}

	private tokenOf(credentials: Credentials): string {
		return ownToken(this.rules.login, credentials);
	}
}

const nothing = () => undefined;

const isOfOne = (cause: unknown) =>
	cause instanceof RequestFailed && ['cancelled', 'crowded'].includes(cause.failure.kind);
