import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InputError } from './inputError';

type Chunks = AsyncIterable<Uint8Array>;

/** A file to send. `open` gives its bytes as a stream and may be called again for another attempt. */
export interface OutgoingFile {
	fileName: string;
	mimeType: string;
	/** bytes */
	size: number;
	open(): Promise<Chunks>;
}

/** A result that carries a file in the named binary property. */
export class WithBinary {
	readonly json: object;
	readonly binary: Record<string, IBinaryData>;

	constructor(json: object, binary: Record<string, IBinaryData>) {
		this.json = json;
		this.binary = binary;
	}
}

/** An item's files: those to send, and a place for those received. */
export interface Files {
	/** The named binary properties; an `InputError` when one is missing. */
	read(propertyNames: readonly string[]): Promise<OutgoingFile[]>;
	/** Puts a stream or buffer into n8n's binary store without holding it in memory. */
	store: IExecuteFunctions['helpers']['prepareBinaryData'];
}

async function readFile(context: IExecuteFunctions, item: number, propertyName: string): Promise<OutgoingFile> {
	let data: IBinaryData;
	try {
		data = context.helpers.assertBinaryData(item, propertyName);
	} catch {
		return missing(propertyName, Object.keys(context.getInputData()[item]?.binary ?? {}));
	}
	const { fileName = 'file', mimeType } = data;
	const { id } = data;
	if (id === undefined) {
		const bytes = await context.helpers.getBinaryDataBuffer(item, propertyName);
		return {
			fileName,
			mimeType,
			size: bytes.length,
			open: async () => await Promise.resolve(chunksOf(bytes)),
		};
	}
	const { fileSize } = await context.helpers.getBinaryMetadata(id).catch(() => {
		throw new InputError(
			`n8n does not have the file in the binary field '${propertyName}' any more`,
			'It keeps files for as long as the execution that made them. Run the workflow from its start, so that the file is made anew.',
		);
	});
	return { fileName, mimeType, size: fileSize, open: async () => await context.helpers.getBinaryStream(id) };
}

/** Throws an `InputError` where an item lacks one of the files. */
export function demandFiles(propertyNames: readonly string[], present: readonly string[]): void {
	const lacking = propertyNames.find((name) => !present.includes(name));
	if (lacking !== undefined) missing(lacking, present);
}

function missing(propertyName: string, present: readonly string[]): never {
	const there = present.length > 0 ? `It has: ${present.join(', ')}.` : 'It has no files at all.';
	throw new InputError(
		`The item has no file in the binary field '${propertyName}'`,
		`${there} Name one of them, or put a node before this one that gives the file.`,
	);
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield await Promise.resolve(bytes);
}

/** The files of one input item. */
export function filesOf(context: IExecuteFunctions, item: number): Files {
	return {
		read: async (propertyNames) =>
			await Promise.all(propertyNames.map(async (name) => await readFile(context, item, name))),
		store: async (...file) => await sized(context, await context.helpers.prepareBinaryData(...file)),
	};
}

/** n8n 1.x does not say how large the file is that it has stored. */
async function sized(context: IExecuteFunctions, file: IBinaryData & { bytes?: number }): Promise<IBinaryData> {
	if (file.bytes !== undefined) return file;
	const bytes = file.id
		? (await context.helpers.getBinaryMetadata(file.id)).fileSize
		: Buffer.byteLength(file.data, 'base64');
	return { ...file, bytes };
}

/**
 * A multipart form that streams its file: to axios it is a `FormData` whose file is a `Blob`, and axios reads
 * such a blob chunk by chunk, so memory does not grow with the file.
 */
export class StreamedForm {
	readonly [Symbol.toStringTag] = 'FormData';
	private readonly parts: Array<[string, unknown]> = [];

	append(name: string, value: unknown): void {
		this.parts.push([name, value]);
	}

	entries() {
		return this.parts[Symbol.iterator]();
	}

	[Symbol.iterator]() {
		return this.entries();
	}
}

/** A form with one file in `field` after plain values, to be sent once; the file is opened when its bytes are asked for. */
export function formWith(field: string, file: OutgoingFile, values: Record<string, unknown> = {}): StreamedForm {
	const form = new StreamedForm();
	for (const [name, value] of Object.entries(values)) if (value !== undefined) form.append(name, String(value));
	form.append(field, {
		[Symbol.toStringTag]: 'Blob',
		name: file.fileName,
		type: file.mimeType,
		size: file.size,
		async *stream() {
			yield* await file.open();
		},
	});
	return form;
}

/** A file on its way here. */
export interface Download {
	stream: Chunks & { map(change: (chunk: Uint8Array) => Uint8Array): Chunks };
	headers: IDataObject;
	/** Where it was asked for. */
	url: string;
	/** Closes the connection, where the file is not read to its end. */
	end(): void;
}

/** A downloaded stream as a file in n8n's store, named as its server names it, else as its address ends. */
export async function fileOf(
	{ stream, headers, url, end }: Omit<Download, 'stream'> & { stream: Chunks },
	store: Files['store'],
	knownName?: string | null,
): Promise<IBinaryData & { bytes?: number }> {
	const disposition = String(headers['content-disposition'] ?? '');
	const encoded = /filename\*=(?:UTF-8'')?([^;]+)/i.exec(disposition)?.[1];
	const plain = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
	const last = new URL(url).pathname.split('/').pop();
	const fileName = knownName ?? decoded(encoded) ?? plain ?? decoded(last) ?? 'file';
	const mimeType = String(headers['content-type'] ?? '')
		.split(';')[0]
		?.trim();
	return await store(stream as Parameters<Files['store']>[0], fileName, mimeType || undefined).finally(end);
}

function decoded(part: string | undefined): string | undefined {
	if (!part) return undefined;
	try {
		return decodeURIComponent(part.trim().replace(/^"|"$/g, ''));
	} catch {
		return part;
	}
}
