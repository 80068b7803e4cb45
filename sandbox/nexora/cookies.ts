import type { FastifyReply, FastifyRequest } from 'fastify';
import type { NexoraStore } from './store.ts';
import { ACCESS_SECONDS, REFRESH_SECONDS } from './tokens.ts';

const SECONDS = { access_token: ACCESS_SECONDS, refresh_token: REFRESH_SECONDS };

type Name = keyof typeof SECONDS;

/** Empty when the cookie is; undefined when there is none. */
export function cookie({ headers }: FastifyRequest, name: Name): string | undefined {
	const start = `${name}=`;
	const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
	return pairs.find((pair) => pair.startsWith(start))?.slice(start.length);
}

export function setCookie(nexora: NexoraStore, reply: FastifyReply, name: Name, value: string): void {
	const seconds = SECONDS[name];
	const expires = new Date(nexora.now() + seconds * 1000).toUTCString();
	reply.header(
		'set-cookie',
		`${name}=${value}; Max-Age=${seconds}; Path=/; Expires=${expires}; HttpOnly; Secure; SameSite=None`,
	);
}
