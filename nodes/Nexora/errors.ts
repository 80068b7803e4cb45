import { type Advice, isRecord, recordOf, textOrNull } from '../kit';

/** The labels of the fields that the server names in its own way. */
const LABELS: Record<string, string> = {
	botId: 'Bot',
	conversationId: 'Conversation',
	humanHandle: 'Human Handle',
	image: 'Image',
	integrationType: 'Integration Type',
	message: 'Text',
	'message.image': 'Image',
	'message.text': 'Text',
	'message.type': 'Type',
	role: 'Role',
	room: 'Room',
	sender: 'Sender',
	sentiment: 'Sentiment',
	type: 'Type',
	userId: 'User ID',
};

/** One complaint of the server about a field. */
function issue(value: unknown): string {
	const { path, message } = recordOf(value);
	const name = Array.isArray(path) ? path.join('.') : '';
	return [LABELS[name] ?? name, textOrNull(message)].filter(Boolean).join(': ');
}

/** What the server says: a text, a list of complaints or an object, under `error`, or `message` for what it did not foresee. */
export function words(body: unknown): string | undefined {
	const { error, message } = recordOf(body);
	if (Array.isArray(error)) return error.map(issue).join('; ');
	const said = isRecord(error) ? error.message : (error ?? message);
	return textOrNull(said) ?? undefined;
}

/** The server says 400 for nearly everything. */
export function statusOf(status: number, body: unknown): number {
	const said = words(body) ?? '';
	if (status !== 400) return status;
	if (/^\w+Id is Invalid$/i.test(said)) return 404;
	return /^(access token expired|invalid access token|refreshToken is)/i.test(said) ? 401 : status;
}

const OWN_ACCOUNT = 'Give n8n an account of its own in Nexora, because every login elsewhere ends its session.';
const SIGN_IN_AGAIN = `A refresh token lives for 7 days, and every new login ends it. Sign in to Nexora again and paste the new refresh token into the credential. ${OWN_ACCOUNT}`;

export const advice: Advice = {
	'Access token expired!!':
		"An access token lives for 15 minutes. Paste a new one into the credential, or choose 'Refresh Token' there, which n8n renews by itself.",
	'Invalid access token!!': `It is not a token of this server, or another login has ended it. Sign in to Nexora again and paste the new token into the credential. ${OWN_ACCOUNT}`,
	'refreshToken is invalid!!': SIGN_IN_AGAIN,
	'refreshToken is expired!!': SIGN_IN_AGAIN,
	Unauthorized: SIGN_IN_AGAIN,
	'Unauthorized!!':
		'The server saw no token. Enter its address without /api as Base URL of the credential, and a token.',
	413: 'Nexora takes about 100 kB at once. Send a shorter text.',
	500: "Nexora also answers so when an ID does not exist there or a text is too long: check the fields of this node, then Nexora's own log.",
};
