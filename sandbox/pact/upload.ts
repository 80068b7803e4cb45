import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { FastifyRequest } from 'fastify';
import { isLoopback } from '../common/loopback.ts';
import { Multipart } from '../common/multipart.ts';
import { Refusal } from '../common/refusal.ts';
import { readUpload, type UploadedFile } from '../common/upload.ts';
import type { Input } from './input.ts';
import type { PactService } from './service.ts';
import type { Attachment } from './state.ts';

/** Keeps the file that came with the request, or the one its `file_url` leads to. */
export async function keepUpload(
	pact: PactService,
	request: FastifyRequest,
	input: Input,
	belongings: Pick<Attachment, 'companyId' | 'conversationId'> & Partial<Attachment>,
): Promise<Attachment> {
	const file = uploaded(request);
	const address = input.text('file_url') || undefined;
	if ((file === undefined) === (address === undefined)) {
		throw new Refusal(400, 'Exactly one of file and file_url is required');
	}
	const { fileName, mimeType, size, sha256, content } = file ?? (await downloaded(address!));
	return pact.addAttachment({
		...belongings,
		fileName,
		mimeType,
		size,
		sha256,
		content: content?.toString('base64') ?? null,
		generated: false,
	});
}

function uploaded({ body }: FastifyRequest): UploadedFile | undefined {
	return body instanceof Multipart ? body.files.find(({ field }) => field === 'file') : undefined;
}

async function downloaded(address: string): Promise<UploadedFile> {
	if (!/^https?:\/\//.test(address)) throw new Refusal(400, 'file_url must begin with http:// or https://');
	if (!isLoopback(address)) throw new Refusal(400, 'The sandbox downloads file_url from loopback addresses only');
	const response = await fetch(address).catch(() => undefined);
	if (!response?.ok || !response.body) throw new Refusal(400, 'file_url cannot be downloaded');
	const fileName = decodeURIComponent(new URL(address).pathname.split('/').at(-1)!) || 'file';
	const mimeType = response.headers.get('content-type') ?? 'application/octet-stream';
	return await readUpload(Readable.fromWeb(response.body as ReadableStream<Uint8Array>), fileName, mimeType);
}
