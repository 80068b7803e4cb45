import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { parseForm } from '../common/form.ts';
import { badRequest } from './errors.ts';

/** Express reads no longer bodies. */
const BODY_LIMIT = 100 * 1024;
/** The only web page allowed to call the API from a browser. */
const FRONTEND = 'http://localhost:3001';

/** The URL as our router understands it: Express minds no capitals in a path's fixed parts. */
export function routable(url: string): string {
	const [, path, query] = /^(\/nexora\/[^?]*)(.*)$/is.exec(url) ?? [];
	if (path === undefined) return url;
	const plain = path.replace(/^\/nexora\/[a-z]+(\/admin)?\/[a-z-]+/i, (fixed) => fixed.toLowerCase());
	return (isDecodable(path) ? plain : plain.replaceAll('%', '%25')) + query;
}

/** How Express, which the real server stands on, reads requests and dresses answers. */
export function likeExpress(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	const text = { parseAs: 'string', bodyLimit: BODY_LIMIT } as const;
	app.addContentTypeParser('application/json', text, async (_request: unknown, body: string) => parseJson(body));
	app.addContentTypeParser('application/x-www-form-urlencoded', text, async (_request: unknown, body: string) =>
		parseForm(body),
	);
	app.addContentTypeParser('*', { parseAs: 'buffer' }, async () => undefined);

	app.addHook('onRequest', async (request, reply) => {
		const { origin, 'access-control-request-headers': wanted } = request.headers;
		const isPreflight = request.method === 'OPTIONS';
		reply.headers({
			'x-powered-by': 'Express',
			'access-control-allow-credentials': 'true',
			vary: isPreflight ? 'Origin, Access-Control-Request-Headers' : 'Origin',
		});
		if (origin === FRONTEND) reply.header('access-control-allow-origin', origin);
		if (isPreflight) {
			reply.header('access-control-allow-methods', 'GET,HEAD,PUT,PATCH,POST,DELETE');
			if (wanted) reply.header('access-control-allow-headers', wanted);
			await reply.code(204).send();
			return;
		}
		const [path = ''] = request.originalUrl.split('?');
		if (!isDecodable(path)) throw badRequest(`Failed to decode param '${path.slice(path.lastIndexOf('/') + 1)}'`);
	});

	app.addHook('preSerialization', async (request, reply, payload) => {
		const body = JSON.stringify(payload);
		const hash = createHash('sha1').update(body).digest('base64').slice(0, 27);
		const etag = `W/"${Buffer.byteLength(body).toString(16)}-${hash}"`;
		reply.header('etag', etag);
		if (request.method === 'GET' && reply.statusCode === 200 && request.headers['if-none-match'] === etag) {
			reply.code(304);
		}
		return payload;
	});
}

function parseJson(body: string): unknown {
	if (body === '') return {};
	const [first] = body.trimStart();
	try {
		const value: unknown = JSON.parse(body);
		if (first === '{' || first === '[') return value;
	} catch (error) {
		throw badRequest((error as Error).message);
	}
	throw badRequest(`Unexpected token '${first}', "${body}" is not valid JSON`);
}

function isDecodable(path: string): boolean {
	try {
		decodeURIComponent(path);
		return true;
	} catch {
		return false;
	}
}
