import { STATUS_CODES } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import type { Fault, Faults } from './faults.ts';
import { readMultipart } from './multipart.ts';
import { record, recordedBody, type RecordedRequest } from './record.ts';
import { Refusal } from './refusal.ts';
import type { SandboxService } from './service.ts';

interface Log {
	requests: RecordedRequest[];
	faults: Faults;
}

/** Puts a service under its own path, with the request log and the faults around it. */
export function serve(app: FastifyInstance, service: SandboxService, { requests, faults }: Log): void {
	const records = new WeakMap<FastifyRequest, RecordedRequest>();
	const struck = new WeakMap<FastifyRequest, Fault>();

	app.register(
		async (scope) => {
			scope.addHook('onRequest', async (request) => {
				const entry = record(service.name, request);
				records.set(request, entry);
				requests.push(entry);
			});

			scope.addHook('preValidation', async (request, reply) => {
				if (request.isMultipart()) request.body = await readMultipart(request);
				const entry = records.get(request)!;
				entry.body = recordedBody(request.body);
				const fault = faults.take(entry.method, entry.path, entry.route);
				if (!fault) return;
				struck.set(request, fault);
				await strikeBefore(fault, service, request, reply);
			});

			scope.addHook('onSend', async (request, reply, payload) => {
				const fault = struck.get(request);
				const wait = service.delay + (fault?.kind === 'slow' ? (fault.ms ?? 0) : 0);
				if (wait > 0) await sleep(wait);
				if (request.method !== 'GET') service.changed();
				if (fault?.kind === 'resetAfter') {
					reset(reply);
					return payload;
				}
				records.get(request)!.status = reply.statusCode;
				if (fault?.kind !== 'malformed') return payload;
				const half = String(payload).slice(0, String(payload).length / 2);
				reply.header('content-length', Buffer.byteLength(half));
				return half;
			});

			scope.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
				const refusal = error instanceof Refusal ? error : new Refusal(error.statusCode ?? 500, error.message);
				return reply.code(refusal.status).headers(refusal.headers).send(service.errorBody(refusal, request));
			});
			scope.setNotFoundHandler(() => {
				throw new Refusal(404, 'There is no such endpoint');
			});

			service.customize(scope);
			scope.addHook('preHandler', async (request) => {
				const { method, route } = records.get(request)!;
				service.admit(request, request.is404 ? undefined : `${method} ${route}`);
			});
			for (const [endpoint, answer] of Object.entries(service.endpoints)) {
				const [method, url] = endpoint.split(' ') as [HTTPMethods, string];
				scope.route({
					method,
					url,
					handler: async (request, reply) => (await answer(request, reply)) ?? (await reply.code(204).send()),
				});
			}
		},
		{ prefix: `/${service.name}` },
	);
	service.files(app);
}

async function strikeBefore(
	fault: Fault,
	service: SandboxService,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	if (fault.kind === 'reset') return reset(reply);
	if (fault.kind === 'html') {
		const page = fault.body ?? '<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>';
		await reply
			.code(fault.status ?? 502)
			.headers(fault.headers ?? {})
			.type('text/html; charset=utf-8')
			.send(page);
	}
	if (fault.kind === 'status') {
		const status = fault.status ?? 500;
		await reply
			.code(status)
			.headers(fault.headers ?? {})
			.send(fault.body ?? service.errorBody(new Refusal(status, STATUS_CODES[status] ?? 'Error'), request));
	}
}

function reset(reply: FastifyReply): void {
	reply.hijack();
	reply.raw.socket?.resetAndDestroy();
}
