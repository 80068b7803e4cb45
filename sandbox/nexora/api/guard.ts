import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../../common/refusal.ts';
import { cookie } from '../cookies.ts';
import { refused } from '../errors.ts';
import type { NexoraService } from '../service.ts';
import { validity } from '../tokens.ts';

/** Lets in who holds the access token, also to what does not exist, and counts what then reaches an endpoint. */
export function guard(app: FastifyInstance, nexora: NexoraService): void {
	app.addHook('preHandler', async (request) => {
		if (request.url.startsWith('/nexora/api/')) authenticate(nexora, request);
		const counts = nexora.limits && nexora.rules.limited && !request.is404;
		if (counts && !nexora.windows.admits(caller(request), nexora.now())) {
			throw new Refusal(429, 'Too many requests');
		}
	});
}

function authenticate(nexora: NexoraService, request: FastifyRequest): void {
	const token = cookie(request, 'access_token');
	if (!token) throw refused(401, 'Unauthorized!!');
	if (validity(nexora, token) === 'expired') throw refused(400, 'Access token expired!!');
	if (token !== nexora.state.account.accessToken) throw refused(400, 'Invalid access token!!');
}

function caller({ headers, ip }: FastifyRequest): string {
	const [forwarded] = String(headers['x-forwarded-for'] ?? '').split(',');
	return forwarded || ip;
}
