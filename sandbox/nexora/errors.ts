import type { FastifyRequest } from 'fastify';
import { Refusal } from '../common/refusal.ts';

/** A refusal in the server's own shape, `{ status, error }`, where `error` may be a text, a list or an object. */
export class NexoraRefusal extends Refusal {
	readonly body: object;

	constructor(status: number, error: unknown, body: object = { status, error }) {
		super(status, String(error));
		this.body = body;
	}
}

export const refused = (status: number, error: unknown): NexoraRefusal => new NexoraRefusal(status, error);

/** What the server did not foresee. */
export const internalError = (): Refusal => new Refusal(500, 'Internal server error');

export const badRequest = (message: string): NexoraRefusal =>
	refused(400, { message, error: 'Bad Request', statusCode: 400 });

export function errorBody(refusal: Refusal, request: FastifyRequest): object {
	const { status, message } = refusal;
	if (refusal instanceof NexoraRefusal) return refusal.body;
	if (status === 404) {
		const path = request.originalUrl.slice('/nexora'.length) || '/';
		return { status, error: { message: `Cannot ${request.method} ${path}`, error: 'Not Found', statusCode: status } };
	}
	if (status === 429) return { status, error: 'Too many request, please wait 10 second' };
	if (status === 413) return { statusCode: status, message: 'request entity too large' };
	if (status >= 500) return { statusCode: status, message: 'Internal server error' };
	return { status, error: message };
}
