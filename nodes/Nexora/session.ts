import type { SessionRules } from '../shared/session';
import { words } from './errors';

/** A refresh token lasts a week and brings access tokens of 15 minutes; a new one ends the one before. */
export const session: SessionRules = {
	field: 'sessionToken',
	signsIn: ({ authentication }) => authentication !== 'accessToken',
	isOver: (_, body) => /^(access token expired|invalid access token|unauthorized!!)/i.test(words(body) ?? ''),
	probe: '/api/user',
};
