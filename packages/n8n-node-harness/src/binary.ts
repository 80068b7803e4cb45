import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { WORKFLOW_ID } from './execution.ts';
import { Container, core } from './n8n.ts';

export interface BinaryOptions {
	fileName?: string;
	mimeType?: string;
	/** `data` when left out. */
	propertyName?: string;
	json?: IDataObject;
}

/** Files in n8n's binary store, kept in the file system as n8n does by default. */
export class BinaryStore {
	readonly #service = Container.get(core.BinaryDataService);

	async init(): Promise<void> {
		await this.#service.init();
	}

	/** An item that carries a file, as a node before this one would hand it over. */
	async item(content: Buffer | Readable, options: BinaryOptions = {}): Promise<INodeExecutionData> {
		const { fileName = 'file.bin', mimeType = 'application/octet-stream', propertyName = 'data', json = {} } = options;
		const binary = await this.#service.store(
			{ type: 'execution', workflowId: WORKFLOW_ID, executionId: 'input' },
			content,
			{ data: '', fileName, mimeType, fileExtension: extname(fileName).slice(1) },
		);
		return { json, binary: { [propertyName]: binary } };
	}

	async read(item: INodeExecutionData | undefined, propertyName = 'data'): Promise<Buffer> {
		return await this.#service.getAsBuffer(binaryOf(item, propertyName));
	}

	async stream(item: INodeExecutionData | undefined, propertyName = 'data'): Promise<Readable> {
		return await this.#service.getAsStream(String(binaryOf(item, propertyName).id));
	}
}

function binaryOf(item: INodeExecutionData | undefined, propertyName: string): IBinaryData {
	const binary = item?.binary?.[propertyName];
	if (!binary)
		throw new Error(`The item has no binary "${propertyName}"; it has: ${Object.keys(item?.binary ?? {}).join(', ')}`);
	return binary;
}
