import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { InputError } from './fields';

export interface FailureDetails {
	description: string;
	/** The service's own words, if it said any. */
	words?: string;
	/** HTTP status; none when no answer came. */
	status?: number;
	/** Whether a write may have been carried out although no proper answer came. */
	uncertain?: boolean;
}

/** Why a request brought nothing, in words for the user. Thrown by the client, turned into n8n's errors at the edge. */
export class RequestFailed extends Error {
	readonly details: FailureDetails;

	constructor(message: string, details: FailureDetails) {
		super(message);
		this.details = details;
	}
}

/** The n8n error for whatever stopped an item; texts that were written for the user are kept, others are not made up. */
export function toNodeError(
	node: INode,
	cause: unknown,
	itemIndex?: number,
	note = '',
): NodeApiError | NodeOperationError {
	if (cause instanceof RequestFailed) {
		const { description, words, status } = cause.details;
		return new NodeApiError(node, words ? { message: words } : {}, {
			message: cause.message,
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

/** Replaces every secret of a credential by asterisks, also in its URL-encoded spelling. */
export function redactor(credentials: Record<string, unknown>): (text: string) => string {
	const secrets = Object.entries(credentials)
		.filter(([name]) => name !== 'baseUrl' && name !== 'username' && name !== 'authentication')
		.flatMap(([, value]) => (typeof value === 'string' && value.length >= 4 ? [value, encodeURIComponent(value)] : []));
	return (text) => secrets.reduce((clean, secret) => clean.split(secret).join('***'), text);
}
