import type { FastifyRequest } from 'fastify';
import { Refusal } from '../common/refusal.ts';
import { cookie } from './cookies.ts';
import { refused } from './errors.ts';
import type { NexoraService } from './service.ts';
import { validity } from './tokens.ts';

/** Lets in who holds the access token. */
export function authenticate(nexora: NexoraService, request: FastifyRequest): void {
	const token = cookie(request, 'access_token');
	if (!token) throw refused(401, 'Unauthorized!!');
	if (validity(nexora, token) === 'expired') throw refused(400, 'Access token expired!!');
	if (token !== nexora.state.account.accessToken) throw refused(400, 'Invalid access token!!');
}

/** Counts a request of its sender's address. */
export function keepLimit(nexora: NexoraService, request: FastifyRequest): void {
	if (nexora.limits && nexora.spoken.limited && !nexora.windows.admits(caller(request), nexora.now())) {
		throw new Refusal(429, 'Too many requests');
	}
}

function caller({ headers, ip }: FastifyRequest): string {
	const [forwarded] = String(headers['x-forwarded-for'] ?? '').split(',');
	return forwarded || ip;
}
