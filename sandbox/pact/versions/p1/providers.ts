import { Refusal } from '../../../common/refusal.ts';
import type { Input } from '../../input.ts';

const LONGEST_SYNC_S = 31 * 24 * 60 * 60;

const needs =
	(...names: string[]) =>
	(input: Input): void => {
		for (const name of names) input.required(name);
	};

function syncMessagesFrom(input: Input): void {
	const from = input.integer('sync_messages_from');
	if (from !== undefined && from < Date.now() / 1000 - LONGEST_SYNC_S) {
		throw new Refusal(400, 'sync_messages_from must be at most one month ago');
	}
}

function whatsapp(input: Input): void {
	syncMessagesFrom(input);
	input.phone('phone');
	input.flag('do_not_mark_as_read');
}

function whatsappBusiness(input: Input): void {
	input.oneOf('subtype', ['regular', 'unlim', 'no_write_first']);
	if (input.text('dialog360_channel_id')) return;
	if (!input.oneOf('hosting_type', ['cloud', 'onpremise'])) {
		throw new Refusal(400, 'hosting_type and token, or dialog360_channel_id, is required');
	}
	input.required('token');
}

function telegramPersonal(input: Input): void {
	syncMessagesFrom(input);
	if (!input.flag('via_qr_code') && !input.phone('phone')) throw new Refusal(400, 'via_qr_code or phone is required');
}

/** What each provider asks for when a channel is created. */
export const PROVIDERS: Record<string, (input: Input) => void> = {
	whatsapp,
	max: syncMessagesFrom,
	whatsapp_business: whatsappBusiness,
	telegram: needs('token'),
	telegram_personal: telegramPersonal,
	viber: needs('token'),
	facebook: needs('token'),
	vkontakte: needs('token'),
	vkontakte_direct: needs('token'),
	avito: needs('login', 'password'),
	instagram: needs('login', 'password'),
	instagram_business: needs('token'),
};
