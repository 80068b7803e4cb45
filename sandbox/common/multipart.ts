import type { FastifyRequest } from 'fastify';
import { assign, type Fields } from './form.ts';
import { readUpload, type UploadedFile } from './upload.ts';

export class Multipart {
	readonly fields: Fields = {};
	readonly files: Array<UploadedFile & { field: string }> = [];

	/** What the request log keeps: everything but the bytes. */
	get summary() {
		return {
			fields: this.fields,
			files: this.files.map(({ field, fileName, mimeType, size, sha256 }) => ({
				field,
				fileName,
				mimeType,
				size,
				sha256,
			})),
		};
	}
}

export async function readMultipart(request: FastifyRequest): Promise<Multipart> {
	const multipart = new Multipart();
	for await (const part of request.parts({ limits: { fileSize: Infinity } })) {
		if (part.type === 'field') assign(multipart.fields, part.fieldname, part.value);
		else {
			const file = await readUpload(part.file, part.filename, part.mimetype);
			multipart.files.push({ field: part.fieldname, ...file });
		}
	}
	return multipart;
}
