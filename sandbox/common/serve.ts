import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify';
import type { Fault, Faults } from './faults.ts';
import { readMultipart } from './multipart.ts';
import { record, recordedBody, type RecordedRequest } from './record.ts';
import { Refusal } from './refusal.ts';
import type { SandboxService } from './service.ts';
import { refuse, spoil } from './strike.ts';

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
			scope.addHook('onRequest', async (request, reply) => {
				const entry = record(service.name, request);
				records.set(request, entry);
				requests.push(entry);
				const fault = faults.take('unread', entry);
				if (fault) await refuse(fault, service, request, reply);
			});

			scope.addHook('preValidation', async (request, reply) => {
				if (request.isMultipart()) request.body = await readMultipart(request);
				const entry = records.get(request)!;
				entry.body = recordedBody(request.body);
				const fault = faults.take('read', entry);
				if (!fault) return;
				struck.set(request, fault);
				await refuse(fault, service, request, reply);
			});

			scope.addHook('onSend', async (request, reply, payload) => {
				if (service.delay > 0) await sleep(service.delay);
				if (request.method !== 'GET') service.changed();
				const fault = struck.get(request);
				const answer = fault ? await spoil(fault, reply, payload) : payload;
				if (!reply.sent) records.get(request)!.status = reply.statusCode;
				return answer;
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
