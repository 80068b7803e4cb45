import { choice, described, InputError, path, text } from '../../kit';
import { conversationOf } from '../p2/conversations';
import { sendFirstMessage } from '../p2/messages';
import { operation } from '../operation';
import { toConversation } from '../shapes';
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
	show: { provider: ['telegram_personal'] },
});

const firstText = described(
	messageText,
	'The first message; WhatsApp in API version P1 opens a conversation without one',
);

export const create = operation({
	name: 'Create',
	action: 'Create a conversation',
	description: 'Open a conversation with a customer who has not written yet',
	fields: { companyId, provider, phone: customerPhone, text: firstText },
	options: { sendToCrm, username },
	simplify: toConversation,
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
	run: {
		// WhatsApp opens by phone and without words; Telegram by phone or name, with a first message
		p1: async ({ api, fields, options }) => {
			const telegram = fields.provider === 'telegram_personal';
			if (fields.provider === 'max') {
				throw new InputError(
					"'Provider' cannot open a conversation in API version P1",
					'P1 opens conversations in WhatsApp and Telegram Personal. Choose one of them, or API version P2.',
				);
			}
			const answer = await api.post(path`/companies/${fields.companyId}/conversations`, {
				provider: fields.provider,
				phone: fields.phone || undefined,
				username: (telegram && options.username?.replace(/^@/, '')) || undefined,
				text: telegram ? fields.text : undefined,
				send_to_crm: telegram ? options.sendToCrm : undefined,
			});
			// Pact may still be working on it and then gives no conversation yet
			return answer.conversation;
		},
		// p2 opens a conversation by its first message
		p2: async ({ api, fields, options }) => {
			if (fields.text.trim() === '') {
				throw new InputError("'Text' is empty", 'Pact opens a conversation by a first message.');
			}
			const { conversation_id: id } = await sendFirstMessage(api, { ...fields, ...options });
			if (id === undefined || id === null) return {};
			return await conversationOf(api, { companyId: fields.companyId, conversationId: String(id) });
		},
	},
});
