import { choice, InputError, list, text } from '../../shared/fields';
import { operation } from '../api';
import { deliveryOf } from '../delivery';
import { channelId, companyId, customerPhone, messageText, sendToCrm, templateId } from '../fields';
import { waitForDelivery } from './send';

const provider = choice({
	displayName: 'Provider',
	description: 'The messenger to write in',
	options: [
		{ name: 'MAX', value: 'max' },
		{ name: 'Telegram Personal', value: 'telegram_personal' },
		{ name: 'VK Direct', value: 'vkontakte_direct' },
		{ name: 'WhatsApp', value: 'whatsapp' },
		{ name: 'WhatsApp Business', value: 'whatsapp_business' },
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

const templateParameters = list({
	displayName: 'Template Parameters',
	description: 'Comma-separated list of the values for the placeholders of the template, in order',
	placeholder: 'e.g. Ann, 10:30',
});

const templateLanguage = text({
	displayName: 'Template Language',
	description: 'The language code that the template was approved for',
	default: 'ru',
	placeholder: 'e.g. en',
	show: { '/apiVersion': ['p1'] },
});

export const sendFirst = operation({
	name: 'Send First',
	action: 'Send a first message',
	description: 'Write to somebody who has no conversation yet, with plain text or a WhatsApp Business template',
	fields: {
		companyId,
		channelId: { ...channelId, show: { apiVersion: ['p1'] } },
		provider,
		phone: customerPhone,
		username,
		vkontakteId,
		text: messageText,
		templateId,
		templateParameters,
	},
	options: { sendToCrm: { ...sendToCrm, show: { '/apiVersion': ['p2'] } }, templateLanguage, waitForDelivery },
	simplify: (raw, fields, api) => api.toSentMessage(raw, fields.text),
	sequence: ({ phone, username: name, vkontakteId: vk }) => `${phone} ${name} ${vk}`,
	check({ phone, username: name, vkontakteId: vk, text: words, templateId: template }) {
		if (phone === '' && name === '' && vk === '') {
			throw new InputError("'Phone' is empty", 'Enter the number of the customer with country code.');
		}
		if (words.trim() === '' && template === '') {
			throw new InputError("'Text' is empty", 'Enter a text, or choose a template.');
		}
	},
	run: async ({ api, fields, options, signal }) => {
		const { waitForDelivery: seconds, ...rest } = options;
		const sent = await api.sendFirst({ ...fields, ...rest, username: fields.username.replace(/^@/, '') });
		return await deliveryOf(api, fields.companyId, sent, seconds, signal);
	},
});
