import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { InputError } from '../inputError';

/** The base URL of a credential without trailing slashes. Throws an `InputError` when it is no web address. */
export function baseUrlOf(credentials: ICredentialDataDecryptedObject): string {
	const entered = String(credentials.baseUrl ?? '').trim();
	if (/[?#]/.test(entered)) {
		throw new InputError(
			"The 'Base URL' of the credential has more than an address",
			"The path of each request is added to its end: leave out everything from '?' or '#' on.",
		);
	}
	if (/^https?:\/\/[^\s/]+/i.test(entered) && URL.canParse(entered)) return entered.replace(/\/+$/, '');
	throw new InputError(
		"The 'Base URL' of the credential is not a web address",
		`It must start with https:// or http://, but it is '${withoutUser(entered)}'.`,
	);
}

/** An address as it may be shown: without a user name and password in it. */
export const withoutUser = (address: string): string => address.replace(/\/\/[^/?#]*@/, '//');

/**
 * Goes on with a failure of signing in; where nobody answered, in words, because the credential dialog shows nothing but
 * the network's code otherwise. The cause stays in it: it tells whether anything was sent.
 */
export async function unanswered(cause: Error & { response?: unknown }, baseUrl: string): Promise<never> {
	if (cause.response) return await Promise.reject(cause);
	const words = `Nobody answers at ${new URL(baseUrl).origin}: check the Base URL, and whether n8n can reach it`;
	return await Promise.reject(new Error(words, { cause }));
}
