import { path } from '../../shared/client';
import { choice, json, moment, phone, text, toggle } from '../../shared/fields';
import { operation } from '../api';
import { companyId } from '../fields';

const provider = choice({
	displayName: 'Provider',
	description: 'The messenger to connect',
	options: [
		{ name: 'Avito', value: 'avito' },
		{ name: 'Facebook', value: 'facebook' },
		{ name: 'Instagram (Login)', value: 'instagram' },
		{ name: 'Instagram Business', value: 'instagram_business' },
		{ name: 'MAX', value: 'max' },
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

const forProviders = (...providers: string[]) => ({ '/provider': providers });

const options = {
	accountName: text({ displayName: '360dialog Account Name', show: forProviders('whatsapp_business') }),
	data: json({
		displayName: 'Facebook Account',
		description: 'The answer of Facebook to "me" for the account, as JSON',
		show: forProviders('instagram_business'),
	}),
	dialog360ChannelId: text({ displayName: '360dialog Channel ID', show: forProviders('whatsapp_business') }),
	dialog360ClientId: text({ displayName: '360dialog Client ID', show: forProviders('whatsapp_business') }),
	doNotMarkAsRead: toggle({
		displayName: 'Do Not Mark as Read',
		description: 'Whether messages that Pact reads stay unread on the phone',
		show: forProviders('whatsapp'),
	}),
	hostingType: choice({
		displayName: 'Hosting Type',
		options: [
			{ name: 'Cloud', value: 'cloud' },
			{ name: 'On-Premise', value: 'onpremise' },
		],
		show: forProviders('whatsapp_business'),
	}),
	login: text({
		displayName: 'Login',
		description: 'The client ID of Avito, or the login name of Instagram',
		show: forProviders('avito', 'instagram'),
	}),
	password: text({
		displayName: 'Password',
		description: 'The client secret of Avito, or the password of Instagram',
		secret: true,
		show: forProviders('avito', 'instagram'),
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
		show: forProviders('whatsapp_business'),
	}),
	syncComments: toggle({
		displayName: 'Sync Comments',
		description: 'Whether comments on posts become messages too',
		show: forProviders('instagram'),
	}),
	syncMessagesFrom: moment({
		displayName: 'Sync Messages From',
		description: 'Messages since then are read in; a month ago at the earliest',
		show: forProviders('whatsapp', 'max', 'telegram_personal', 'instagram'),
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
		),
	}),
	viaQrCode: toggle({
		displayName: 'Via QR Code',
		description: 'Whether to connect by a QR code, which the Pact Trigger reports as channel state',
		show: forProviders('telegram_personal'),
	}),
};

export const create = operation({
	name: 'Create',
	action: 'Create a channel',
	description: 'Connect a messenger to a company',
	fields: { companyId, provider },
	options,
	run: async ({ api, fields, options: given }) =>
		await api.post(path`/companies/${fields.companyId}/channels`, {
			provider: fields.provider,
			account_name: given.accountName,
			data: given.data,
			dialog360_channel_id: given.dialog360ChannelId,
			dialog360_client_id: given.dialog360ClientId,
			do_not_mark_as_read: given.doNotMarkAsRead,
			hosting_type: given.hostingType,
			login: given.login,
			password: given.password,
			phone: given.phone,
			subtype: given.subtype,
			sync_comments: given.syncComments,
			sync_messages_from: given.syncMessagesFrom,
			token: given.token,
			via_qr_code: given.viaQrCode,
		}),
});
