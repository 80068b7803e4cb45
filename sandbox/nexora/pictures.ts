import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { NexoraService } from './service.ts';
import type { Picture } from './state.ts';

const FOLDER = '/files/nexora';

/** Keeps a picture a customer took; the answer is its address. */
export function keepPicture(
	nexora: NexoraService,
	{ content, ...file }: { fileName: string; mimeType: string; content: Uint8Array },
): string {
	const picture = { id: randomUUID(), ...file, content: Buffer.from(content).toString('base64') };
	nexora.state.pictures.push(picture);
	return `${nexora.url}${FOLDER}/${picture.id}/${encodeURIComponent(picture.fileName)}`;
}

/** The kept picture an address belongs to: whoever uses the API may store any other. */
export function keptPicture(nexora: NexoraService, address: string): Picture | undefined {
	return nexora.state.pictures.find(({ id }) => address.includes(`${FOLDER}/${id}/`));
}

/** What a CDN does: hands a picture to whoever knows its address. */
export function servePictures(app: FastifyInstance, nexora: NexoraService): void {
	app.get<{ Params: { id: string } }>(`${FOLDER}/:id/:fileName`, async (request, reply) => {
		const picture = nexora.state.pictures.find(({ id }) => id === request.params.id);
		if (!picture) return await reply.code(404).send('There is no such file');
		// A customer's file must not act as a page of the sandbox.
		reply.headers({ 'content-security-policy': 'sandbox', 'x-content-type-options': 'nosniff' });
		return await reply.type(picture.mimeType).send(Buffer.from(picture.content, 'base64'));
	});
}
