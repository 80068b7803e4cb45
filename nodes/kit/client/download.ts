import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Download } from '../binary';
import { RequestFailed } from '../failure';
import { InputError } from '../inputError';
import type { Connection } from './connection';

interface DownloadOptions {
	/** What signs requests to the service's own host, and to no other; without it nothing is signed. */
	credentials?: () => Promise<ICredentialDataDecryptedObject | undefined>;
	/** Milliseconds until the file begins. */
	timeout?: number;
	signal?: AbortSignal;
}

const MOST_REDIRECTS = 5;

/**
 * Opens any web address as a stream. Redirects are followed here, since each goes to another address, of which the same
 * must be true. What is not read must be ended. Throws `RequestFailed` or `InputError`.
 */
export async function download(
	connection: Connection,
	url: string,
	{ credentials, timeout, signal }: DownloadOptions = {},
): Promise<Download> {
	const asked = new URL(url, `${connection.baseUrl}/`);
	let address = asked;
	for (let redirects = 0; ; redirects++) {
		if (!['http:', 'https:'].includes(address.protocol)) {
			throw new InputError(
				`'${address.protocol}' is not how a file is fetched`,
				'Files come from http and https only.',
			);
		}
		const own = credentials !== undefined && address.origin === new URL(connection.baseUrl).origin;
		const ending = new AbortController();
		const outcome = await connection.exchange(
			{
				url: address.href,
				method: 'GET',
				encoding: 'stream',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				timeout,
				abortSignal: signal ? AbortSignal.any([signal, ending.signal]) : ending.signal,
			},
			own ? await credentials() : undefined,
		);
		if (outcome.kind === 'broken') throw new RequestFailed({ ...outcome, origin: address.origin });
		const { status, headers, body } = outcome;
		const end = () => ending.abort();
		if (status < 300) return { stream: body as Download['stream'], headers, url: asked.href, end };
		// nobody reads what comes with it, and the connection would stay open for it
		end();
		const { location } = headers;
		const isLeading = typeof location === 'string' && URL.canParse(location, address.href);
		if (status >= 400 || !isLeading || redirects === MOST_REDIRECTS) {
			throw new RequestFailed({ kind: 'noFile', sent: status, place: `${address.origin}${address.pathname}` });
		}
		address = new URL(location, address);
	}
}
