import { choice } from '../../kit';

export const codeProvider = choice({
	displayName: 'Provider',
	description: 'The messenger of the channel',
	options: [
		{ name: 'Instagram', value: 'instagram' },
		{ name: 'Telegram Personal', value: 'telegram_personal' },
	],
	default: 'telegram_personal',
});
