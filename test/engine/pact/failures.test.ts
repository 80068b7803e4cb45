import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { PACT_TOKEN } from '../../../sandbox/sandbox.ts';
import { describeCredentialTest } from '../credential.ts';
import { DOUBTFUL, NO_API, OTHER_JSON, WEB_PAGE } from '../faults.ts';
import { company, usePact } from './world.ts';
import { id, NOWHERE } from '../world.ts';

const world = usePact('p1');

const WRONG = { apiToken: 'wrong-token-000' };
const COMPANIES = { resource: 'company', operation: 'getAll', returnAll: true };

const toAnn = (text = 'Hello') => ({ ...world.at(), text });

describeCredentialTest(world, {
	passes: { 'a token': () => ({}) },
	names: { 'a wrong token': [() => WRONG, /^Pact refused the API token/] },
	notices: {
		'nothing at this address': [NO_API, /no Pact API at this Base URL/],
		'a web page': [WEB_PAGE, /not as Pact does/],
		'another JSON': [OTHER_JSON, /not as Pact does/],
	},
	explains: { 401: /^Pact refused the API token/, 404: /no Pact API at this Base URL/ },
});

describe('the token', () => {
	test('is used with slashes at the end of the Base URL too', async () => {
		const slashed = await world.engineWith({ baseUrl: `${world.sandbox.url}/pact//` });
		const { error } = await slashed.run({
			type: world.type,
			parameters: { ...world.common, resource: 'conversation', operation: 'get', ...world.at() },
		});
		expect(error).toBeUndefined();
	});

	test('a wrong one is named at run, and never shown', async () => {
		const wrong = await world.engineWith(WRONG);
		const { error } = await wrong.run({ type: world.type, parameters: COMPANIES });
		expect(error?.message).toBe('Pact refused the API token');
		expect(error).toMatchObject({ httpCode: '401', description: expect.stringContaining('Open the credential') });
		expect(JSON.stringify(error)).not.toContain('wrong-token-000');
	});

	test('one that the service repeats in its answer is blotted out', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 403, body: { error: `Token ${PACT_TOKEN} has no access` } });
		const { description, everything } = await world.failure('message', 'send', toAnn());
		expect(description).toContain('Token *** has no access');
		expect(everything).not.toContain(PACT_TOKEN);
	});
});

