import { fileOf, text, url, WithBinary } from '../../kit';
import { operation } from '../operation';

const address = url({
	displayName: 'URL',
	description: 'The address of the file, from the attachments of a message',
	placeholder: 'e.g. https://…/photo.jpg',
	default: '={{ $json.attachments[0].url }}',
	required: true,
});

const binaryPropertyName = text({
	displayName: 'Put Output File in Field',
	hint: 'The name of the output binary field to put the file in',
	default: 'data',
	required: true,
});

export const download = operation({
	name: 'Download',
	action: 'Download an attachment',
	description: 'Fetch the file of a message',
	fields: { url: address, binaryPropertyName },
	run: async ({ api, fields, files }) => {
		const data = await fileOf(await api.download(fields.url), files.store);
		const { fileName, mimeType, bytes } = data;
		return new WithBinary({ url: fields.url, fileName, mimeType, size: bytes }, { [fields.binaryPropertyName]: data });
	},
});
