import { explain, explainInList, type Destination, type Ids } from '../../nodes/kit/explain';
import type { Failure } from '../../nodes/kit/failure';

const to: Destination = {
	wire: {
		service: 'Acme',
		credential: 'acmeApi',
		secret: 'API token',
		open: [],
		rates: {},
		group: () => 'all',
		words: () => undefined,
		advice: { 402: 'Top up the balance.', NO_SUCH_AGENT: "Check 'Owner ID'." },
	},
	baseUrl: 'https://api.acme.example',
	secret: 'API token',
	redact: (text) => text.split('s3cret').join('***'),
};

const toSecretPlace = { ...to, baseUrl: 'https://ann:a-password@api.acme.example/base' };

const write = { request: { method: 'POST', path: '/messages' } };
const refused = (status: number, more: object = {}): Failure => ({
	kind: 'refused',
	status,
	sent: status,
	words: '',
	...more,
});
const ids: Ids = [
	['Company', '1'],
	['Conversation', '7'],
	['Reply To', '9', 'message'],
];
const DOUBT =
	'It is not certain whether Acme carried this out (POST /messages): look there before running it again, so that nothing is done twice.';

test.each<[what: string, failure: Failure, message: string, description: string]>([
	[
		'a refused token',
		refused(401),
		'Acme refused the API token',
		'Open the credential and enter a valid API token, then run this again. It answered HTTP 401.',
	],
	['what the service asks for', refused(402), 'Acme requires payment', 'Top up the balance. It answered HTTP 402.'],
	[
		'what is not there',
		refused(404, { words: 'no row' }),
		"Acme did not find Company '1', Conversation '7', Reply To '9'",
		"Check 'Company' and 'Conversation' and 'Reply To'. Acme said: \"no row\" (HTTP 404).",
	],
	[
		'the one thing that is not there, of several',
		refused(404, { words: 'No such CONVERSATION' }),
		"Acme did not find Conversation '7'",
		'Check \'Conversation\'. Acme said: "No such CONVERSATION" (HTTP 404).',
	],
	[
		'a thing by what the service calls it',
		refused(404, { words: 'message not found' }),
		"Acme did not find Reply To '9'",
		'Check \'Reply To\'. Acme said: "message not found" (HTTP 404).',
	],
	[
		'a page instead of a service',
		refused(404, { words: 'Cannot GET /conversations', isPage: true }),
		'The Base URL answers, but not as Acme does',
		'Check the Base URL of the credential: https://api.acme.example may be a web page or a proxy. It said: "Cannot GET /conversations" (HTTP 404).',
	],
	[
		'a page that took a write',
		{ kind: 'notJson', sent: 200, words: 'Welcome', uncertain: true, ...write },
		'The Base URL answers, but not as Acme does; this may have been carried out',
		`${DOUBT} Check the Base URL of the credential: https://api.acme.example may be a web page or a proxy. It said: "Welcome" (HTTP 200).`,
	],
	[
		'an empty answer',
		{ kind: 'notJson', sent: 200, words: '' },
		'Acme answered with nothing',
		'Check the Base URL of the credential: https://api.acme.example may be a web page or a proxy. It answered HTTP 200.',
	],
	[
		'a reason the service has advice for',
		refused(422, { reason: 'NO_SUCH_AGENT', trace: 'r-1' }),
		'Acme did not accept the request',
		"Check 'Owner ID'. It answered HTTP 422. Acme's support finds this request as r-1.",
	],
	[
		'advice of the request before that of the service',
		refused(402, { advice: { 402: 'Pay the bill.' } }),
		'Acme requires payment',
		'Pay the bill. It answered HTTP 402.',
	],
	[
		'another status than was sent',
		{ ...refused(404), sent: 400 } as Failure,
		"Acme did not find Company '1', Conversation '7', Reply To '9'",
		"Check 'Company' and 'Conversation' and 'Reply To'. It answered HTTP 400.",
	],
	[
		'a write that may have been carried out',
		{ ...refused(502), ...write, uncertain: true },
		'Acme is having problems; this may have been carried out',
		`${DOUBT} It answered HTTP 502.`,
	],
	[
		'no connection',
		{ kind: 'broken', code: 'ECONNREFUSED', reason: 'ECONNREFUSED: connect.' },
		'No connection to api.acme.example',
		'Check that https://api.acme.example (Base URL of the credential) is right and reachable from n8n. Nothing listens there.',
	],
	[
		'a write that was refused',
		{ ...refused(400, { words: 'text is too long' }), ...write },
		'Acme did not accept the request',
		'Check the fields of this node. Nothing was sent for this item. Acme said: "text is too long" (HTTP 400).',
	],
	[
		'a change that was refused after another one was carried out',
		{
			...refused(400, { words: 'no' }),
			request: { method: 'PUT', path: '/x' },
			before: [{ method: 'POST', path: '/messages' }],
		},
		'Acme did not accept the request',
		'Check the fields of this node. Acme said: "no" (HTTP 400). Acme had already carried out 1 request of this item (POST /messages): look there before running it again, so that nothing is done twice.',
	],
	[
		'half of an answer that came as a whole one',
		{ kind: 'notJson', sent: 200, words: '{"id":1', uncertain: true, ...write },
		'The answer of Acme broke off; this may have been carried out',
		`${DOUBT} Try again later; if this goes on, something between n8n and the service cuts its answers.`,
	],
	[
		'a host that nobody knows',
		{ kind: 'broken', code: 'ENOTFOUND', reason: 'getaddrinfo ENOTFOUND', ...write },
		'No connection to api.acme.example',
		'Check that https://api.acme.example (Base URL of the credential) is right and reachable from n8n. Nothing was sent for this item. There is no host with this name.',
	],
	[
		'a connection that was lost after the message was handed over',
		{ kind: 'broken', code: 'ECONNRESET', reason: 'read ECONNRESET', uncertain: true, ...write },
		'The connection to api.acme.example was lost; this may have been carried out',
		`${DOUBT} Check that https://api.acme.example (Base URL of the credential) is right and reachable from n8n. The other side ended the connection.`,
	],
	[
		'no answer in time',
		{ kind: 'broken', code: 'ETIMEDOUT', reason: 'ETIMEDOUT: read.', uncertain: true, ...write },
		'No answer from api.acme.example in time; this may have been carried out',
		`${DOUBT} Raise 'Timeout' under Options, or check that https://api.acme.example (Base URL of the credential) is right and reachable from n8n.`,
	],
	[
		'a stopped execution before and after sending',
		{ kind: 'cancelled', sent: false },
		'The execution was canceled',
		'Nothing was sent for this item.',
	],
	[
		'a full rate',
		{ kind: 'crowded', waitMs: 1200 },
		'Acme takes no more requests for 2 seconds',
		"Run it later, or raise 'Max Wait' under Options. Nothing was sent for this item.",
	],
	[
		'a line that is too long',
		{ kind: 'crowded', waitMs: 1200, inLine: true },
		'Acme takes no more requests for 2 seconds',
		'Run it later, or with fewer items at once: too many requests are waiting already. Nothing was sent for this item.',
	],
	[
		'an item behind one of which nobody knows',
		{ kind: 'held', behind: 3 },
		'Not sent, because nobody knows whether item 3 before it was',
		'Look in Acme whether item 3 is there, then run again what is missing. Both go to the same place, where they could end up in the wrong order or without the first.',
	],
	[
		'a secret that comes back',
		{ kind: 'redirected', sent: 302, target: 'https://x/?token=s3cret' },
		'Acme is not at this Base URL',
		'Set the Base URL of the credential to the address of the API itself, e.g. with https instead of http: https://api.acme.example sends requests on to https://x/?token=***.',
	],
])('%s is told in words', (_, failure, message, description) => {
	expect(explain(failure, to, ids)).toMatchObject({ message, description });
});

test.each<Failure>([
	{ kind: 'broken', code: 'ECONNREFUSED', reason: 'ECONNREFUSED: connect.' },
	{ kind: 'notJson', sent: 200, words: '' },
	{ kind: 'redirected', sent: 302, target: 'https://ann:a-password@www.acme.example/' },
])('a password in the Base URL is shown nowhere: $kind', (failure) => {
	const { message, description } = explain(failure, toSecretPlace, ids);
	expect(`${message} ${description}`).not.toContain('password');
	expect(description).toContain('https://api.acme.example/base');
});

test.each<[what: string, failure: Failure, words: string | undefined]>([
	[
		'a full rate',
		{ kind: 'crowded', waitMs: 45_200 },
		'Acme takes no more requests for 46 seconds: open the list again then, or enter the ID',
	],
	[
		'a refusal for now',
		refused(429),
		'Acme takes no more requests for now: open the list again in a minute, or enter the ID',
	],
	['what is the same there', refused(401), undefined],
])('in a list: %s', (_, failure, words) => expect(explainInList(failure, 'Acme')).toBe(words));
