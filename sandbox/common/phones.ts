import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Multipart, readMultipart } from './multipart.ts';
import { Refusal } from './refusal.ts';
import type { Troubles } from './troubles.ts';

/** A service as its customers see it: their phones, and whether anybody listens at the other end. */
export interface Phones {
	readonly name: string;
	readonly title: string;
	/** What the page says where a service has no webhooks to tell of. */
	readonly note?: string;
	channels(): Channel[];
	contacts(): Contact[];
	messages(contactId: string): PhoneMessage[];
	write(contactId: string, message: Written): void;
	/** Someone new writes first; the answer is the new contact's id. */
	introduce(newcomer: Newcomer, message: Written): string;
	read(contactId: string): void;
	webhook(): WebhookStatus;
}

interface Channel {
	id: string;
	label: string;
}

interface Contact {
	id: string;
	name: string;
	detail: string;
	channel: string;
	unread: number;
	last: { text: string; from: 'customer' | 'business'; at: string } | null;
}

export interface PhoneMessage {
	id: number | string;
	from: 'customer' | 'business';
	text: string;
	attachments: PhoneFile[];
	/** Answers the business offers to tap. */
	buttons: string[];
	/** 1 sent, 2 delivered (a customer's message: accepted by the webhook), 3 read */
	ack: number;
	at: string;
}

export interface PhoneFile {
	id: number | string;
	fileName: string;
	mimeType: string;
	size: number;
	sha256: string | null;
	url: string;
}

export interface Written {
	text: string;
	attachments: Array<{ fileName: string; mimeType: string; content: Uint8Array }>;
}

export interface Newcomer {
	channelId: string;
	name: string;
	phone: string;
}

interface WebhookStatus {
	url: string | null;
	last: {
		what: string;
		status: number;
		error: string | null;
		at: string;
		state: 'pending' | 'delivered' | 'dropped';
	} | null;
}

const FOLDER = path.join(import.meta.dirname, '..', 'phones');
const TYPES: Record<string, string> = {
	'.html': 'text/html',
	'.css': 'text/css',
	'.js': 'text/javascript',
	'.svg': 'image/svg+xml',
};
/** A page of a long history is enough for a phone. */
const SHOWN_MESSAGES = 300;
const COALESCED_MS = 30;

/** Serves the page of phones and what it asks for; returns what tells the open pages that something changed. */
export function servePhones(app: FastifyInstance, services: Phones[], troubles: Troubles): () => void {
	const listeners = new Set<() => void>();
	let pending: NodeJS.Timeout | undefined;

	app.register(async (scope) => {
		scope.addHook('onRequest', async ({ headers, method }) => {
			// Other sites open in the same browser have no business here.
			if (method !== 'GET' && headers['sec-fetch-site'] === 'cross-site')
				throw new Refusal(403, 'This page is for its own site only');
		});
		scope.addHook('preValidation', async (request) => {
			if (request.isMultipart()) request.body = await readMultipart(request);
		});
		scope.setErrorHandler(async (error: Error & { status?: number; statusCode?: number }, _request, reply) =>
			reply.code(error.status ?? error.statusCode ?? 400).send({ message: error.message }),
		);

		scope.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(await asset('index.html')));
		scope.get<{ Params: { file: string } }>('/phones/:file', async ({ params: { file } }, reply) =>
			reply.type(`${TYPES[path.extname(file)]}; charset=utf-8`).send(await asset(file)),
		);
		scope.get('/phones/events', (_request, reply) => {
			reply.hijack();
			reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
			const changed = () => reply.raw.write('data: changed\n\n');
			changed();
			listeners.add(changed);
			reply.raw.once('close', () => listeners.delete(changed));
		});

		scope.get('/phones/services', async () =>
			services.map((service) => ({
				name: service.name,
				title: service.title,
				channels: service.channels(),
				contacts: service.contacts(),
				webhook: service.webhook(),
				note: service.note,
				trouble: troubles.status(service.name, service.title),
			})),
		);
		scope.get('/phones/services/:service/:contact', async (request) => {
			const { service, contact } = addressed(request);
			return service.messages(contact).slice(-SHOWN_MESSAGES);
		});
		scope.post('/phones/services/:service', async (request) => {
			const { service } = addressed(request);
			const { channelId, name, phone } = (request.body as Multipart).fields as Newcomer & Multipart['fields'];
			return { id: service.introduce({ channelId, name, phone }, written(request)) };
		});
		scope.post('/phones/services/:service/trouble', async (request, reply) => {
			const { service } = addressed(request);
			const { name } = (request.body as Multipart).fields;
			troubles.choose(service.name, name ? String(name) : null);
			tell();
			return await reply.code(204).send();
		});
		scope.post('/phones/services/:service/:contact', async (request, reply) => {
			const { service, contact } = addressed(request);
			service.write(contact, written(request));
			return await reply.code(204).send();
		});
		scope.post('/phones/services/:service/:contact/read', async (request, reply) => {
			const { service, contact } = addressed(request);
			service.read(contact);
			return await reply.code(204).send();
		});
	});

	function addressed(request: FastifyRequest): { service: Phones; contact: string } {
		const params = request.params as { service: string; contact: string };
		const service = services.find(({ name }) => name === params.service);
		if (!service) throw new Refusal(404, 'There is no such service');
		return { service, contact: params.contact };
	}

	function tell(): void {
		pending ??= setTimeout(() => {
			pending = undefined;
			for (const listener of listeners) listener();
		}, COALESCED_MS).unref();
	}

	return tell;
}

async function asset(file: string): Promise<Buffer> {
	if (!(path.extname(file) in TYPES)) throw new Refusal(404, 'There is no such file');
	return await readFile(path.join(FOLDER, path.basename(file)));
}

function written({ body }: FastifyRequest): Written {
	const { fields, files } = body as Multipart;
	const attachments = files.map(({ fileName, mimeType, content }) => {
		if (!content) throw new Refusal(413, 'A phone sends files of up to 10 MB');
		return { fileName, mimeType, content };
	});
	return { text: String(fields.text ?? ''), attachments };
}
