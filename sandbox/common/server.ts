import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import { parseForm } from './form.ts';
import { Refusal } from './refusal.ts';

const BODY_LIMIT = 100 * 1024 * 1024;
/** As long as a whole request head may be: it is for the services to refuse an id. */
const LONGEST_PARAMETER = 16 * 1024;

/** The HTTP server all services stand on: as lenient about paths and bodies as theirs are. */
export function createServer(rewriteUrl: (url: string) => string): FastifyInstance {
	const app = fastify({
		rewriteUrl: ({ url = '/' }) => rewriteUrl(url),
		bodyLimit: BODY_LIMIT,
		forceCloseConnections: true,
		routerOptions: {
			ignoreTrailingSlash: true,
			ignoreDuplicateSlashes: true,
			maxParamLength: LONGEST_PARAMETER,
			querystringParser: parseForm,
		},
	});
	app.register(multipart);
	app.removeContentTypeParser(['application/json', 'text/plain']);
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
		try {
			done(null, text === '' ? {} : JSON.parse(text as string));
		} catch {
			done(new Refusal(400, 'The body is not valid JSON'));
		}
	});
	app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, text, done) =>
		done(null, parseForm(text as string)),
	);
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, text));
	return app;
}