describe('what the user entered', () => {
	test.each([
		['conversation', 'get', { companyId: id('99') }, 'Company', '99'],
		['conversation', 'get', { conversationId: id('987654') }, 'Conversation', '987654'],
		['message', 'send', { apiVersion: 'p2', attachmentIds: '98765', text: 'Hi' }, 'Attachment IDs', '98765'],
		['message', 'get', { apiVersion: 'p2', messageId: '999999' }, 'Message ID', '999999'],
		['message', 'send', { apiVersion: 'p2', text: 'Hi', options: { replyToId: '999999' } }, 'Reply To', '999999'],
	])(
		'of an unknown ID only the field is named that is wrong: %s %s %j',
		async (resource, operation, given, label, value) => {
			const failure = await world.failure(resource, operation, { ...world.at(), ...given });
			expect(failure.message).toBe(`Pact did not find ${label} '${value}'`);
			expect(failure.description).toContain(`Check '${label}'.`);
		},
	);

	test('where Pact does not say what is missing, it may be any of them', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 404, body: { errors: ['not found'] } });
		const failure = await world.failure('conversation', 'get', world.at());
		expect(failure.message).toBe(`Pact did not find Company '1', Conversation '${world.ann.id}'`);
		expect(failure.description).toMatch(/Check 'Company' and 'Conversation'/);
	});

	test.each([
		['conversation', 'get', { conversationId: '={{ $json.nothing }}' }, 'Conversation'],
		['conversation', 'get', { conversationId: id('={{ $json.nothing }}') }, 'Conversation'],
		['message', 'send', { text: '={{ $json.nothing }}' }, 'Text'],
		['message', 'sendFirst', { channelId: id(1), phone: '={{ $json.nothing }}', text: 'Hi' }, 'Phone'],
		['company', 'create', { name: '={{ "" }}' }, 'Name'],
	])('an expression that gives nothing is called that: %s %s %j', async (resource, operation, parameters, label) => {
		const failure = await world.failure(resource, operation, { ...world.at(), ...parameters });
		expect(failure.message).toBe(`The expression in '${label}' gave nothing for this item`);
		expect(world.requests).toEqual([]);
	});

	test.each([
		[['a'], "'Conversation' must be an ID", 'It holds a list: take one entry'],
		[{ id: 6 }, "'Conversation' must be an ID", 'It holds an object: name one of its fields'],
	])('an ID that is %j says what to do', async (given, message, advice) => {
		const items = [{ json: { given } as never }];
		const failure = await world.failure('conversation', 'get', { conversationId: '={{ $json.given }}' }, { items });
		expect(failure.message).toBe(message);
		expect(failure.description).toContain(advice);
	});

	test.each([
		['conversation', 'create', { provider: 'whatsapp', phone: 'abc' }, "'Phone' is not a phone number"],
		['conversation', 'create', { provider: 'whatsapp', phone: '' }, "'Phone' is empty"],
		[
			'conversation',
			'create',
			{ provider: 'telegram_personal', phone: '', text: 'x' },
			"Enter either 'Phone' or 'Username'",
		],
		['conversation', 'create', { provider: 'telegram_personal', phone: '79250000001', text: ' ' }, "'Text' is empty"],
		[
			'conversation',
			'create',
			{ provider: 'max', phone: '79250000001' },
			"'Provider' cannot open a conversation in API version P1",
		],
		['conversation', 'create', { apiVersion: 'p2', phone: '79250000001', text: ' ' }, "'Text' is empty"],
		['conversation', 'get', { conversationId: id('9007199254740993') }, "'Conversation' is not a valid ID"],
		['message', 'send', { text: 'Hi', attachmentIds: '7, 9007199254740993' }, "'Attachment IDs' is not a valid ID"],
		['conversation', 'getAll', { returnAll: false, limit: 0 }, "'Limit' must be a whole number of 1 or more"],
		['conversation', 'getAll', { returnAll: false, limit: -5 }, "'Limit' must be a whole number of 1 or more"],
		['conversation', 'get', { conversationId: '={{ "1/../2" }}' }, "'Conversation' is not a valid ID"],
		['message', 'send', { text: ' ' }, "'Text' is empty"],
		['message', 'sendFirst', { channelId: id(1), phone: '', text: 'Hi' }, "'Phone' is empty"],
		['message', 'sendFirst', { channelId: id(1), phone: '79250000001', text: '' }, "'Text' is empty"],
		['attachment', 'upload', { source: 'url', fileUrl: 'my file' }, "'File URL' is not a web address"],
		['company', 'create', { name: 'x'.repeat(256) }, "'Name' is too long"],
		['company', 'update', { updateFields: {} }, "'Update Fields' is empty"],
		['conversation', 'get', { conversationId: id('1234567890123456') }, "'Conversation' is not a valid ID"],
		[
			'message',
			'send',
			{ text: 'Hi', options: { timeout: 3e9 } },
			"'Timeout' must be a whole number of 2147483647 or less",
		],
		['webhook', 'create', { apiVersion: 'p2', url: ' ' }, "'URL' is empty"],
		['conversation', 'update', { apiVersion: 'p2', updateFields: {} }, "'Update Fields' is empty"],
	])('%s %s %j is refused before anything is sent', async (resource, operation, parameters, message) => {
		const failure = await world.failure(resource, operation, { ...world.at(), ...parameters });
		expect(failure.message).toBe(message);
		expect(world.requests).toEqual([]);
	});

	test('a missing file is named, and those that are there', async () => {
		const item = await world.engine.binary.item(Buffer.from('x'), { propertyName: 'photo' });
		const failure = await world.failure(
			'message',
			'send',
			{ ...toAnn(), binaryPropertyName: 'data' },
			{ items: [item] },
		);
		expect(failure.message).toBe("The item has no file in the binary field 'data'");
		expect(failure.description).toContain('photo');
		expect(world.requests).toEqual([]);
	});

	test('a mistake in the last item keeps the first from being sent', async () => {
		const items = [{ json: { text: 'one' } }, { json: { text: '' } }];
		const failure = await world.failure('message', 'send', { ...toAnn(), text: '={{ $json.text }}' }, { items });
		expect(failure).toMatchObject({
			message: "The expression in 'Text' gave nothing for this item",
			description: expect.stringMatching(/ Nothing was sent to Pact\.$/),
			itemIndex: 1,
		});
		expect(world.requests).toEqual([]);
	});

	test('no items, no requests', async () => {
		const { error, items } = await world.run('message', 'send', toAnn(), { items: [] });
		expect(error).toBeUndefined();
		expect(items.flat()).toEqual([]);
		expect(world.requests).toEqual([]);
	});
});

