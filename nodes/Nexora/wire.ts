import type { SessionRules, Wire } from '../kit';
import { advice, reason, statusOf, words } from './errors';
import { LOGIN } from './login';

/** A refresh token lasts a week and brings access tokens of 15 minutes; a new one ends the one before. */
const session: SessionRules = {
	login: LOGIN,
	signsIn: ({ authentication }) => authentication !== 'accessToken',
	isOver: (_, body) => /^(access token expired|invalid access token|unauthorized!!)/i.test(words(body) ?? ''),
	probe: '/api/user',
};

/** Nexora as it is on the wire: below `/api`, envelope `{ status, message, data }`, signed by a cookie. */
export const wire: Wire = {
	service: 'Nexora',
	credential: 'nexoraApi',
	open: ['authentication', 'baseUrl'],
	secret: ({ authentication }) => (authentication === 'accessToken' ? 'access token' : 'refresh token'),
	rates: { counted: [{ requests: 5, seconds: 10 }] },
	group: () => 'counted',
	// it counts by address
	limitsServer: true,
	session,
	words,
	retryAfter: (body) => Number(/wait (\d+) second/i.exec(words(body) ?? '')?.[1] ?? 10),
	statusOf,
	reason,
	advice,
};
