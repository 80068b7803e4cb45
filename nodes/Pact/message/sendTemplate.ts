import { choice, inVersion, type Parts, path, Plain, required, text, texts } from '../../kit';
import { companyId, customerPhone, sendToCrm, templateChannelId, templateId } from '../fields';
import { operation } from '../operation';
import { outcome as outcomeP1 } from '../p1/outcome';
import { outcome as outcomeP2, sendFirstMessage } from '../p2/messages';
import { toSentMessage } from '../shapes';
import { verifyValues, wabaIdOf } from '../templates';
import { deliveryOf } from './delivery';
import { onceTo, sendOnceKey } from './once';
import { UNTOLD, waitForDelivery } from './send';

const provider = choice({
	displayName: 'Provider',
	description: 'The messenger to write in; others have no templates',
	options: [{ name: 'WhatsApp Business', value: 'whatsapp_business' }],
	default: 'whatsapp_business',
	show: { apiVersion: ['p2'] },
});

const templateParameters = texts({
	displayName: 'Placeholder Values',
	description:
		'One value for each placeholder of the template, in their order. An expression may give a list of all of them.',
	placeholder: 'e.g. Ann',
	button: 'Add Value',
});

export const templateLanguage = text({
	displayName: 'Template Language',
	description: 'The language code that the template was approved for',
	default: 'ru',
	placeholder: 'e.g. en',
	show: { apiVersion: ['p1'] },
});

export const sendTemplate = operation({
	name: 'Send Template',
	action: 'Send a WhatsApp Business template',
	description: 'Write to a phone number with a template that WhatsApp has approved, whenever the customer last wrote',
	fields: {
		companyId,
		channelId: inVersion('p1', templateChannelId),
		provider,
		phone: required(customerPhone),
		templateId: required(templateId),
		templateParameters,
	},
	options: { sendOnceKey, sendToCrm: inVersion('p2', sendToCrm), templateLanguage, waitForDelivery },
	simplify: toSentMessage,
	sequence: ({ companyId: company, phone }) => `${company} ${phone}`,
	verify: ({ api, fields }) => verifyValues(api, fields),
	run: {
		p1: async ({ api, fields, options, once, hint, signal }) => {
			const route = path`/companies/${fields.companyId}/channels/${fields.channelId}/conversations`;
			const template = {
				id: await wabaIdOf(api, fields),
				language_code: options.templateLanguage ?? 'ru',
				parameters: fields.templateParameters,
			};
			const write = (request: Parts) => api.post(route, { phone: fields.phone, template }, request);
			const job = await onceTo(fields, { once, hint, options }, write);
			if (job instanceof Plain) return job;
			if (job.id === undefined) hint(UNTOLD);
			const ask = () => outcomeP1(api, fields.companyId, job);
			return await deliveryOf(job, ask, options.waitForDelivery, signal);
		},
		p2: async ({ api, fields, options, execution, once, hint, signal }) => {
			const templateId = await wabaIdOf(api, fields);
			const first = { ...fields, text: '', templateId, sendToCrm: options.sendToCrm };
			const write = (request: Parts) => sendFirstMessage(api, execution, first, request);
			const sent = await onceTo(fields, { once, hint, options }, write);
			if (sent instanceof Plain) return sent;
			if (sent.id === undefined) hint(UNTOLD);
			const ask = () => outcomeP2(api, fields.companyId, sent);
			return await deliveryOf(sent, ask, options.waitForDelivery, signal);
		},
	},
});
