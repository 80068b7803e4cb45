import { createHmac } from 'node:crypto';

const SIGNING_KEY = 'sandbox-voipbin-signing-key';
const LIFETIME_MS = 7 * 24 * 3_600_000;

/** The tokens a login hands out, on a clock that can be put forward. */
export class Tokens {
	#ahead = 0;

	issue(username: string): string {
		const header = encode({ alg: 'HS256', typ: 'JWT' });
		const claims = encode({ type: 'agent', username, exp: Math.floor((this.#now() + LIFETIME_MS) / 1000) });
		return `${header}.${claims}.${sign(`${header}.${claims}`)}`;
	}

	accepts(token: string): boolean {
		const [, signed = '', signature = ''] = /^(.+)\.([^.]+)$/.exec(token) ?? [];
		if (signature !== sign(signed)) return false;
		return claimsIn(signed).exp * 1000 > this.#now();
	}

	/** Who logged in to get a token. */
	usernameIn(token: string): string {
		return claimsIn(token).username;
	}

	/** All tokens issued so far have expired. */
	expire(): void {
		this.#ahead += LIFETIME_MS;
	}

	reset(): void {
		this.#ahead = 0;
	}

	#now(): number {
		return Date.now() + this.#ahead;
	}
}

const claimsIn = (token: string): { username: string; exp: number } =>
	JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { username: string; exp: number };
const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const sign = (text: string): string => createHmac('sha256', SIGNING_KEY).update(text).digest('base64url');