describe('On Error', () => {
	const items = ['one', '', 'three'].map((text) => ({ json: { text } }));
	const parameters = () => ({ ...toAnn(), text: '={{ $json.text }}' });

	test('Continue: the others are sent, the failed item says why', async () => {
		const { items: outputs } = await world.run('message', 'send', parameters(), {
			items,
			onError: 'continueRegularOutput',
		});
		expect(outputs[0]).toHaveLength(3);
		expect(outputs[0]?.[1]).toMatchObject({
			json: {
				error: "The expression in 'Text' gave nothing for this item",
				message: expect.stringContaining('Enter a text'),
			},
			pairedItem: { item: 1 },
		});
		await world.pact.idle();
		expect(world.received()).toEqual(['one', 'three']);
	});

	test('Error Output: the failed item goes there with its input', async () => {
		const { items: outputs } = await world.run('message', 'send', parameters(), {
			items,
			onError: 'continueErrorOutput',
		});
		expect(outputs[0]?.map(({ json }) => json.text)).toEqual(['one', 'three']);
		expect(outputs[1]).toEqual([
			expect.objectContaining({
				json: expect.objectContaining({ error: "The expression in 'Text' gave nothing for this item" }),
			}),
		]);
	});

	test('Stop: what was already sent is said, and the rest is not sent', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 400, path: `/conversations/${world.ann.id}/` });
		const texts = Array.from({ length: 60 }, (_, number) => ({
			json: { number, to: number === 25 ? world.ann.id : 0 },
		}));
		const other = world.pact.state.conversations[1]!.id;
		const run = { ...toAnn(), conversationId: id(`={{ $json.to || ${other} }}`), text: '={{ "Nr. " + $json.number }}' };
		const failure = await world.failure('message', 'send', run, { items: texts });
		expect(failure.itemIndex).toBe(25);
		const sent = world.pact.state.jobs.length;
		expect(failure.description).toContain(`${sent} of 60 items were carried out before this`);
		expect(sent).toBeLessThan(59);
	});
});

