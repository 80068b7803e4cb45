import { choice, json, moment, path, phone, text, toggle, snakeCased } from '../../kit';
import { only } from '../p2/api';
import { operation } from '../operation';
import { companyId } from '../fields';

const provider = choice({
	displayName: 'Provider',
	description: 'The messenger to connect; Pact says when the chosen API version does not have it',
	options: [
		{ name: 'Avito', value: 'avito' },
		{ name: 'Custom', value: 'custom' },
		{ name: 'Facebook', value: 'facebook' },
		{ name: 'Instagram (Login)', value: 'instagram' },
		{ name: 'Instagram Business', value: 'instagram_business' },
		{ name: 'MAX', value: 'max' },
		{ name: 'MAX Bot', value: 'max_bot' },
		{ name: 'Odnoklassniki', value: 'odnoklassniki' },
		{ name: 'Telegram Bot', value: 'telegram' },
		{ name: 'Telegram Personal', value: 'telegram_personal' },
		{ name: 'Viber', value: 'viber' },
		{ name: 'VK', value: 'vkontakte' },
		{ name: 'VK Direct', value: 'vkontakte_direct' },
		{ name: 'WhatsApp', value: 'whatsapp' },
		{ name: 'WhatsApp Business', value: 'whatsapp_business' },
	],
	default: 'whatsapp',
});

const forProviders = (...providers: string[]) => ({ provider: providers });
const inP1 = (...providers: string[]) => ({ apiVersion: ['p1'], provider: providers });
const inP2 = (...providers: string[]) => ({ apiVersion: ['p2'], provider: providers });

const options = {
	accountName: text({ displayName: '360dialog Account Name', show: inP1('whatsapp_business') }),
	data: json({
		displayName: 'Facebook Account',
		description: 'The answer of Facebook to "me" for the account, as JSON',
		show: inP1('instagram_business'),
	}),
	dialog360ChannelId: text({ displayName: '360dialog Channel ID', show: inP1('whatsapp_business') }),
	dialog360ClientId: text({ displayName: '360dialog Client ID', show: inP1('whatsapp_business') }),
	doNotMarkAsRead: toggle({
		displayName: 'Do Not Mark as Read',
		description: 'Whether messages that Pact reads stay unread on the phone',
		show: inP1('whatsapp'),
	}),
	hostingType: choice({
		displayName: 'Hosting Type',
		options: [
			{ name: 'Cloud', value: 'cloud' },
			{ name: 'On-Premise', value: 'onpremise' },
		],
		default: 'cloud',
		show: inP1('whatsapp_business'),
	}),
	login: text({
		displayName: 'Login',
		description: 'The client ID of Avito, or the login name of Instagram',
		show: inP1('avito', 'instagram'),
	}),
	password: text({
		displayName: 'Password',
		description: 'The client secret of Avito, or the password of Instagram',
		secret: true,
		show: inP1('avito', 'instagram'),
	}),
	phone: phone({
		displayName: 'Phone',
		description: 'The number to connect; a confirmation code is used instead of a QR code',
		show: forProviders('whatsapp', 'telegram_personal', 'instagram_business'),
	}),
	subtype: choice({
		displayName: 'Subtype',
		options: [
			{ name: 'No Write First', value: 'no_write_first' },
			{ name: 'Regular', value: 'regular' },
			{ name: 'Unlimited', value: 'unlim' },
		],
		default: 'regular',
		show: inP1('whatsapp_business'),
	}),
	syncComments: toggle({
		displayName: 'Sync Comments',
		description: 'Whether comments on posts become messages too',
		show: inP1('instagram'),
	}),
	syncMessagesFrom: moment({
		displayName: 'Sync Messages From',
		description: 'Messages since then are imported, at most those of the last month',
		show: inP1('whatsapp', 'max', 'telegram_personal', 'instagram'),
	}),
	syncPeriod: choice({
		displayName: 'Sync Period',
		description: 'How much of the past is imported',
		options: [
			{ name: 'Day', value: 'day' },
			{ name: 'Month', value: 'month' },
			{ name: 'Week', value: 'week' },
		],
		default: 'day',
		show: inP2('telegram_personal', 'whatsapp', 'max', 'instagram_business', 'vkontakte', 'vkontakte_direct'),
	}),
	token: text({
		displayName: 'Token',
		description: 'The token that the messenger gave for the account or bot',
		secret: true,
		show: forProviders(
			'facebook',
			'instagram_business',
			'telegram',
			'viber',
			'vkontakte',
			'vkontakte_direct',
			'whatsapp_business',
			'odnoklassniki',
			'max_bot',
		),
	}),
	viaQrCode: toggle({
		displayName: 'Via QR Code',
		description: 'Whether to connect by a QR code, which the Pact Trigger reports as channel state',
		show: inP1('telegram_personal'),
	}),
};

export const create = operation({
	name: 'Create',
	action: 'Create a channel',
	description: 'Connect a messenger to a company',
	fields: { companyId, provider },
	options,
	run: {
		p1: ({ api, fields, options: settings }) =>
			api.post(path`/companies/${fields.companyId}/channels`, {
				provider: fields.provider,
				...snakeCased(settings),
			}),
		p2: async ({ api, fields, options: settings }) => {
			const answer = await api.post(path`/companies/${fields.companyId}/auths`, {
				provider: fields.provider,
				phone_number: settings.phone,
				sync_period: settings.syncPeriod,
				token: settings.token,
			});
			return only(answer, 'auth');
		},
	},
});
