import { Refusal } from '../common/refusal.ts';

/** The reasons the service names, with the status each comes with; the words are ours. */
const REASONS = {
	INVALID_ARGUMENT: [400, 'A value in the request is not valid.'],
	INVALID_ID: [400, 'The id in the path is not a UUID.'],
	INVALID_JSON_BODY: [400, 'The body is not the JSON that is expected here.'],
	INVALID_REQUEST_PARAMETER: [400, 'A parameter of the request is not valid.'],
	MISSING_REQUEST_PARAMETER: [400, 'A parameter of the request is missing.'],
	AGENT_NOT_FOUND: [400, 'There is no such agent.'],
	AGENT_CUSTOMER_MISMATCH: [400, 'The agent belongs to somebody else.'],
	AUTHENTICATION_REQUIRED: [401, 'Neither a token nor an access key was given.'],
	INVALID_CREDENTIALS: [401, 'The token or access key is wrong or has expired.'],
	INSUFFICIENT_BALANCE: [402, 'The balance is too low.'],
	PERMISSION_DENIED: [403, 'This is not allowed to the caller.'],
	ACCOUNT_FROZEN: [403, 'The account is frozen.'],
	DIRECT_ACCESS_NOT_SUPPORTED: [403, 'This is not open to direct access.'],
	ROUTE_NOT_FOUND: [404, 'There is no such endpoint.'],
	CONVERSATION_NOT_FOUND: [404, 'There is no such conversation.'],
	CONVERSATION_ACCOUNT_NOT_FOUND: [404, 'There is no such conversation account.'],
	RATE_LIMIT_EXCEEDED: [429, 'Too many requests.'],
	INTERNAL: [500, 'Something went wrong.'],
	REQUEST_TIMEOUT: [503, 'The service took too long.'],
} as const;

export type Reason = keyof typeof REASONS;

/** What a status alone means: a fault has nothing else. */
const USUAL: Record<number, Reason> = {
	400: 'INVALID_ARGUMENT',
	401: 'INVALID_CREDENTIALS',
	402: 'INSUFFICIENT_BALANCE',
	403: 'PERMISSION_DENIED',
	404: 'ROUTE_NOT_FOUND',
	429: 'RATE_LIMIT_EXCEEDED',
	503: 'REQUEST_TIMEOUT',
};

export const STATUSES: Record<number, string> = {
	400: 'INVALID_ARGUMENT',
	401: 'UNAUTHENTICATED',
	402: 'PAYMENT_REQUIRED',
	403: 'PERMISSION_DENIED',
	404: 'NOT_FOUND',
	409: 'FAILED_PRECONDITION',
	429: 'RESOURCE_EXHAUSTED',
	503: 'UNAVAILABLE',
};

interface More {
	message?: string;
	headers?: Record<string, string>;
	details?: object[];
}

export class VoipbinRefusal extends Refusal {
	readonly reason: Reason;
	readonly details: object[] | undefined;

	constructor(reason: Reason, { message, headers, details }: More = {}) {
		super(REASONS[reason][0], message ?? REASONS[reason][1], headers);
		this.reason = reason;
		this.details = details;
	}
}

export const usualReason = (status: number): Reason => USUAL[status] ?? 'INTERNAL';