describe('trouble on the way', () => {
	test.each(['status', 'html', 'reset', 'resetAfter'] as const)('a read is repeated after: %s', async (kind) => {
		world.sandbox.faults.add({ kind, status: kind === 'html' ? 502 : 503, times: 2 });
		expect(await world.json('conversation', 'get', world.at())).toHaveLength(1);
	});

	test('a read gives up in the end, with the words of the service', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 503, body: { message: 'Maintenance until noon' }, times: 9 });
		const failure = await world.failure('conversation', 'get', world.at());
		expect(failure).toMatchObject({ message: 'Pact is having problems' });
		expect(failure.description).toContain('Pact said: "Maintenance until noon" (HTTP 503)');
	});

	test.each(DOUBTFUL)(
		'a send is never repeated where it may have arrived (%s), and the doubt is said',
		async (_, fault, arrived) => {
			world.sandbox.faults.add({ ...fault, path: '/messages' });
			const failure = await world.failure('message', 'send', toAnn());
			expect(failure.description).toContain('It is not certain whether Pact carried this out');
			await world.pact.idle();
			expect(world.received()).toHaveLength(arrived);
		},
	);

	test('a slow answer ends at Timeout, and the doubt is said', async () => {
		world.sandbox.faults.add({ kind: 'slow', ms: 3000, path: '/messages' });
		const failure = await world.failure('message', 'send', { ...toAnn(), options: { timeout: 200 } });
		expect(failure.message).toMatch(/^No answer from 127\.0\.0\.1:\d+ in time; this may have been carried out$/);
		expect(failure.description).toContain('It is not certain');
	});

	test('a 429 is waited out as asked, and the message arrives once', async () => {
		const tooMany = { errors: [{ status: 429, code: 'too_many_requests', detail: 'Please wait for 1 seconds' }] };
		world.sandbox.faults.add({ kind: 'status', status: 429, body: tooMany, path: '/messages' });
		world.sandbox.faults.add({ kind: 'status', status: 429, headers: { 'retry-after': '1' }, path: '/messages' });
		await world.json('message', 'send', toAnn());
		await world.pact.idle();
		expect(world.received()).toEqual(['Hello']);
		expect(world.requests.map(({ status }) => status)).toEqual([429, 429, 200]);
	});

	test('a message that has to wait is not overtaken by the next ones of its conversation', async () => {
		world.sandbox.faults.add({ kind: 'tooMany', retryAfter: 1, method: 'POST', path: '/messages' });
		const items = Array.from({ length: 5 }, (_, number) => ({ json: { number } }));
		await world.json('message', 'send', { ...toAnn(), text: '={{ $json.number }}' }, { items });
		await world.pact.idle();
		expect(world.received()).toEqual(['0', '1', '2', '3', '4']);
	});

	test('a 429 beyond Max Wait is not waited for', async () => {
		const body = { errors: [{ detail: 'Please wait for 50 seconds' }] };
		world.sandbox.faults.add({ kind: 'status', status: 429, body, path: '/messages' });
		const failure = await world.failure('message', 'send', { ...toAnn(), options: { maxWait: 10 } });
		expect(failure.message).toBe('Pact takes no more requests for now');
		expect(failure.description).toContain('Please wait for 50 seconds');
		expect(failure.description).toContain('Max Wait');
		expect(world.requests).toHaveLength(1);
	});

	test.each([
		[402, 'Pact requires payment', 'subscription'],
		[403, 'Pact does not allow this', 'plan'],
	])('%i is explained', async (status, message, advice) => {
		world.sandbox.faults.add({ kind: 'status', status });
		const failure = await world.failure('message', 'send', toAnn());
		expect(failure.message).toBe(message);
		expect(failure.description).toContain(advice);
	});

	test('a refusal that comes as HTTP 200 is one, and is not sent again', async () => {
		const body = { status: 'errored', errors: ['phone is not in whatsapp'] };
		world.sandbox.faults.add({ kind: 'status', status: 200, body, path: '/messages' });
		const failure = await world.failure('message', 'send', toAnn());
		expect(failure.message).toBe('Pact did not accept the request');
		expect(failure.description).toContain('Pact said: "phone is not in whatsapp" (HTTP 200)');
		expect(failure.description).not.toContain('not certain');
		expect(world.requests).toHaveLength(1);
		world.sandbox.faults.add({ kind: 'hiddenError', path: '/conversations' });
		expect((await world.failure('conversation', 'get', world.at())).message).toBe('Pact did not accept the request');
	});

	test('a file whose upload is answered without an ID keeps the text from being sent', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 200, body: { status: 'ok', data: {} }, path: '/attachments' });
		const item = await world.engine.binary.item(Buffer.from('x'));
		const failure = await world.failure(
			'message',
			'send',
			{ ...toAnn(), binaryPropertyName: 'data' },
			{ items: [item] },
		);
		expect(failure.message).toBe('Pact did not say the ID of the uploaded file');
		expect(failure.description).toContain('Nothing was sent');
		await world.pact.idle();
		expect(world.received()).toEqual([]);
	});

	test('all errors of a list are shown', async () => {
		const errors = [{ title: 'Invalid', detail: 'text is too long' }, { detail: 'channel is disabled' }];
		world.sandbox.faults.add({ kind: 'status', status: 422, body: { errors } });
		const { description } = await world.failure('message', 'send', toAnn());
		expect(description).toContain('Pact said: "Invalid: text is too long channel is disabled"');
	});

	test('a web page where the API should be points at the Base URL', async () => {
		world.sandbox.faults.add({ kind: 'html', status: 200, times: 9 });
		const failure = await world.failure('conversation', 'get', world.at());
		expect(failure.message).toBe('The Base URL answers, but not as Pact does');
		expect(failure.description).toContain('Base URL');
	});

	test.each(['conversation', 'message'])('a Base URL of another site is not blamed on an ID: %s', async (resource) => {
		const elsewhere = { kind: 'html' as const, status: 404, times: 9 };
		world.sandbox.faults.add(elsewhere);
		const operation = resource === 'message' ? 'send' : 'get';
		const failure = await world.failure(resource, operation, toAnn());
		expect(failure.message).toBe('The Base URL answers, but not as Pact does');
		expect(failure.description).toContain('Check the Base URL of the credential');
		expect(failure.description).not.toContain('not certain');
	});

	test('a redirect is not followed: a send could get lost, and the token could reach others', async () => {
		const headers = { location: 'https://elsewhere.example.com/p1' };
		world.sandbox.faults.add({ kind: 'status', status: 301, headers });
		const failure = await world.failure('message', 'send', toAnn());
		expect(failure.message).toBe('Pact is not at this Base URL');
		expect(failure.description).toContain('https://elsewhere.example.com/p1');
		expect(world.requests).toHaveLength(1);
	});

	test('a Base URL that is none is named', async () => {
		const typo = await world.engineWith({ baseUrl: 'api.pact.im' });
		const { error } = await typo.run({ type: world.type, parameters: COMPANIES });
		expect(error?.message).toBe("The 'Base URL' of the credential is not a web address");
	});

	test('no server: the host is named, nothing is in doubt', async () => {
		const offline = await world.engineWith({ baseUrl: NOWHERE });
		const { error } = await offline.run({
			type: world.type,
			parameters: { resource: 'message', operation: 'send', companyId: company, ...toAnn() },
		});
		expect(error?.message).toBe('No connection to 127.0.0.1:9');
		expect((error as { description?: string }).description).not.toContain('not certain');
	});

	test('Stop in n8n ends the waiting and the sending', async () => {
		const body = { errors: [{ detail: 'Please wait for 3 seconds' }] };
		world.sandbox.faults.add({ kind: 'status', status: 429, body, path: '/messages', times: 9 });
		const stop = new AbortController();
		const items = Array.from({ length: 50 }, (_, number) => ({ json: { number } }));
		const run = world.run('message', 'send', toAnn(), { items, signal: stop.signal });
		while (world.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
		stop.abort();
		await run;
		const asked = world.requests.length;
		await world.pact.idle();
		expect(world.received()).toEqual([]);
		expect(world.requests).toHaveLength(asked);
	});
});

