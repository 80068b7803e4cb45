import type { FastifyReply, FastifyRequest } from 'fastify';
import { Call } from '../common/call.ts';
import { Multipart } from '../common/multipart.ts';
import { Input } from './input.ts';
import type { PactService } from './service.ts';

/** A request with its parameters read. */
export class PactCall extends Call {
	readonly pact: PactService;
	readonly input: Input;

	constructor(pact: PactService, request: FastifyRequest, reply: FastifyReply) {
		super(request, reply);
		this.pact = pact;
		this.input = new Input(parameters(request));
	}
}

/** The query and the body count alike: the vendor calls them query parameters and shows them in the body. */
export function parameters({ query, body }: FastifyRequest): Record<string, unknown> {
	const fields = body instanceof Multipart ? body.fields : body;
	return { ...(query as object), ...(typeof fields === 'object' ? fields : {}) };
}
