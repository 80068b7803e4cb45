import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../../common/refusal.ts';

/** The vendor's examples send the parameters of a GET as a JSON body, which the server would not read by itself. */
export function readBodiesOfGets(scope: FastifyInstance): void {
	scope.addHook('preParsing', async (request, _reply, payload) => {
		if (request.method !== 'GET' || !request.routeOptions.url?.startsWith('/pact/api/p2/')) return;
		const body = await text(payload);
		if (body === '') return;
		try {
			request.body = JSON.parse(body);
		} catch {
			throw new Refusal(400, 'The body is not valid JSON');
		}
	});
}
