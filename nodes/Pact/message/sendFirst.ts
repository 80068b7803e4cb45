import { path } from '../../shared/client';
import { InputError, list, text } from '../../shared/fields';
import { operation } from '../api';
import { deliveryOf } from '../delivery';
import { channelId, companyId, customerPhone, messageText, templateId } from '../fields';
import { toSentMessage } from '../simplify';
import { waitForDelivery } from './send';

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
});

export const sendFirst = operation({
	name: 'Send First',
	action: 'Send a first message',
	description: 'Write to a phone number that has no conversation yet, with plain text or a WhatsApp Business template',
	fields: {
		companyId,
		channelId,
		phone: customerPhone,
		text: messageText,
		templateId,
		templateParameters,
	},
	options: { templateLanguage, waitForDelivery },
	simplify: (job, fields) => toSentMessage(job, fields.text),
	sequence: (fields) => `${fields.channelId} ${fields.phone}`,
	check({ phone, text: words, templateId: template }) {
		if (phone === '') throw new InputError("'Phone' is empty", 'Enter the number of the customer with country code.');
		if (words.trim() === '' && template === '') {
			throw new InputError("'Text' is empty", 'Enter a text, or choose a template.');
		}
	},
	run: async ({ api, fields, options, signal }) => {
		const template = {
			id: Number(fields.templateId),
			language_code: options.templateLanguage ?? 'ru',
			parameters: fields.templateParameters,
		};
		const job = await api.post(path`/companies/${fields.companyId}/channels/${fields.channelId}/conversations`, {
			phone: fields.phone,
			...(fields.templateId === '' ? { message: fields.text } : { template }),
		});
		return await deliveryOf(api, fields.companyId, job, options.waitForDelivery, signal);
	},
});
