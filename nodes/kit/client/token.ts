import { createHmac, randomBytes } from 'crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { isSame } from '../signature';

type Credentials = ICredentialDataDecryptedObject;

/** The hidden, expirable field of a credential that holds the token of a session. */
export const SESSION_TOKEN = 'sessionToken';
/** The hidden field beside it that says whose token it is. */
const SESSION_OWNER = 'sessionOwner';

/** Whether a field of a credential belongs to its session, which comes and goes. */
export const isOfSession = (name: string): boolean => name === SESSION_TOKEN || name === SESSION_OWNER;

/** What `preAuthentication` gives n8n to keep: a token, and for which login it was had. `login` names the fields that sign in. */
export function begunSession(login: readonly string[], credentials: Credentials, token: string) {
	return { [SESSION_TOKEN]: token, [SESSION_OWNER]: ownerOf(login, credentials, randomBytes(16).toString('hex')) };
}

/**
 * The token of a credential; '' where there is none of this login. n8n keeps one, and it may have been had for another:
 * the login was changed since, or is an expression.
 */
export function ownToken(login: readonly string[], credentials: Credentials): string {
	const { [SESSION_TOKEN]: token, [SESSION_OWNER]: owner } = credentials;
	if (typeof token !== 'string' || typeof owner !== 'string') return '';
	const [salt = ''] = owner.split(' ');
	return isSame(owner, ownerOf(login, credentials, salt)) ? token : '';
}

/** A login in a form that tells nothing of it, with the salt before it. */
const ownerOf = (login: readonly string[], credentials: Credentials, salt: string): string =>
	`${salt} ${createHmac('sha256', salt)
		.update(JSON.stringify(login.map((name) => credentials[name])))
		.digest('hex')}`;
