import type { ICredentialDataDecryptedObject, IHttpRequestMethods } from 'n8n-workflow';

import type { StreamedForm } from '../binary';
import type { Json } from '../json';
import type { Advice } from '../failure';

/** One request. `path` is relative to the credential's base URL; make it with `path`, which encodes what it is given. */
export interface Request {
	method: IHttpRequestMethods;
	path: string;
	query?: Json;
	/** Sent as JSON; properties that are undefined are left out. */
	body?: Json;
	/** A multipart body, made anew for every attempt. */
	form?: () => StreamedForm;
	/** The group whose rate it counts for, where method and path do not tell. */
	group?: string;
	/** Signs it instead of what is stored, which makes n8n sign in first: two requests. */
	credentials?: ICredentialDataDecryptedObject;
	/** Whether a write only prepares another one and shows nowhere by itself, as an upload does. */
	prepares?: boolean;
	/**
	 * Done when its turn has come, right before it is sent, and again before it is repeated; what this throws keeps it from
	 * being sent.
	 */
	ready?: () => Promise<void>;
	/** Whether `ready` may ask for one thing of the same path. */
	looks?: boolean;
	/** What an answer means for this request, before what it means for every request. */
	advice?: Advice;
}

/** Builds a path, encoding each inserted value: path`/companies/${id}`. */
export function path(parts: TemplateStringsArray, ...values: unknown[]): string {
	return String.raw({ raw: parts }, ...values.map((value) => encodeURIComponent(String(value))));
}