test('rates that the service keeps are respected: every message arrives once', async () => {
	world.pact.limits.p1 = true;
	const items = Array.from({ length: 8 }, (_, number) => ({ json: { number } }));
	await world.json('message', 'send', { ...toAnn(), text: '={{ $json.number }}' }, { items });
	await world.pact.idle();
	expect(world.received()).toEqual(items.map(({ json }) => String(json.number)));
});

test('a file of 200 MB does not fill the memory', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'conversations-'));
	const big = path.join(folder, 'big.bin');
	const size = 200 * 1024 * 1024;
	const handle = await open(big, 'w');
	await handle.truncate(size);
	await handle.close();
	const item = await world.engine.binary.item(createReadStream(big), { fileName: 'big.bin' });
	const before = process.memoryUsage();
	let most = 0;
	const watch = setInterval(() => {
		const { external, arrayBuffers, heapUsed } = process.memoryUsage();
		most = Math.max(most, external - before.external, arrayBuffers - before.arrayBuffers, heapUsed - before.heapUsed);
	}, 5);
	await world.json(
		'attachment',
		'upload',
		{ ...world.at(), source: 'binary', binaryPropertyName: 'data' },
		{ items: [item] },
	);
	clearInterval(watch);
	await rm(folder, { recursive: true });
	expect(world.requests.at(-1)?.body).toMatchObject({ files: [{ size }] });
	// both ends of the upload are in this process, and other tests run beside it
	expect(most).toBeLessThan(120 * 1024 * 1024);
});
