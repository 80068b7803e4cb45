import { choice } from '../../kit';

/** The messengers that send a code to be entered in Pact. */
const SENDING = [
	{ name: 'Instagram', value: 'instagram' },
	{ name: 'Telegram Personal', value: 'telegram_personal' },
];

const look = { displayName: 'Provider', description: 'The messenger of the channel', default: 'telegram_personal' };

export const codeProvider = choice({ ...look, options: SENDING });

/** WhatsApp has its code entered on the phone instead. */
export const askedProvider = choice({ ...look, options: [...SENDING, { name: 'WhatsApp', value: 'whatsapp' }] });
