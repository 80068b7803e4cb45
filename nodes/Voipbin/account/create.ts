import { choice } from '../../shared/fields';
import { operation } from '../api';
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
});

const forWhatsapp = { '/type': ['whatsapp'] };

export const create = operation({
	name: 'Create',
	action: 'Create an account',
	description: 'Connect a channel; conversations then begin by themselves when a customer writes',
	fields: { type, ...details({ nameRequired: true }) },
	options: {
		...more,
		appSecret: { ...more.appSecret, show: forWhatsapp },
		phoneNumberId: { ...more.phoneNumberId, show: forWhatsapp },
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
