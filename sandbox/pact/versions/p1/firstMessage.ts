import { Refusal } from '../../../common/refusal.ts';
import { found } from '../../found.ts';
import type { Input } from '../../input.ts';
import type { PactService } from '../../service.ts';
import type { Channel, Outgoing } from '../../state.ts';
import { filled } from '../../templates.ts';

const BY_PHONE = ['whatsapp', 'whatsapp_business', 'telegram_personal', 'max'];

/** Reads the parameters of a message to someone new. */
export function firstMessage(pact: PactService, channel: Channel, input: Input): Outgoing {
	if (!BY_PHONE.includes(channel.provider)) throw new Refusal(400, `${channel.provider} cannot write first by phone`);
	const phone = input.phone('phone') ?? input.required('phone');
	const template = input.object('template');
	const isBusiness = channel.provider === 'whatsapp_business';
	if (template && !isBusiness) throw new Refusal(400, 'template is for whatsapp_business only');
	if (isBusiness && !template) throw new Refusal(400, 'template is required to write first in whatsapp_business');
	return {
		text: template ? filledTemplate(pact, channel.companyId, template) : messageText(input),
		attachmentIds: [],
		buttons: [],
		recipient: { phone, username: null },
	};
}

// The vendor's table says `message`, its sample says `text`.
const messageText = (input: Input): string => input.text('text') || input.required('message');

function filledTemplate(pact: PactService, companyId: number, template: Input): string {
	const id = template.required('id');
	template.required('language_code');
	if (template.values.parameters === undefined) throw new Refusal(400, 'template[parameters] is required');
	// A form cannot say "empty list" other than by one blank element.
	const parameters = template.list('parameters').filter((parameter) => parameter !== '');
	const chosen = found(
		pact.state.templates,
		'Template',
		// The vendor says only that it is a string: which of the two is meant is not known.
		(candidate) => candidate.companyId === companyId && [candidate.wabaId, String(candidate.id)].includes(id),
	);
	return filled(chosen, 'template[parameters]', parameters);
}
