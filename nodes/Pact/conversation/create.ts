import { choice, InputError, text } from '../../shared/fields';
import { operation } from '../api';
import { companyId, customerPhone, messageText, sendToCrm } from '../fields';

const provider = choice({
	displayName: 'Provider',
	description: 'The messenger in which to open the conversation; for WhatsApp Business use Message: Send First',
	options: [
		{ name: 'MAX', value: 'max', description: 'In API version P2' },
		{ name: 'Telegram Personal', value: 'telegram_personal' },
		{ name: 'WhatsApp', value: 'whatsapp' },
	],
	default: 'whatsapp',
});

const username = text({
	displayName: 'Username',
	description: 'The Telegram name of the customer, used instead of the phone',
	placeholder: 'e.g. ann_smith',
	show: { '/provider': ['telegram_personal'] },
});

const firstText = {
	...messageText,
	property: (name: string) => ({
		...messageText.property(name),
		description: 'The first message; WhatsApp in API version P1 opens a conversation without one',
	}),
};

export const create = operation({
	name: 'Create',
	action: 'Create a conversation',
	description: 'Open a conversation with a customer who has not written yet',
	fields: { companyId, provider, phone: customerPhone, text: firstText },
	options: { sendToCrm, username },
	simplify: (raw, _fields, api) => api.toConversation(raw),
	check({ provider: messenger, phone, text: words }, { username: name }) {
		if (messenger !== 'telegram_personal') {
			if (!phone) throw new InputError("'Phone' is empty", 'The customer is found by phone number.');
			return;
		}
		if (Boolean(phone) === Boolean(name)) {
			throw new InputError("Enter either 'Phone' or 'Username'", 'Telegram finds the customer by exactly one of them.');
		}
		if (words.trim() === '') {
			throw new InputError("'Text' is empty", 'A Telegram conversation is opened by a first message.');
		}
	},
	run: async ({ api, fields, options }) =>
		await api.createConversation({
			...fields,
			username: options.username?.replace(/^@/, '') ?? '',
			sendToCrm: options.sendToCrm,
			channelId: '',
			vkontakteId: '',
			templateId: '',
			templateParameters: [],
		}),
});
