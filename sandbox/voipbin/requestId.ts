import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const ids = new WeakMap<FastifyRequest['raw'], string>();

/** The id a request is answered with: its own, if it brought a decent one. */
export function requestId({ headers, raw }: FastifyRequest): string {
	const given = headers['x-request-id'];
	const id = ids.get(raw) ?? (/^[\w-]{1,64}$/.test(String(given ?? '')) ? String(given) : newId());
	ids.set(raw, id);
	return id;
}

const newId = (): string => `req_${Array.from(randomBytes(26), (byte) => LETTERS[byte % 32]).join('')}`;
