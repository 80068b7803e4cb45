import { type Advice, isRecord, type Json, recordOf, recordsOf, textOrNull } from '../kit';

/** The labels of the fields that the server names in its own way. */
export const LABELS: Record<string, string> = {
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

export const CHOOSE_CURRENT = "This Nexora server is one since January 2026: choose 'Current' in API Version.";
export const CHOOSE_DOCUMENT = "This Nexora server is one of 2025: choose 'Document' in API Version.";

/** What only one version of the server complains of, as the reason; else its words. */
export function reason(body: unknown): string | undefined {
	const issues = recordsOf(recordOf(body).error);
	const about = (names: string[], message: string) =>
		issues.some((one) => names.includes([one.path].flat().join('.')) && one.message === message);
	if (about(['message'], 'Expected string, received object')) return 'isDocument';
	if (about(['message'], 'Expected object, received string')) return 'isCurrent';
	return about(['sender', 'humanHandle', 'sentiment'], 'Required') ? 'isCurrent' : words(body);
}

/** As HTTP has it: the request is not for this server. */
const MISDIRECTED = 421;

/** The document has errors come with a good status too. */
const isError = ({ error, status }: Json) => error !== undefined && Number(status) >= 400;

/** The server says 400 for nearly everything, also for what is not there; its own 404 is that of an address. */
export function statusOf(sent: number, body: unknown): number {
	const said = words(body) ?? '';
	const status = sent < 300 && isError(recordOf(body)) ? 400 : sent;
	if (status === 404) return MISDIRECTED;
	if (status !== 400) return status;
	if (/^\w+Id is Invalid$/i.test(said)) return 404;
	return /^(access token expired|invalid access token|refreshToken is)/i.test(said) ? 401 : status;
}

const OWN_ACCOUNT = 'Give n8n an account of its own in Nexora, because every login elsewhere ends its session.';
const SIGN_IN_AGAIN = `Sign in to Nexora again and paste the new refresh token into the credential: it lives for 7 days, and every new login ends it. ${OWN_ACCOUNT}`;

export const advice: Advice = {
	'Access token expired!!':
		"Paste a new one into the credential, or choose 'Refresh Token' there, which n8n renews by itself: an access token lives for 15 minutes.",
	'Invalid access token!!': `Sign in to Nexora again and paste the new token into the credential: it is not a token of this server, or another login has ended it. ${OWN_ACCOUNT}`,
	'refreshToken is invalid!!': SIGN_IN_AGAIN,
	'refreshToken is expired!!': SIGN_IN_AGAIN,
	Unauthorized: SIGN_IN_AGAIN,
	'Unauthorized!!': 'Enter its address without /api as Base URL of the credential, and a token: the server saw none.',
	isCurrent: CHOOSE_CURRENT,
	isDocument: CHOOSE_DOCUMENT,
	413: 'Send a shorter text: Nexora takes about 100 kB at once.',
	421: 'Enter the address of the server itself as Base URL of the credential, without /api: there is no Nexora at this one.',
	500: "Check the fields of this node, then Nexora's own log: it also answers so when an ID does not exist there or a text is too long.",
};
