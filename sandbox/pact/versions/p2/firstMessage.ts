import { Refusal } from '../../../common/refusal.ts';
import { sendMessage } from '../../delivery.ts';
import { found } from '../../found.ts';
import { Input } from '../../input.ts';
import { conversationWith } from '../../people.ts';
import type { PactService } from '../../service.ts';
import type { Company, Message, Recipient } from '../../state.ts';
import { filled } from '../../templates.ts';
import { content } from './content.ts';

const PROVIDERS = ['max', 'whatsapp', 'telegram_personal', 'whatsapp_business', 'vkontakte_direct'];

/** Writes to someone new; whoever is known already is written to in the conversation there is. */
export function writeFirst(pact: PactService, company: Company, input: Input): Message {
	const provider = input.oneOf('provider', PROVIDERS) ?? input.required('provider');
	const channel = pact.state.channels.find(
		(candidate) => candidate.companyId === company.id && candidate.provider === provider,
	);
	if (!channel) throw new Refusal(400, `The company has no ${provider} auth`);
	const recipient = recipientOf(provider, input);
	const written = provider === 'whatsapp_business' ? template(pact, company, input) : content(pact, company.id, input);
	const conversation = conversationWith(pact, channel.id, recipient, (recipient.phone ?? recipient.username)!);
	return sendMessage(pact, conversation, { ...written, buttons: [] });
}

function recipientOf(provider: string, input: Input): Recipient {
	const phone = phoneOf(input);
	const nickname = input.text('nickname')?.replace(/^@/, '') || null;
	const id = input.text('vkontakte_id') || null;
	const domain = input.text('vkontakte_domain') || null;
	if (provider === 'vkontakte_direct') {
		// VK knows everybody by `id` and the number too, whatever domain they have chosen.
		return { phone: null, username: one('vkontakte_id and vkontakte_domain', id && `id${id}`, domain) };
	}
	if (provider === 'telegram_personal') {
		one('phone and nickname', phone, nickname);
		return { phone, username: nickname };
	}
	return { phone: one('phone', phone), username: null };
}

function one(names: string, ...values: Array<string | null>): string {
	const [value, another] = values.filter((given) => given !== null);
	if (value === undefined || another !== undefined) throw new Refusal(400, `Exactly one of ${names} is required`);
	return value;
}

/** The format is not documented: with a plus it is assumed to be good as well. */
function phoneOf(input: Input): string | null {
	return new Input({ phone: input.text('phone')?.replace(/^\+/, '') }).phone('phone') ?? null;
}

function template(pact: PactService, company: Company, input: Input) {
	const wabaId = input.required('waba_id');
	input.flag('send_to_crm');
	const chosen = found(
		pact.state.templates,
		'Template',
		(candidate) => candidate.companyId === company.id && candidate.wabaId === wabaId,
	);
	return { text: filled(chosen, 'substitutions', input.list('substitutions')), attachmentIds: [] };
}
