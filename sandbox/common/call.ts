import type { FastifyReply, FastifyRequest } from 'fastify';

/** A request as an endpoint gets it; what the ids in its path name is for each service to say. */
export class Call {
	readonly request: FastifyRequest;
	readonly reply: FastifyReply;
	readonly ids: Record<string, string | undefined>;

	constructor(request: FastifyRequest, reply: FastifyReply) {
		this.request = request;
		this.reply = reply;
		this.ids = request.params as Record<string, string | undefined>;
	}
}

/** What each endpoint answers, by its method and its whole path below the service; without a word it is a 204. */
export type Endpoints<Received extends Call> = Record<string, (call: Received) => unknown>;

/** The same as the server mounts them. */
export type Handlers = Record<string, (request: FastifyRequest, reply: FastifyReply) => unknown>;

/** Has a service answer its endpoints: each request becomes a call of its kind. */
export function answered<Received extends Call>(
	endpoints: Endpoints<Received>,
	call: (request: FastifyRequest, reply: FastifyReply) => Received,
): Handlers {
	const handlers = Object.entries(endpoints).map(([endpoint, answer]) => {
		return [endpoint, (request: FastifyRequest, reply: FastifyReply) => answer(call(request, reply))] as const;
	});
	return Object.fromEntries(handlers);
}
