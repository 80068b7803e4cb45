import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { CustomerFile } from './customer.ts';
import type { PactService } from './service.ts';
import type { Attachment, Conversation } from './state.ts';

const CHUNK = 64 * 1024;

export const fileUrl = (pact: PactService, { id, fileName }: Attachment): string =>
	`${pact.url}/files/pact/${id}/${encodeURIComponent(fileName)}`;

export function keepFile(pact: PactService, conversation: Conversation, file: CustomerFile): Attachment {
	const { fileName, mimeType } = file;
	const base = { companyId: conversation.companyId, conversationId: conversation.id, fileName, mimeType };
	if (file.content === undefined) {
		return pact.addAttachment({ ...base, size: file.size ?? 0, sha256: null, content: null, generated: true });
	}
	const content = Buffer.from(file.content);
	const sha256 = createHash('sha256').update(content).digest('hex');
	return pact.addAttachment({
		...base,
		size: content.length,
		sha256,
		content: content.toString('base64'),
		generated: false,
	});
}

/** What a CDN does: hands a file to whoever knows its address, without a token. */
export function serveFiles(app: FastifyInstance, pact: PactService): void {
	app.get<{ Params: { id: string } }>('/files/pact/:id/:fileName', async (request, reply) => {
		const attachment = pact.state.attachments.find(({ id }) => id === Number(request.params.id));
		if (!attachment) return await reply.code(404).send('There is no such file');
		if (attachment.content === null && !attachment.generated) {
			return await reply.code(410).send('The sandbox keeps no content of big files');
		}
		// A customer's file must not act as a page of the sandbox.
		reply.headers({ 'content-security-policy': 'sandbox', 'x-content-type-options': 'nosniff' });
		reply.type(attachment.mimeType).header('content-length', attachment.size);
		const { content } = attachment;
		return await reply.send(content === null ? Readable.from(zeros(attachment.size)) : Buffer.from(content, 'base64'));
	});
}

function* zeros(size: number): Generator<Buffer> {
	for (let left = size; left > 0; left -= CHUNK) yield Buffer.alloc(Math.min(left, CHUNK));
}
