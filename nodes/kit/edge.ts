import { type IAllExecuteFunctions, type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { Client, type ClientOptions } from './client/client';
import { type Connection, connectionOf } from './client/connection';
import { type Destination, explain, type Ids } from './explain';
import { RequestFailed } from './failure';
import { InputError } from './inputError';
import { connect, type Service } from './service';
import { isTool } from './tool';

interface About {
	/** Where the requests went; none where no credential was read yet. */
	to?: Destination;
	itemIndex?: number;
	/** The ids the user entered. */
	ids?: Ids;
	/** What is said after the description. */
	note?: string;
}

/**
 * The n8n error for whatever stopped an item or a hook: the one place where failures become words. Texts that were written
 * for the user are kept, others are not made up.
 */
export function toNodeError(node: INode, cause: unknown, about: About = {}): NodeApiError | NodeOperationError {
	const error = errorOf(node, cause, about);
	// an agent gets to see nothing else
	if (isTool(node) && error.description) error.message = `${error.message}. ${error.description}`;
	return error;
}

function errorOf(node: INode, cause: unknown, { to, itemIndex, ids, note = '' }: About) {
	if (cause instanceof RequestFailed && to) {
		const { message, description, words, status } = explain(cause.failure, to, ids);
		return new NodeApiError(node, words ? { message: words } : {}, {
			message,
			description: `${description}${note}`,
			httpCode: status === undefined ? undefined : String(status),
			itemIndex,
		});
	}
	if (cause instanceof InputError) {
		return new NodeOperationError(node, cause.message, {
			description: `${cause.description ?? ''}${note}`,
			itemIndex,
		});
	}
	if (cause instanceof NodeApiError || cause instanceof NodeOperationError) {
		cause.context.itemIndex ??= itemIndex;
		return cause;
	}
	const error = cause instanceof Error ? cause : new Error(String(cause));
	return new NodeOperationError(node, error, { description: note || undefined, itemIndex });
}

/** What a failure says in a log. */
export const wordsOf = (cause: unknown, to: Destination): string =>
	cause instanceof RequestFailed ? explain(cause.failure, to).message : String((cause as Error).message);

/** Does work with a version of the service's API for a hook, a list or a poll; whatever fails leaves as an error of n8n. */
export async function connected<T>(
	context: IAllExecuteFunctions,
	service: Service,
	version: string,
	work: (api: unknown, connection: Connection) => Promise<T>,
	{ ids, ...options }: ClientOptions & { ids?: () => Ids } = {},
): Promise<T> {
	let to: Connection | undefined;
	try {
		to = await connectionOf(context, service.wire);
		return await work(connect(service, version, new Client(to, options)), to);
	} catch (cause) {
		throw toNodeError(context.getNode(), cause, { to, ids: cause instanceof RequestFailed ? ids?.() : undefined });
	}
}
