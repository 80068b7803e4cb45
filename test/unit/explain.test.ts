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
		'HTTP 401. Open the credential and enter a valid API token, then run this again.',
	],
	['what the service asks for', refused(402), 'Acme wants to be paid first', 'HTTP 402. Top up the balance.'],
	[
		'what is not there',
		refused(404, { words: 'no row' }),
		"Acme did not find Company '1', Conversation '7', Reply To '9'",
		"Acme said: \"no row\" (HTTP 404). Check 'Company' and 'Conversation' and 'Reply To'.",
	],
	[
		'the one thing that is not there, of several',
		refused(404, { words: 'No such CONVERSATION' }),
		"Acme did not find Conversation '7'",
		'Acme said: "No such CONVERSATION" (HTTP 404). Check \'Conversation\'.',
	],
	[
		'a thing by what the service calls it',
		refused(404, { words: 'message not found' }),
		"Acme did not find Reply To '9'",
		'Acme said: "message not found" (HTTP 404). Check \'Reply To\'.',
	],
	[
		'a page instead of a service',
		refused(404, { words: 'Cannot GET /conversations', isPage: true }),
		'The Base URL answers, but not as Acme does',
		'It said: "Cannot GET /conversations" (HTTP 404). Check the Base URL of the credential: https://api.acme.example may be a web page or a proxy.',
	],
	[
		'a page that took a write',
		{ kind: 'notJson', sent: 200, words: 'Welcome', uncertain: true, ...write },
		'The Base URL answers, but not as Acme does; this may have been carried out',
		`It said: "Welcome" (HTTP 200). Check the Base URL of the credential: https://api.acme.example may be a web page or a proxy. ${DOUBT}`,
	],
	[
		'an empty answer',
		{ kind: 'notJson', sent: 200, words: '' },
		'Acme answered with nothing',
		'HTTP 200. Check the Base URL of the credential: https://api.acme.example may be a web page or a proxy.',
	],
	[
		'a reason the service has advice for',
		refused(422, { reason: 'NO_SUCH_AGENT', trace: 'r-1' }),
		'Acme did not accept the request',
		"HTTP 422. Check 'Owner ID'. Acme's support finds this request as r-1.",
	],
	[
		'advice of the request before that of the service',
		refused(402, { advice: { 402: 'Pay the bill.' } }),
		'Acme wants to be paid first',
		'HTTP 402. Pay the bill.',
	],
	[
		'another status than was sent',
		{ ...refused(404), sent: 400 } as Failure,
		"Acme did not find Company '1', Conversation '7', Reply To '9'",
		"HTTP 400. Check 'Company' and 'Conversation' and 'Reply To'.",
	],
	[
		'a write that may have been carried out',
		{ ...refused(502), ...write, uncertain: true },
		'Acme is in trouble; this may have been carried out',
		`HTTP 502. Try again later. ${DOUBT}`,
	],
	[
		'no connection',
		{ kind: 'broken', code: 'ECONNREFUSED', reason: 'ECONNREFUSED: connect.' },
		'No connection to api.acme.example',
		'ECONNREFUSED: connect. Check that https://api.acme.example (Base URL of the credential) is right and reachable from n8n.',
	],
	[
		'a connection that was lost after a message was on its way',
		{ kind: 'broken', code: 'EHOSTUNREACH', reason: 'EHOSTUNREACH: read.', uncertain: true, ...write },
		'The connection to api.acme.example was lost; this may have been carried out',
		`EHOSTUNREACH: read. Check that https://api.acme.example (Base URL of the credential) is right and reachable from n8n. ${DOUBT}`,
	],
	[
		'no answer in time',
		{ kind: 'broken', code: 'ETIMEDOUT', reason: 'ETIMEDOUT: read.', uncertain: true, ...write },
		'No answer from api.acme.example in time; this may have been carried out',
		`ETIMEDOUT: read. Raise 'Timeout' under Options, or check that https://api.acme.example (Base URL of the credential) is right and reachable from n8n. ${DOUBT}`,
	],
	[
		'a stopped execution before and after sending',
		{ kind: 'cancelled', sent: false },
		'The execution was stopped',
		'Nothing was sent for this item.',
	],
	[
		'a full rate',
		{ kind: 'crowded', waitMs: 1200 },
		'Acme takes no more requests for 2 seconds',
		"Nothing was sent for this item. Run it later, or raise 'Max Wait' under Options.",
	],
	[
		'a line that is too long',
		{ kind: 'crowded', waitMs: 1200, inLine: true },
		'Acme takes no more requests for 2 seconds',
		'Nothing was sent for this item. Too many others stand in line for its rate. Run it later, or with fewer items at once.',
	],
	[
		'an item behind one of which nobody knows',
		{ kind: 'held', behind: 3 },
		'Not sent, because nobody knows whether item 3 before it was',
		'Both go to the same place, where they could end up in the wrong order or without the first. Look in Acme whether item 3 is there, then run again what is missing.',
	],
	[
		'a secret that comes back',
		{ kind: 'redirected', sent: 302, target: 'https://x/?token=s3cret' },
		'Acme is not at this Base URL',
		'https://api.acme.example sends requests on to https://x/?token=***. Enter the address where the API itself is as Base URL of the credential, e.g. with https instead of http.',
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
