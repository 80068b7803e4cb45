import { OTHER_JSON } from '../../engine/faults.ts';
import type { usePact } from '../../engine/pact/world.ts';
import { id, NOWHERE } from '../../engine/world.ts';
import * as told from './told.ts';

type Pact = ReturnType<typeof usePact>;
type Case = told.Case<Pact>;

const { asks, calls, entering, lists, publishes, rows, struck, tests, where, NO_API, WEB_PAGE } = told;
const runs = (...parameters: Parameters<typeof told.runs<Pact>>) => told.runs<Pact>(...parameters);

const hello = () => ({ text: 'Hello' });
const EMPTY = '={{ $json.nothing }}';
const onError = (text: string) => ({ items: rows({ text: 'one' }, { text }) });
const writing = (more: object = {}) => ({
	provider: 'whatsapp',
	phone: '79250000009',
	text: 'Hello',
	...more,
});
const templated = (world: Pact, more: object = {}) => ({
	provider: 'whatsapp_business',
	phone: '79250000009',
	templateId: id(world.pact.state.templates.find(({ name }) => name === 'order_ready')!.wabaId),
	templateParameters: ['Ann', '17'],
	...more,
});
const overtaken = {
	text: 'Hello',
	conversationId: id(''),
	companyId: id(''),
	options: { ifOvertaken: 'fail' },
};
const REFUSED = {
	kind: 'status',
	status: 403,
	method: 'POST',
	body: { errors: [{ detail: 'The channel is disabled' }] },
} as const;
const CROWDED = { errors: [{ status: 429, code: 'too_many_requests', detail: 'Please wait for 50 seconds' }] };

/** Ann's message as the trigger gives it, and what happened since. */
const heard = (since: (world: Pact) => void) => async (world: Pact) => {
	const trigger = await world.published();
	world.annWrites('Is it ready?');
	const [items] = await trigger.waitForExecutions(1);
	await trigger.deactivate();
	since(world);
	return await runs('message', 'send', () => overtaken, { items })(world);
};

const occupied = (address: string) => (world: Pact) => {
	world.pact.state.companies[0]!.webhookUrl = address;
};

const withFile = (propertyName: string, parameters: object) => async (world: Pact) => {
	const item = await world.engine.binary.item(Buffer.from('x'), { propertyName });
	return await runs('message', 'send', () => ({ ...hello(), ...parameters }), { items: [item] })(world);
};

