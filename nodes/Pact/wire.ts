import { isRecord, type Json, numberOrNull, recordOf, type Wire } from '../kit';

/** How Pact is spoken to, whichever version: the versions have paths of their own. */
export const wire: Wire = {
	service: 'Pact',
	credential: 'pactApi',
	secret: 'API token',
	open: ['baseUrl'],
	// published for p2 (pact.md 1.7); of p1 none are known, so there a 429 is waited out as it asks
	rates: {
		'p2 conversations': [{ requests: 10, seconds: 60 }],
		'p2 messages': [{ requests: 20, seconds: 60 }],
		'p2 sends': [
			{ requests: 5, seconds: 1 },
			{ requests: 30, seconds: 60 },
		],
		'p2 attachments': [
			{ requests: 5, seconds: 1 },
			{ requests: 30, seconds: 60 },
		],
		'p2 templates': [{ requests: 20, seconds: 60 }],
	},
	group: (method, path) => `${path.startsWith('/api/p2') ? 'p2' : 'p1'} ${group(method, path)}`,
	words,
	statusOf: (status, body) => (status < 300 ? (refusalIn(recordOf(body)) ?? status) : status),
	retryAfter: (body) => {
		const seconds = /wait for (\d+) second/i.exec(words(body) ?? '')?.[1];
		return seconds === undefined ? undefined : Number(seconds);
	},
	advice: {
		402: 'Check the subscription of the company at app.pact.im: it is not paid for.',
		403: 'Check at app.pact.im whether the plan of this company includes the API, and whether the token has access to it.',
	},
};

/** The groups that Pact limits apart from each other. */
function group(method: string, path: string): string {
	if (/\/attachments\/?$/.test(path)) return 'attachments';
	if (path.endsWith('/waba_templates')) return 'templates';
	if (method === 'POST') return /\/(messages|conversations)$/.test(path) ? 'sends' : 'changes';
	if (method !== 'GET') return 'changes';
	if (path.includes('/messages')) return 'messages';
	return path.includes('/conversations') ? 'conversations' : 'others';
}

const UNPROCESSABLE = 422;

/** The status of a refusal that came as HTTP 200: p1 says `errored`, p2 gives errors and nothing beside them. */
function refusalIn(answer: Json): number | undefined {
	const { status, errors } = answer;
	// a message that stands alone has a status too, and an id
	if ((status === 'errored' || status === 'error') && !('id' in answer)) return UNPROCESSABLE;
	if (!Array.isArray(errors) || errors.length === 0) return undefined;
	const isNothing = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);
	const others = Object.entries(answer).filter(([name]) => name !== 'errors' && name !== 'meta');
	// what was carried out in part was not refused
	if (!others.every(([, value]) => isNothing(value))) return undefined;
	const said = numberOrNull(recordOf(errors[0]).status) ?? 0;
	return said >= 400 ? said : UNPROCESSABLE;
}

/** What Pact says in an error: p2's `errors` list is documented, p1's body is not, so every likely place is read. */
function words(body: unknown): string | undefined {
	const { errors, error, message, detail } = recordOf(body);
	const said = [errors, error, message, detail].flatMap(sentences);
	return said.length > 0 ? said.join(' ') : undefined;
}

function sentences(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (Array.isArray(value)) return value.flatMap(sentences);
	if (!isRecord(value)) return [];
	const { title, detail, message } = value;
	const own = [title, detail, message].filter((part): part is string => typeof part === 'string');
	if (own.length > 0) return [own.join(': ')];
	return Object.entries(value).map(([field, problem]) => `${field}: ${sentences(problem).join(', ')}`);
}
