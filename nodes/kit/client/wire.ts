import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Advice } from '../failure';
import type { Rate } from '../limits';
import type { SessionRules } from './session';

/** How a service answers: what the kit has to know of its API to send one request well. */
export interface Wire {
	/** The service's name in texts for the user, e.g. "Pact". */
	service: string;
	/** The credential type that signs its requests. */
	credential: string;
	/** What its secret is called, e.g. "API token"; a function where the user chooses between several. */
	secret: string | ((credentials: ICredentialDataDecryptedObject) => string);
	/** The fields of the credential that may be read by anyone; the others never leave in a text. */
	open: readonly string[];
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
	statusOf?(status: number, body: unknown, to: AnswerTo): number;
	/** The service's own code for what went wrong, which `advice` may name. */
	reason?(body: unknown): string | undefined;
	/** The id by which the service's support finds a request. */
	requestId?(body: unknown): string | undefined;
	/** What to do about a reason or a status, where the service gives it a meaning of its own. */
	advice?: Advice;
}

/** What an answer is to: the request itself, or n8n's signing in before it. */
export type AnswerTo = 'request' | 'signIn';
