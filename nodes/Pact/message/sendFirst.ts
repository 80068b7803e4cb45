import {
	choice,
	described,
	EmptyInput,
	InputError,
	inVersion,
	list,
	type Parts,
	path,
	Plain,
	retired,
	text,
} from '../../kit';
import { outcome as outcomeP1 } from '../p1/outcome';
import { outcome as outcomeP2, sendFirstMessage } from '../p2/messages';
import { operation } from '../operation';
import { toSentMessage } from '../shapes';
import { deliveryOf } from './delivery';
import { attachmentIds, channelId, companyId, customerPhone, messageText, sendToCrm, templateId } from '../fields';
import { onceTo, sendOnceKey } from './once';
import { UNTOLD, waitForDelivery } from './send';
import { templateLanguage } from './sendTemplate';

const provider = choice({
	displayName: 'Provider',
	description: 'The messenger to write in',
	options: [
		{ name: 'MAX', value: 'max' },
		{ name: 'Telegram Personal', value: 'telegram_personal' },
		{ name: 'VK Direct', value: 'vkontakte_direct' },
		{ name: 'WhatsApp', value: 'whatsapp' },
		{ name: 'WhatsApp Business', value: 'whatsapp_business', description: 'Begins with a template: use Send Template' },
	],
	default: 'whatsapp',
	show: { apiVersion: ['p2'] },
});

const username = text({
	displayName: 'Username',
	description: 'The Telegram name of the customer, used instead of the phone',
	placeholder: 'e.g. ann_smith',
	show: { apiVersion: ['p2'], provider: ['telegram_personal'] },
});

const vkontakteId = text({
	displayName: 'VK ID or Name',
	description: 'The number or the short name of the customer in VK',
	placeholder: 'e.g. 1234567 or ann_smith',
	required: true,
	show: { apiVersion: ['p2'], provider: ['vkontakte_direct'] },
});

/** Workflows that were saved before there was Send Template may send one here. */
const template = {
	templateId: retired(templateId),
	templateParameters: retired(list({ displayName: 'Template Parameters' })),
};

/** What is told to whoever still has one. */
const HIDDEN = "The template that was chosen here is still sent, and no text beside it: move it to 'Send Template'";

const oneAttachmentId = described(
	attachmentIds,
	'The ID of a file that was uploaded before; a first message takes one',
);

export const sendFirst = operation({
	name: 'Write First',
	action: 'Write to a phone number',
	description: 'Write plain text to somebody who has no conversation yet',
	fields: {
		companyId,
		channelId: inVersion('p1', channelId),
		provider,
		phone: customerPhone,
		username,
		vkontakteId,
		text: messageText,
		attachmentIds: inVersion('p2', oneAttachmentId),
		...template,
	},
	options: {
		sendOnceKey,
		sendToCrm: inVersion('p2', sendToCrm),
		templateLanguage: retired(templateLanguage),
		waitForDelivery,
	},
	simplify: toSentMessage,
	sequence: ({ companyId: company, phone, username: name, vkontakteId: vk }) => `${company} ${phone} ${name} ${vk}`,
	check({ phone, username: name, vkontakteId: vk, text: words, templateId: chosen, attachmentIds: files }) {
		if (phone === '' && name === '' && vk === '') {
			throw new EmptyInput('Phone', 'Enter the number of the customer with the country code.');
		}
		if (files.length > 1) {
			throw new InputError(
				`'Attachment IDs' has ${files.length} entries`,
				'Send the others with Message: Send: Pact takes one file with a first message.',
			);
		}
		if (words.trim() === '' && chosen === '' && files.length === 0) {
			throw new EmptyInput('Text', "Enter a text. For a template use 'Send Template'.");
		}
	},
	run: {
		p1: async ({ api, fields, options, once, hint, signal }) => {
			const route = path`/companies/${fields.companyId}/channels/${fields.channelId}/conversations`;
			const chosen = {
				id: fields.templateId,
				language_code: options.templateLanguage ?? 'ru',
				parameters: fields.templateParameters,
			};
			const words = fields.templateId === '' ? { message: fields.text } : { template: chosen };
			const write = (request: Parts) => api.post(route, { phone: fields.phone, ...words }, request);
			const job = await onceTo(fields, { once, hint, options }, write);
			if (job instanceof Plain) return job;
			if (fields.templateId !== '') hint(HIDDEN);
			if (job.id === undefined) hint(UNTOLD);
			const ask = () => outcomeP1(api, fields.companyId, job);
			return await deliveryOf(job, ask, options.waitForDelivery, signal);
		},
		p2: async ({ api, fields, options, execution, once, hint, signal }) => {
			const first = { ...fields, sendToCrm: options.sendToCrm };
			const write = (request: Parts) => sendFirstMessage(api, execution, first, request);
			const sent = await onceTo(fields, { once, hint, options }, write);
			if (sent instanceof Plain) return sent;
			if (fields.templateId !== '') hint(HIDDEN);
			if (sent.id === undefined) hint(UNTOLD);
			const ask = () => outcomeP2(api, fields.companyId, sent);
			return await deliveryOf(sent, ask, options.waitForDelivery, signal);
		},
	},
});
