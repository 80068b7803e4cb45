import { path } from '../../shared/client';
import { choice, text, url } from '../../shared/fields';
import { operation } from '../api';
import { companyId, conversationId } from '../fields';

const source = choice({
	displayName: 'Source',
	description: 'Where the file comes from',
	options: [
		{ name: 'Binary', value: 'binary', description: 'A file of the input item' },
		{ name: 'URL', value: 'url', description: 'A public web address that Pact fetches itself' },
	],
});

const binaryPropertyName = text({
	displayName: 'Input Binary Field',
	hint: 'The name of the input field that holds the file',
	default: 'data',
	required: true,
	show: { source: ['binary'] },
});

const fileUrl = url({
	displayName: 'File URL',
	placeholder: 'e.g. https://example.com/price-list.pdf',
	required: true,
	show: { source: ['url'] },
});

export const upload = operation({
	name: 'Upload',
	action: 'Upload an attachment',
	description: 'Upload a file that a message can then carry',
	fields: { companyId, conversationId, source, binaryPropertyName, fileUrl },
	run: async ({ api, fields, files }) => {
		const attachments = path`/companies/${fields.companyId}/conversations/${fields.conversationId}/messages/attachments`;
		if (fields.source === 'url') return await api.post(attachments, { file_url: fields.fileUrl });
		const [file] = await files.read([fields.binaryPropertyName]);
		return file && (await api.upload(attachments, file));
	},
});
