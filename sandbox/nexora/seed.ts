import { randomUUID } from 'node:crypto';
import { PHONE_NUMBER_ID } from './customer.ts';
import type { NexoraStore } from './store.ts';
import { jwt, newAccessToken, REFRESH_SECONDS, sign } from './tokens.ts';

/** Logins fail with 28 characters and more. */
export const NEXORA_EMAIL = 'sandbox@nexora.example';
export const NEXORA_PASSWORD = 'sandbox-nexora-password';
/** What the account's last login has brought. */
export const NEXORA_REFRESH_TOKEN = jwt(
	{ email: `${NEXORA_EMAIL}refreshToken` },
	'sandbox-nexora-refresh-token-0123456789-----',
);

const BOT_ID = '5a4db0c5-0000-4000-8000-000000000001';

const CUSTOMERS = [
	{ name: 'Ann Baker', phone: '79250000001' },
	{ name: 'Борис Волков', phone: '79250000002' },
];
const ROOMS = [{ room: 'Maria Лебедева + Sandbox Store', integrationType: 'telegram', sender: 'maria_lebedeva' }];

/** The account every fresh sandbox begins with, just logged in. */
export function seed(nexora: NexoraStore): void {
	nexora.state = {
		clockAhead: 0,
		account: {
			id: '5a4db0c5-0000-4000-8000-000000000000',
			firstName: 'Sandbox',
			lastName: 'Store',
			email: NEXORA_EMAIL,
			password: NEXORA_PASSWORD,
			picture: null,
			accessToken: '',
			refreshToken: NEXORA_REFRESH_TOKEN,
		},
		signed: {},
		otps: [],
		bots: [],
		conversations: [],
		messages: [],
		customers: [],
		pictures: [],
	};
	sign(nexora, NEXORA_REFRESH_TOKEN, REFRESH_SECONDS);
	newAccessToken(nexora);

	nexora.addBot({ id: BOT_ID, agentId: randomUUID(), numberPhoneWaba: PHONE_NUMBER_ID });
	const begun = nexora.now() - 60_000;
	const conversations = [
		...CUSTOMERS.map(({ phone }) => ({
			room: `${PHONE_NUMBER_ID}${phone}`,
			integrationType: 'waba',
			sender: PHONE_NUMBER_ID,
		})),
		...ROOMS,
	].map((conversation, index) =>
		nexora.addConversation({ ...conversation, createdAt: new Date(begun + index * 1000).toISOString() }),
	);
	CUSTOMERS.forEach((customer, index) => {
		nexora.state.customers.push({ conversationId: conversations[index]!.id, ...customer });
	});
}
