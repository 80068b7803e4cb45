import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import { workflow as n8nWorkflow } from './n8n.ts';

/** What nodes use of the Express request n8n gives them; n8n itself adds the raw body to every incoming message. */
export interface WebhookRequest extends IncomingMessage {
	body: unknown;
	query: Record<string, string>;
	params: Record<string, string>;
	path: string;
	originalUrl: string;
	get(name: string): string | string[] | undefined;
	header(name: string): string | string[] | undefined;
}

export interface WebhookResponse extends ServerResponse {
	status(code: number): this;
	set(name: string, value: string): this;
	json(body: unknown): this;
	send(body?: unknown): this;
	sendStatus(code: number): this;
}

export function expressRequest(request: IncomingMessage): WebhookRequest {
	const url = new URL(request.url ?? '/', 'http://127.0.0.1');
	const header = (name: string) => request.headers[name.toLowerCase()];
	const extended: WebhookRequest = Object.assign(request, {
		body: undefined,
		query: Object.fromEntries(url.searchParams),
		params: {},
		path: url.pathname,
		originalUrl: request.url ?? '/',
		contentType: request.headers['content-type']?.split(';')[0]?.toLowerCase(),
		get: header,
		header,
		async readRawBody() {
			extended.rawBody ??= await readAll(decoded(request));
		},
	});
	return extended;
}

function decoded(request: IncomingMessage): Readable {
	const encoding = request.headers['content-encoding'];
	if (encoding === 'gzip') return request.pipe(createGunzip());
	if (encoding === 'deflate') return request.pipe(createInflate());
	return request;
}

async function readAll(stream: Readable): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

/** Fills `body` as n8n does before the node sees the request; throws on JSON that cannot be read. */
export async function parseBody(request: WebhookRequest, typeVersion: number): Promise<void> {
	const { contentType } = request;
	if (contentType?.startsWith('multipart/')) return;
	const parse = parserOf(contentType);
	// From version 2 of a node on, n8n leaves a body it cannot parse unread
	if (!parse && typeVersion > 1) return;
	await request.readRawBody();
	if (parse && request.rawBody?.length) request.body = parse(request.rawBody.toString());
}

function parserOf(contentType = ''): ((text: string) => unknown) | undefined {
	if (contentType === 'application/json') return (text) => n8nWorkflow.jsonParse(text.replace(/^\uFEFF/, ''));
	if (contentType === 'application/x-www-form-urlencoded') return (text) => parseForm(text);
	if (contentType === 'text/plain') return (text) => text;
	return undefined;
}

export function expressResponse(response: ServerResponse): WebhookResponse {
	const extended: WebhookResponse = Object.assign(response, {
		status(code: number) {
			response.statusCode = code;
			return extended;
		},
		set(name: string, value: string) {
			response.setHeader(name, value);
			return extended;
		},
		json(body: unknown) {
			if (!response.hasHeader('content-type')) response.setHeader('content-type', 'application/json; charset=utf-8');
			response.end(JSON.stringify(body));
			return extended;
		},
		send(body?: unknown) {
			if (typeof body !== 'string' && !Buffer.isBuffer(body) && body !== undefined) return extended.json(body);
			if (typeof body === 'string' && !response.hasHeader('content-type')) {
				response.setHeader('content-type', 'text/html; charset=utf-8');
			}
			response.end(body);
			return extended;
		},
		sendStatus: (code: number) => extended.status(code).send(String(code)),
	});
	return extended;
}
