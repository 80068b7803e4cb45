import { choice, described, EmptyInput, InputError, type Json, path, text } from '../../kit';
import { conversationOf } from '../p2/conversations';
import { sendFirstMessage } from '../p2/messages';
import { operation } from '../operation';
import { toConversation } from '../shapes';
import { companyId, customerPhone, messageText, sendToCrm } from '../fields';

const provider = choice({
	displayName: 'Provider',
	description: 'The messenger in which to open the conversation; for WhatsApp Business use Message: Send Template',
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

/** What is told where Pact took an order and gave no conversation. */
const NOT_YET =
	'Pact is still opening the conversation and did not tell it yet: look for it with Conversation: Get Many';

export const create = operation({
	name: 'Create',
	action: 'Open a conversation',
	description: 'Open a conversation with a customer who has not written yet',
	fields: { companyId, provider, phone: customerPhone, text: firstText },
	options: { sendToCrm, username },
	simplify: toConversation,
	sequence: ({ companyId: company, phone }, { username: name = '' }) => `${company} ${phone} ${name}`,
	check({ provider: chosen, phone, text: words }, { username: name }, { version }) {
		if (version === 'p1' && chosen === 'max') {
			throw new InputError(
				"'Provider' cannot open a conversation in API version P1",
				'Choose WhatsApp or Telegram Personal, or API version P2: P1 opens conversations in no other messenger.',
			);
		}
		if (version === 'p2' && words.trim() === '') {
			throw new EmptyInput('Text', 'Pact opens a conversation by a first message.');
		}
		if (chosen !== 'telegram_personal') {
			if (!phone) throw new EmptyInput('Phone', 'The customer is found by phone number.');
			return;
		}
		if (Boolean(phone) === Boolean(name)) {
			throw new InputError("Enter either 'Phone' or 'Username'", 'Telegram finds the customer by exactly one of them.');
		}
		if (words.trim() === '') {
			throw new EmptyInput('Text', 'A Telegram conversation is opened by a first message.');
		}
	},
	run: {
		// WhatsApp opens by phone and without words; Telegram by phone or name, with a first message
		p1: async ({ api, fields, options, hint }) => {
			const telegram = fields.provider === 'telegram_personal';
			const answer = await api.post(path`/companies/${fields.companyId}/conversations`, {
				provider: fields.provider,
				phone: fields.phone || undefined,
				username: (telegram && options.username?.replace(/^@/, '')) || undefined,
				text: telegram ? fields.text : undefined,
				send_to_crm: telegram ? options.sendToCrm : undefined,
			});
			if (!answer.conversation) hint(NOT_YET);
			return answer.conversation;
		},
		// p2 opens a conversation by its first message
		p2: async ({ api, fields, options, execution, hint }) => {
			const { conversation_id: id } = await sendFirstMessage(api, execution, { ...fields, ...options });
			if (id === undefined || id === null) {
				hint(NOT_YET);
				return {};
			}
			const conversationId = String(id);
			const known: Json = { id, company_id: Number(fields.companyId), provider: fields.provider };
			// what fails after the message is on its way must not look as if it were not
			return await conversationOf(api, { companyId: fields.companyId, conversationId }).catch(() => {
				hint(`Pact took the first message, but could not be asked for Conversation '${conversationId}'`);
				return known;
			});
		},
	},
});
