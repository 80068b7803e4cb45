/** What people call the messengers, by Pact's name for them. */
export const CHANNELS: Record<string, string> = {
	avito: 'Avito',
	custom: 'Custom',
	facebook: 'Facebook',
	instagram: 'Instagram',
	instagram_business: 'Instagram Business',
	max: 'MAX',
	max_bot: 'MAX Bot',
	odnoklassniki: 'Odnoklassniki',
	telegram: 'Telegram Bot',
	telegram_personal: 'Telegram',
	viber: 'Viber',
	vkontakte: 'VK',
	vkontakte_direct: 'VK Direct',
	whatsapp: 'WhatsApp',
	whatsapp_business: 'WhatsApp Business',
};
