import type { FastifyRequest } from 'fastify';
import { Multipart } from './multipart.ts';

export interface RecordedRequest {
	/** The name of the service. */
	service: string;
	method: string;
	/** The pattern, e.g. `/p1/companies/:companyId/conversations`; an unknown path stands for itself. */
	route: string;
	path: string;
	query: Record<string, unknown>;
	headers: Record<string, string>;
	/** The parsed form or JSON, or `{ fields, files: [{ field, fileName, mimeType, size, sha256 }] }`. */
	body: unknown;
	/** What was answered; 0 when the connection was broken instead. */
	status: number;
	at: number;
}

export function record(service: string, request: FastifyRequest): RecordedRequest {
	const withoutPrefix = (url: string) => url.slice(`/${service}`.length);
	const path = withoutPrefix(request.url.split('?')[0]!);
	const pattern = request.routeOptions.url;
	return {
		service,
		method: request.method,
		route: pattern?.startsWith(`/${service}/`) ? withoutPrefix(pattern) : path,
		path,
		query: request.query as Record<string, unknown>,
		headers: request.headers as Record<string, string>,
		body: undefined,
		status: 0,
		at: Date.now(),
	};
}

export const recordedBody = (body: unknown): unknown => (body instanceof Multipart ? body.summary : body);
