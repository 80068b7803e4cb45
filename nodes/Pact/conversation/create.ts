import { path } from '../../shared/client';
import { choice, InputError, text } from '../../shared/fields';
import { recordOf } from '../../shared/message';
import { operation } from '../api';
import { companyId, customerPhone, messageText, sendToCrm } from '../fields';
import { toConversation } from '../simplify';

const provider = choice({
	displayName: 'Provider',
	description: 'The messenger in which to open the conversation; for WhatsApp Business use Message: Send First',
	options: [
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

export const create = operation({
	name: 'Create',
	action: 'Create a conversation',
	description: 'Open a conversation with a customer who has not written yet',
	fields: {
		companyId,
		provider,
		phone: customerPhone,
		text: { ...messageText, show: { provider: ['telegram_personal'] } },
	},
	options: { sendToCrm: { ...sendToCrm, show: { '/provider': ['telegram_personal'] } }, username },
	simplify: toConversation,
	check({ provider: messenger, phone, text: words }, { username: name }) {
		if (messenger === 'whatsapp') {
			if (!phone) throw new InputError("'Phone' is empty", 'WhatsApp conversations are opened by phone number.');
			return;
		}
		if (Boolean(phone) === Boolean(name)) {
			throw new InputError("Enter either 'Phone' or 'Username'", 'Telegram finds the customer by exactly one of them.');
		}
		if (words.trim() === '') {
			throw new InputError("'Text' is empty", 'A Telegram conversation is opened by a first message.');
		}
	},
	run: async ({ api, fields, options }) => {
		const telegram = fields.provider === 'telegram_personal';
		const data = await api.post(path`/companies/${fields.companyId}/conversations`, {
			provider: fields.provider,
			phone: fields.phone || undefined,
			username: telegram ? options.username?.replace(/^@/, '') : undefined,
			text: telegram ? fields.text : undefined,
			send_to_crm: telegram ? options.sendToCrm : undefined,
		});
		// Pact may still be working on it and then gives no conversation yet
		return recordOf(data.conversation);
	},
});