export const pact: Case[] = [
	{
		chapter: 'credential',
		when: 'Test: the API token was copied incompletely, or was replaced',
		told: tests(() => ({ apiToken: 'wrong-token-000' })),
	},
	{
		chapter: 'credential',
		when: 'a run with such a token',
		told: entering(() => ({ apiToken: 'wrong-token-000' }), runs('conversation', 'get', hello)),
	},
	{ chapter: 'credential', when: 'Test: the Base URL is that of a web page', told: struck(WEB_PAGE, tests()) },
	{ chapter: 'credential', when: 'Test: the Base URL is that of another API', told: struck(OTHER_JSON, tests()) },
	{ chapter: 'credential', when: 'Test: there is nothing at this path', told: struck(NO_API, tests()) },
	{
		chapter: 'credential',
		when: 'Test: the Base URL has no https://',
		told: tests(() => ({ baseUrl: 'api.pact.im' })),
	},
	{
		chapter: 'credential',
		when: 'a run with a Base URL that has no https://',
		told: entering(() => ({ baseUrl: 'api.pact.im' }), runs('message', 'send', hello)),
	},
	{
		chapter: 'credential',
		when: 'a run with a Base URL that has a question mark in it',
		told: entering(() => ({ baseUrl: 'https://api.pact.im/?token=1' }), runs('message', 'send', hello)),
	},
	{
		chapter: 'credential',
		when: 'a run where nobody answers at the Base URL',
		told: entering(() => ({ baseUrl: NOWHERE }), runs('message', 'send', hello)),
	},
	{
		chapter: 'credential',
		when: 'a run with a typo in the Base URL',
		told: entering(() => ({ baseUrl: 'https://api..pact.im' }), runs('message', 'send', hello)),
	},
	{
		chapter: 'credential',
		when: 'a run where a web page answers at the Base URL',
		told: struck(NO_API, runs('message', 'send', hello)),
	},
	{
		chapter: 'credential',
		when: 'a run where the Base URL redirects to another address',
		told: struck(
			{ kind: 'status', status: 301, headers: { location: 'https://www.pact.im/' }, times: 9 },
			runs('message', 'send', hello),
		),
	},

	{
		chapter: 'list',
		when: 'opening a list while the account has several companies and none is chosen',
		told: where(
			(world) => world.pact.addCompany({ name: 'Second' }),
			lists('searchConversations', { companyId: id('') }),
		),
	},
	{
		chapter: 'list',
		when: 'opening a list while Company is an expression',
		told: lists('searchConversations', { companyId: id('={{ $json.company }}') }),
	},
	{
		chapter: 'list',
		when: 'opening a list while Pact takes no more requests',
		told: struck(
			{ kind: 'status', status: 429, body: CROWDED, times: 9 },
			lists('searchConversations', { companyId: id('1') }),
		),
	},
	{
		chapter: 'list',
		when: 'opening a list with a wrong API token',
		told: entering(() => ({ apiToken: 'wrong-token-000' }), lists('searchCompanies', {})),
	},

	{
		chapter: 'fill',
		when: 'Conversation is empty, and no message started the run',
		told: runs('message', 'send', () => ({ ...hello(), conversationId: id('') })),
	},
	{
		chapter: 'fill',
		when: 'Company is empty, no message started the run, and the account has several companies',
		told: where(
			(world) => world.pact.addCompany({ name: 'Second' }),
			runs('conversation', 'getAll', () => ({ companyId: id('') })),
		),
	},
	{
		chapter: 'fill',
		when: 'the expression in Conversation finds nothing',
		told: runs('message', 'send', () => ({ ...hello(), conversationId: id(EMPTY) })),
	},
	{
		chapter: 'fill',
		when: 'the ID of a conversation has letters in it',
		told: runs('message', 'send', () => ({ ...hello(), conversationId: id('abc') })),
	},
	{
		chapter: 'fill',
		when: 'the expression in Conversation gives a list',
		told: runs('message', 'send', () => ({ ...hello(), conversationId: id('={{ ["6"] }}') })),
	},
	{
		chapter: 'fill',
		when: 'the expression in Conversation gives an object',
		told: runs('message', 'send', () => ({ ...hello(), conversationId: id('={{ ({ number: 6 }) }}') })),
	},
	{ chapter: 'fill', when: 'Text is empty', told: runs('message', 'send', () => ({ text: ' ' })) },
	{
		chapter: 'fill',
		when: 'the expression in Text finds nothing in one of the rows',
		told: runs('message', 'send', () => ({ text: '={{ $json.text }}' }), onError('')),
	},
	{
		chapter: 'fill',
		when: 'an invalid phone number',
		told: runs('message', 'sendFirst', () => writing({ phone: '12-WRONG' })),
	},
	{ chapter: 'fill', when: 'Phone is empty', told: runs('message', 'sendFirst', () => writing({ phone: '' })) },
	{
		chapter: 'fill',
		when: 'the expression in Phone finds nothing',
		told: runs('message', 'sendFirst', () => writing({ phone: EMPTY })),
	},
	{
		chapter: 'fill',
		when: 'Limit is 0',
		told: runs('message', 'getAll', () => ({ returnAll: false, limit: 0 })),
	},
	{
		chapter: 'fill',
		when: 'Timeout is negative',
		told: runs('message', 'send', () => ({ ...hello(), options: { timeout: -1 } })),
	},
	{
		chapter: 'fill',
		when: 'Max Wait is negative',
		told: runs('message', 'send', () => ({ ...hello(), options: { maxWait: -1 } })),
	},
	{
		chapter: 'fill',
		when: 'Wait for Delivery is not a number',
		told: runs('message', 'send', () => ({ ...hello(), options: { waitForDelivery: 'ten' } })),
	},
	{
		chapter: 'fill',
		when: 'a name is too long',
		told: runs('company', 'create', () => ({ name: 'x'.repeat(256) })),
	},
	{
		chapter: 'fill',
		when: 'an update without anything to change',
		told: runs('conversation', 'update', () => ({ updateFields: {} })),
	},
	{
		chapter: 'fill',
		when: 'an expression gives a value that a field does not offer',
		told: runs('message', 'getAll', () => ({ options: { sortDirection: '={{ "up" }}' } })),
	},
	{
		chapter: 'fill',
		when: 'a workflow names an operation that does not exist',
		told: runs('message', 'fly', hello),
	},

	{
		chapter: 'send',
		when: 'there is no such conversation',
		told: runs('message', 'send', () => ({ ...hello(), conversationId: id('999999') })),
	},
	{
		chapter: 'send',
		when: 'there is no such company',
		told: runs('message', 'send', () => ({ ...hello(), companyId: id('99') })),
	},
	{
		chapter: 'send',
		when: 'the message in Reply To does not exist',
		told: runs('message', 'send', () => ({ ...hello(), options: { replyToId: '999999' } })),
	},
	{
		chapter: 'send',
		when: 'the company has not paid',
		told: where((world) => (world.pact.unpaid = true), runs('message', 'send', hello)),
	},
	{
		chapter: 'send',
		when: "the company's plan is without the API",
		told: where((world) => (world.pact.plan = 'free'), runs('message', 'send', hello)),
	},
	{
		chapter: 'send',
		when: 'Pact does not take the text',
		told: struck(
			{ kind: 'status', status: 422, body: { errors: [{ title: 'Invalid', detail: 'text is too long' }] } },
			runs('message', 'send', hello),
		),
	},
	{
		chapter: 'send',
		when: 'one of several messages is refused, after others were sent',
		told: async (world) => {
			world.sandbox.faults.add({ kind: 'slow', ms: 1, method: 'POST' });
			world.sandbox.faults.add(REFUSED);
			return await runs('message', 'send', () => ({ text: '={{ $json.text }}' }), onError('two'))(world);
		},
	},
	{
		chapter: 'send',
		when: 'the message before it in the same conversation may or may not have been sent',
		told: async (world) => {
			world.sandbox.faults.add({ kind: 'resetAfter', method: 'POST' });
			const { items } = await world.run(
				'message',
				'send',
				{ ...world.at(), text: '={{ $json.text }}' },
				{ ...onError('two'), onError: 'continueRegularOutput' },
			);
			const { error, message } = items[0]![1]!.json as Record<string, string>;
			return { message: error!, description: message! };
		},
	},
	{
		chapter: 'send',
		when: 'the connection breaks off after the message was handed over',
		told: struck({ kind: 'resetAfter', method: 'POST' }, runs('message', 'send', hello)),
	},
	{
		chapter: 'send',
		when: 'the answer to a message does not come in time',
		told: struck(
			{ kind: 'slow', ms: 3000, method: 'POST' },
			runs('message', 'send', () => ({ ...hello(), options: { timeout: 200 } })),
		),
	},
	{
		chapter: 'send',
		when: 'Split Long Text: the second piece is refused',
		told: async (world) => {
			world.sandbox.faults.add({ kind: 'slow', ms: 1, method: 'POST' });
			world.sandbox.faults.add(REFUSED);
			const text = 'First paragraph.\n\nSecond one, with more words.';
			return await runs('message', 'send', () => ({ text, options: { splitLongText: 30 } }))(world);
		},
	},

	{
		chapter: 'first',
		when: 'neither a text nor a file',
		told: runs('message', 'sendFirst', () => writing({ text: '' })),
	},
	{
		chapter: 'first',
		when: 'the messenger is not connected to this company',
		told: runs('message', 'sendFirst', () => writing({ provider: 'max' })),
	},
	{
		chapter: 'first',
		when: 'several files with a first message',
		told: runs('message', 'sendFirst', () => writing({ attachmentIds: '1, 2' })),
	},
	{
		chapter: 'first',
		when: 'a template gets fewer values than it has placeholders',
		told: runs('message', 'sendTemplate', (world) => templated(world, { templateParameters: ['Ann'] })),
	},
	{
		chapter: 'first',
		when: 'one of the values of a template is empty',
		told: runs('message', 'sendTemplate', (world) => templated(world, { templateParameters: ['Ann', ''] })),
	},
	{
		chapter: 'first',
		when: 'the expression in Template finds nothing',
		told: runs('message', 'sendTemplate', (world) => templated(world, { templateId: id(EMPTY) })),
	},
	{
		chapter: 'first',
		when: 'there is no such template',
		told: runs('message', 'sendTemplate', (world) => templated(world, { templateId: id('987654') })),
	},
	{
		chapter: 'first',
		when: 'Conversation: Create in Telegram with neither phone nor user name (API version P1)',
		told: runs('conversation', 'create', () => writing({ apiVersion: 'p1', provider: 'telegram_personal', phone: '' })),
	},
	{
		chapter: 'first',
		when: 'Conversation: Create in a messenger that API version P1 cannot open',
		told: runs('conversation', 'create', () => writing({ apiVersion: 'p1', provider: 'max' })),
	},

	{
		chapter: 'answer',
		when: 'If Overtaken is Fail, and the customer wrote again',
		told: heard((world) => world.annWrites('Never mind')),
	},
	{
		chapter: 'answer',
		when: 'If Overtaken is Fail, and somebody has answered meanwhile',
		told: heard((world) => world.said(world.ann, 'business', 'I am on it')),
	},
	{
		chapter: 'answer',
		when: 'If Overtaken without a message being answered',
		told: runs('message', 'send', () => ({ ...hello(), options: { ifOvertaken: 'skip' } })),
	},
	{
		chapter: 'answer',
		when: 'the expression in Send Once Key finds nothing',
		told: runs('message', 'send', () => ({ ...hello(), options: { sendOnceKey: EMPTY } })),
	},
	{
		chapter: 'answer',
		when: 'Collect without a conversation, behind nodes that have none',
		told: runs('message', 'collect', () => ({ conversationId: id(''), silence: 0 })),
	},
	{
		chapter: 'answer',
		when: 'Collect with a Silence of more than a minute',
		told: runs('message', 'collect', () => ({ silence: 90 })),
	},
	{
		chapter: 'answer',
		when: 'Send and Wait for several rows at once',
		told: asks({}, rows({}, {})),
	},
	{
		chapter: 'answer',
		when: 'Send and Wait with one choice',
		told: asks({ answerType: 'choice', choices: 'Delivery' }),
	},
	{
		chapter: 'answer',
		when: 'Send and Wait without a question',
		told: asks({ message: ' ' }),
	},

	{
		chapter: 'file',
		when: 'the item has no file at all',
		told: runs('message', 'send', () => ({ ...hello(), binaryPropertyName: 'data' })),
	},
	{
		chapter: 'file',
		when: 'the file is in another field',
		told: withFile('photo', { binaryPropertyName: 'data' }),
	},
	{
		chapter: 'file',
		when: 'an uploaded file that Pact does not have',
		told: runs('message', 'send', () => ({ ...hello(), attachmentIds: '98765' })),
	},
	{
		chapter: 'file',
		when: 'Pact takes a file but does not say its ID',
		told: async (world) => {
			world.sandbox.faults.add({ kind: 'status', status: 200, body: {}, path: '/attachments' });
			return await withFile('data', { binaryPropertyName: 'data' })(world);
		},
	},
	{
		chapter: 'file',
		when: 'downloading from an invalid address',
		told: runs('attachment', 'download', () => ({ url: 'photo' })),
	},
	{
		chapter: 'file',
		when: 'downloading a file that is gone',
		told: runs('attachment', 'download', (world) => ({ url: `${world.sandbox.url}/pact/nothing-there.jpg` })),
	},
	{
		chapter: 'file',
		when: 'downloading from a host that does not answer',
		told: runs('attachment', 'download', () => ({ url: `${NOWHERE}/photo.jpg` })),
	},

	{
		chapter: 'read',
		when: 'Message: Get with an unknown ID',
		told: runs('message', 'get', () => ({ messageId: '999999' })),
	},
	{
		chapter: 'read',
		when: 'Message: Delete with more than a hundred IDs',
		told: runs('message', 'delete', () => ({
			messageIds: Array.from({ length: 101 }, (_, index) => String(index + 1)),
		})),
	},
	{
		chapter: 'read',
		when: 'Webhook: Create without an address',
		told: runs('webhook', 'create', () => ({ url: ' ' })),
	},

	{
		chapter: 'trigger',
		when: 'the company already reports to another system (API version P1)',
		told: where(occupied('http://127.0.0.1:9/hook'), publishes({ apiVersion: 'p1' })),
	},
	{
		chapter: 'trigger',
		when: 'the company already has five webhooks',
		told: async (world) => {
			for (let number = 1; number <= 5; number++)
				world.pact.addWebhook({ companyId: 1, url: `http://127.0.0.1:9/${number}` });
			return await publishes()(world);
		},
	},
	{
		chapter: 'trigger',
		when: 'Pact cannot reach n8n',
		told: struck(
			{
				kind: 'status',
				status: 400,
				method: 'PUT',
				path: '/webhooks/',
				body: { errors: [{ detail: 'Webhook url is not reachable' }] },
			},
			publishes(),
		),
	},
	{ chapter: 'trigger', when: 'there is no such company', told: publishes({ companyId: id('77') }) },

	{
		chapter: 'trouble',
		when: 'Pact takes no more requests, for longer than Max Wait',
		told: struck(
			{ kind: 'status', status: 429, body: CROWDED },
			runs('message', 'send', () => ({ ...hello(), options: { maxWait: 10 } })),
		),
	},
	{
		chapter: 'trouble',
		when: 'Pact is out of order while something is read',
		told: struck(
			{ kind: 'status', status: 503, body: { message: 'Maintenance until noon' }, times: 9 },
			runs('conversation', 'get', hello),
		),
	},
	{
		chapter: 'trouble',
		when: 'Pact is out of order while something is sent',
		told: struck(
			{ kind: 'status', status: 500, method: 'POST', body: { message: 'Something went wrong' } },
			runs('message', 'send', hello),
		),
	},
	{
		chapter: 'trouble',
		when: 'the answer breaks off in the middle',
		told: struck({ kind: 'cut', method: 'POST' }, runs('message', 'send', hello)),
	},
	{
		chapter: 'trouble',
		when: 'half an answer looks like a complete one',
		told: struck({ kind: 'malformed', method: 'POST' }, runs('message', 'send', hello)),
	},
	{
		chapter: 'trouble',
		when: 'the execution was stopped by hand',
		told: async (world) => {
			const stop = new AbortController();
			world.sandbox.faults.add({ kind: 'tooMany', retryAfter: 30, method: 'POST' });
			setTimeout(() => stop.abort(), 300);
			return await runs('message', 'send', hello, { signal: stop.signal })(world);
		},
	},

	{
		chapter: 'agent',
		when: 'the agent asks for a message that does not exist',
		told: calls('message', 'get', () => ({ messageId: "={{ $fromAI('id') }}" }), { id: '999999' }),
	},
	{
		chapter: 'agent',
		when: 'the agent gives an empty text',
		told: calls('message', 'send', () => ({ text: "={{ $fromAI('text') }}" }), { text: '' }),
	},
	{
		chapter: 'agent',
		when: 'Send and Wait as a tool',
		told: calls('message', 'sendAndWait', () => ({ message: 'Shall we?' }), {}),
	},
];
