import { createHash } from 'node:crypto';

/** Bigger files are only hashed and counted, so that memory does not grow with them. */
const KEPT_BYTES = 10 * 1024 * 1024;

export interface UploadedFile {
	fileName: string;
	mimeType: string;
	size: number;
	sha256: string;
	content: Buffer | null;
}

export async function readUpload(
	stream: AsyncIterable<Uint8Array>,
	fileName: string,
	mimeType: string,
): Promise<UploadedFile> {
	const hash = createHash('sha256');
	let chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of stream) {
		hash.update(chunk);
		size += chunk.byteLength;
		if (size <= KEPT_BYTES) chunks.push(chunk);
		else chunks = [];
	}
	const content = size <= KEPT_BYTES ? Buffer.concat(chunks) : null;
	return { fileName, mimeType, size, sha256: hash.digest('hex'), content };
}
