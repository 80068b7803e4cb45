import { choice, EmptyInput, shownIf } from '../../kit';
import { operation } from '../operation';
import { withoutSecret } from '../simplify';
import { bodyOf, details, more } from './fields';

const type = choice({
	displayName: 'Type',
	description: 'The channel to connect',
	options: [
		{ name: 'LINE', value: 'line' },
		{ name: 'SMS', value: 'sms' },
		{ name: 'WhatsApp', value: 'whatsapp' },
	],
	default: 'line',
});

const forWhatsapp = { type: ['whatsapp'] };

export const create = operation({
	name: 'Create',
	action: 'Create an account',
	description: 'Connect a channel; conversations then begin by themselves when a customer writes',
	fields: { type, ...details({ nameRequired: true }) },
	options: {
		...more,
		appSecret: shownIf(forWhatsapp, more.appSecret),
		phoneNumberId: shownIf(forWhatsapp, more.phoneNumberId),
	},
	check({ type: channel }, { appSecret, phoneNumberId }) {
		if (channel !== 'whatsapp') return;
		if (!phoneNumberId?.trim()) {
			throw new EmptyInput('Phone Number ID', 'Add it under Options: VoIPbin connects no WhatsApp without it.');
		}
		if (!appSecret?.trim()) {
			throw new EmptyInput('App Secret', 'Add it under Options: VoIPbin takes no message without it.');
		}
	},
	run: async ({ api, fields, options }) =>
		withoutSecret(
			await api.post('/conversation_accounts', {
				type: fields.type,
				name: fields.name,
				detail: fields.detail,
				secret: fields.secret,
				token: fields.token,
				...bodyOf(options),
			}),
		),
});
