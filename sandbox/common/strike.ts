import { STATUS_CODES } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Trouble } from './faults.ts';
import { Refusal } from './refusal.ts';
import type { SandboxService } from './service.ts';

const BAD_GATEWAY = '<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>';

/** Answers instead of the service, where the trouble does. */
export async function refuse(
	trouble: Trouble,
	service: SandboxService,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	const ownError = (status: number) => service.errorBody(new Refusal(status, STATUS_CODES[status] ?? 'Error'), request);
	switch (trouble.kind) {
		case 'refuse':
		case 'reset':
			return reset(reply);
		case 'hang':
			reply.hijack();
			return;
		case 'status': {
			const { status = 500, headers = {}, body = ownError(status), ms = 0 } = trouble;
			await sleep(ms);
			return await reply.code(status).headers(headers).send(body);
		}
		case 'tooMany':
			if (trouble.retryAfter !== undefined) reply.header('retry-after', retryAfter(trouble.retryAfter));
			return await reply.code(429).send(ownError(429));
		case 'html': {
			const { status = 502, headers = {}, body = BAD_GATEWAY } = trouble;
			return await reply.code(status).headers(headers).type('text/html; charset=utf-8').send(body);
		}
		case 'hiddenError':
			return await reply.code(200).send(ownError(trouble.status ?? 400));
	}
}

/** What becomes of the answer to a request that was carried out; undefined when none arrives. */
export async function spoil(trouble: Trouble, reply: FastifyReply, payload: unknown): Promise<unknown> {
	switch (trouble.kind) {
		case 'resetAfter':
			reset(reply);
			return undefined;
		case 'hangAfter':
			return await new Promise(() => {});
		case 'slow':
			await sleep(trouble.ms);
			return payload;
		case 'drip':
			return streamed(reply, payload, (bytes) => dripping(bytes, trouble.ms));
		case 'malformed':
			return half(String(payload));
		case 'cut':
			return streamed(reply, payload, breakingOff);
		case 'wrongGzip':
			reply.header('content-encoding', 'gzip');
			return payload;
		case 'emptyPage':
			return reply.statusCode === 200 ? emptied(String(payload)) : payload;
		default:
			return payload;
	}
}

function reset(reply: FastifyReply): void {
	reply.hijack();
	reply.raw.socket?.resetAndDestroy();
}

const retryAfter = (given: number | Date): string => (given instanceof Date ? given.toUTCString() : String(given));

const half = <Part extends { length: number; slice(start: number, end: number): Part }>(whole: Part): Part =>
	whole.slice(0, Math.floor(whole.length / 2));

function streamed(reply: FastifyReply, payload: unknown, stream: (bytes: Buffer) => AsyncIterable<Buffer>): Readable {
	const bytes = Buffer.from(String(payload ?? ''));
	reply.header('content-length', bytes.length);
	return Readable.from(stream(bytes));
}

async function* dripping(bytes: Buffer, ms: number): AsyncIterable<Buffer> {
	const start = performance.now();
	for (const [index, byte] of bytes.entries()) {
		const wait = start + (ms * index) / (bytes.length - 1) - performance.now();
		if (wait > 0) await sleep(wait);
		yield Buffer.of(byte);
	}
}

async function* breakingOff(bytes: Buffer): AsyncIterable<Buffer> {
	yield half(bytes);
	// The half is on its way before the connection ends.
	await sleep(10);
	throw new Error('The connection ends here');
}

function emptied(json: string): string {
	const answer = JSON.parse(json) as Record<string, unknown>;
	const data = answer.data as Record<string, unknown> | undefined;
	for (const level of [answer, data ?? {}]) {
		for (const [name, value] of Object.entries(level)) if (Array.isArray(value)) level[name] = [];
	}
	return JSON.stringify(answer);
}
