import type { IBinaryKeyData, IExecuteFunctions, IPollFunctions } from 'n8n-workflow';

import { fileOf } from '../binary';
import { type Connection, connectionOf } from '../client/connection';
import { download } from '../client/download';
import type { Wire } from '../client/wire';
import { wordsOf } from '../edge';
import { InputError } from '../inputError';
import type { Event } from './trigger';

const MB = 1024 * 1024;

/** What the files of a message may take together; whoever writes the message chooses where they come from. */
export interface Budget {
	/** Ends when the time is over. */
	signal: AbortSignal;
	/** Bytes that are left. */
	bytes: number;
}

/** `within` ends it before its time, where something larger ends. */
export const budgetOf = (seconds: number, megabytes: number, within?: AbortSignal): Budget => {
	const time = AbortSignal.timeout(seconds * 1000);
	return { signal: within ? AbortSignal.any([time, within]) : time, bytes: megabytes * MB };
};

/**
 * The files of an event, as far as the budget goes; one that does not come is left out, since the event is worth more and
 * has its link. Nothing is signed: an address in a message is anybody's word.
 */
export async function attachmentsOf(
	context: IExecuteFunctions | IPollFunctions,
	wire: Wire,
	files: NonNullable<Event['files']>,
	budget: Budget,
	prefix = 'attachment_',
): Promise<IBinaryKeyData> {
	const binary: IBinaryKeyData = {};
	const connection = await connectionOf(context, wire);
	for (const [index, { url, fileName }] of files.entries()) {
		if (url === null) continue;
		if (budget.signal.aborted) {
			context.logger.warn('Attachments were not downloaded, because their time was over');
			break;
		}
		try {
			binary[`${prefix}${index}`] = await attachment(context, connection, url, fileName, budget);
		} catch (error) {
			context.logger.warn(`An attachment was not downloaded: ${wordsOf(error, connection)}`);
		}
	}
	return binary;
}

async function attachment(
	context: IExecuteFunctions | IPollFunctions,
	connection: Connection,
	url: string,
	fileName: string | null,
	budget: Budget,
) {
	const found = await download(connection, url, { signal: budget.signal });
	const within = (bytes: number) => {
		if (bytes > budget.bytes) throw new InputError('The files of the message are larger than they may be');
	};
	try {
		within(Number(found.headers['content-length'] ?? 0));
		const stream = found.stream.map((chunk) => {
			within(chunk.length);
			budget.bytes -= chunk.length;
			return chunk;
		});
		return await fileOf({ ...found, stream }, context.helpers.prepareBinaryData, fileName);
	} finally {
		found.end();
	}
}
