import { randomBytes, randomUUID } from 'node:crypto';
import type { NexoraStore } from './store.ts';

export const ACCESS_SECONDS = 15 * 60;
export const REFRESH_SECONDS = 7 * 24 * 60 * 60;
/** The account's token columns hold no more: an e-mail of 28 characters makes a refresh token too long. */
const LONGEST_TOKEN = 255;

/** A JSON Web Token; the server tells its own by remembering them, so the signature need not mean anything. */
export const jwt = (payload: object, signature = randomBytes(32).toString('base64url')): string =>
	[...[{ alg: 'HS256', typ: 'JWT' }, payload].map(encoded), signature].join('.');

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

export function validity(nexora: NexoraStore, token: string): 'valid' | 'expired' | 'foreign' {
	const { signed } = nexora.state;
	if (!Object.hasOwn(signed, token)) return 'foreign';
	return signed[token]! > nexora.now() ? 'valid' : 'expired';
}

/** Supersedes the account's access token. */
export function newAccessToken(nexora: NexoraStore): string {
	const token = jwt({ jti: randomUUID(), ...times(nexora, ACCESS_SECONDS) });
	nexora.state.account.accessToken = sign(nexora, token, ACCESS_SECONDS);
	return token;
}

/** Supersedes both tokens of the account; false when they cannot be stored. */
export function newSession(nexora: NexoraStore): boolean {
	const email = `${nexora.state.account.email}refreshToken`;
	const token = jwt({ email, ...times(nexora, REFRESH_SECONDS), jti: randomUUID() });
	if (token.length > LONGEST_TOKEN) return false;
	nexora.state.account.refreshToken = sign(nexora, token, REFRESH_SECONDS);
	newAccessToken(nexora);
	return true;
}

export function sign(nexora: NexoraStore, token: string, seconds: number): string {
	nexora.state.signed[token] = nexora.now() + seconds * 1000;
	return token;
}

function times(nexora: NexoraStore, seconds: number): { iat: number; exp: number } {
	const iat = Math.floor(nexora.now() / 1000);
	return { iat, exp: iat + seconds };
}
