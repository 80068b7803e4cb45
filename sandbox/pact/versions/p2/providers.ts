import type { Input } from '../../input.ts';
import type { Channel } from '../../state.ts';

/** Looks like a code to scan; what joins the channel is `scanQr`. */
const QR = [
	'data:image/png;base64,',
	'iVBORw0KGgoAAAANSUhEUgAAAB0AAAAdAQAAAAB+6FqiAAAAcElEQVR42mP4////DwY04oPIgQqG7xfiKxi+xF4EEvGBQCIYyPp+',
	'BSj2QcqhguH/H6C636oVQMVn4n4w/Fr96wfDjx6g7J/r3kDZj/JACYmnPxi+X53yA6iXH0hEPgaaEv4CKHb3HtAU0ZMVDFgsBwDy',
	'8Fke1J+7ZQAAAABJRU5ErkJggg==',
].join('');

const BY_TOKEN = ['telegram', 'viber', 'odnoklassniki', 'max_bot', 'vkontakte_direct'];
const BY_QR = ['whatsapp', 'telegram_personal', 'max'];
const BY_CODE = ['whatsapp', 'telegram_personal'];
const BY_OAUTH = ['facebook', 'vkontakte', 'instagram_business', 'whatsapp_business', 'avito'];
const SYNCING = ['telegram_personal', 'whatsapp', 'max', 'instagram_business', 'vkontakte', 'vkontakte_direct'];

const DAY_MS = 24 * 60 * 60 * 1000;
const PERIODS: Record<string, number> = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS };

export const needsToken = (provider: string): boolean => BY_TOKEN.includes(provider);

/** Telegram sends the code to the owner's device, where p2 does not see it. */
export const awaitsCode = ({ provider, state, confirmation }: Channel): boolean =>
	provider === 'telegram_personal' && state === 'initial' && confirmation.qr === undefined;

/** What the provider asks for when it is joined, and how the owner goes on from there. */
export function asked(
	input: Input,
): Pick<Channel, 'provider' | 'token' | 'phoneNumber' | 'syncMessagesAt' | 'confirmation'> {
	const provider =
		input.oneOf('provider', [...BY_TOKEN, ...BY_QR, ...BY_OAUTH, 'custom']) ?? input.required('provider');
	const phoneNumber = (BY_CODE.includes(provider) && input.phone('phone_number')) || null;
	const period = SYNCING.includes(provider) ? input.oneOf('sync_period', Object.keys(PERIODS)) : undefined;
	return {
		provider,
		token: needsToken(provider) ? input.required('token') : null,
		phoneNumber,
		syncMessagesAt: period ? new Date(Date.now() - PERIODS[period]!).toISOString() : null,
		confirmation: confirmation(provider, phoneNumber),
	};
}

function confirmation(provider: string, phoneNumber: string | null): Channel['confirmation'] {
	if (provider === 'whatsapp' && phoneNumber !== null) return { code: 'SAND-2468' };
	if (BY_QR.includes(provider)) return phoneNumber === null ? { qr: QR } : {};
	return BY_OAUTH.includes(provider) ? { oauthProviderUrl: `https://oauth.example/${provider}?client=sandbox` } : {};
}
