import { attachmentsOf, upload as uploadP1 } from '../p1/attachments';
import { only } from '../p2/api';
import { ATTACHMENTS, upload as uploadP2 } from '../p2/attachments';
import { demandFiles, choice, integer, inVersion, text, toggle, url } from '../../kit';
import { operation } from '../operation';
import { companyId, conversationId } from '../fields';

const source = choice({
	displayName: 'Source',
	description: 'Where the file comes from',
	options: [
		{ name: 'Binary', value: 'binary', description: 'A file of the input item' },
		{ name: 'URL', value: 'url', description: 'A public web address that Pact fetches itself' },
	],
	default: 'binary',
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

const inP2 = { apiVersion: ['p2'], source: ['binary'] };

export const upload = operation({
	name: 'Upload',
	action: 'Upload an attachment',
	description: 'Upload a file that a message can then carry',
	fields: {
		companyId,
		conversationId: inVersion('p1', conversationId),
		source,
		binaryPropertyName,
		fileUrl,
	},
	options: {
		height: integer({
			displayName: 'Height',
			description: 'Height of a picture or video in pixels',
			min: 1,
			show: inP2,
		}),
		pushToTalk: toggle({
			displayName: 'Push to Talk',
			description: 'Whether a sound file is a voice message',
			show: inP2,
		}),
		width: integer({ displayName: 'Width', description: 'Width of a picture or video in pixels', min: 1, show: inP2 }),
	},
	check({ source: from, binaryPropertyName: name }, _options, { files }) {
		if (from === 'binary') demandFiles([name], files);
	},
	run: {
		p1: async ({ api, fields, files }) => {
			if (fields.source === 'url') return await api.post(attachmentsOf(fields), { file_url: fields.fileUrl });
			const [file] = await files.read([fields.binaryPropertyName]);
			return file && (await uploadP1(api, fields, file));
		},
		p2: async ({ api, fields, options, files }) => {
			if (fields.source === 'url') {
				const body = { company_id: Number(fields.companyId), file_url: fields.fileUrl };
				return only(await api.post(ATTACHMENTS, body), 'attachment');
			}
			const [file] = await files.read([fields.binaryPropertyName]);
			return file && (await uploadP2(api, fields.companyId, file, options));
		},
	},
});
