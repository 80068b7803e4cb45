import type { INodeExecutionData } from 'n8n-workflow';

import { DOUBT } from '../faults.ts';
import { testSince2 } from '../line.ts';
import { id } from '../world.ts';
import { company, usePact } from './world.ts';

const world = usePact('p1');

const items = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ json: { index, text: `Text ${index}` } }));

/** Sends one text an item, with n8n's settings of a node. */
const send = async (count: number, settings: object = {}, parameters: object = {}, engine = world.engine) =>
	await engine.run({
		type: world.type,
		items: items(count),
		parameters: {
			...world.common,
			resource: 'message',
			operation: 'send',
			...world.at(),
			text: '={{ $json.text }}',
			...parameters,
		},
		...settings,
	});

const others = () => world.pact.state.conversations.slice(1).map((conversation) => conversation.id);
const posts = () => world.requests.filter(({ method }) => method === 'POST').length;
const texts = (...numbers: number[]) => numbers.map((number) => `Text ${number}`);
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const told = ({ error }: { error?: unknown }) => {
	const { message, description } = error as { message: string; description: string };
	return `${message}. ${description}`;
};

describe('Retry on Fail', () => {
	test('sends nothing again of which nobody knows whether it was sent', async () => {
		world.sandbox.faults.add({ kind: 'resetAfter', method: 'POST', path: 'messages' });
		const result = await send(1, RETRY);
		expect(told(result)).toContain(DOUBT);
		await world.idle();
		expect(world.received()).toEqual(texts(0));
	});

	test('goes on where it stopped, and gives out what was done before', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 422, method: 'POST', path: 'messages' });
		const { error, items: out } = await send(3, RETRY);
		expect(error).toBeUndefined();
		expect(out[0]!.map(({ json, pairedItem }) => [json.text, pairedItem])).toEqual(
			texts(0, 1, 2).map((text, item) => [text, { item }]),
		);
		await world.idle();
		expect(world.received().sort()).toEqual(texts(0, 1, 2));
	});

	test('with Continue, too, repeats only what certainly was not done', async () => {
		const [doubtful, good] = others();
		world.sandbox.faults.add({ kind: 'status', status: 422, method: 'POST', path: `${world.ann.id}/messages` });
		world.sandbox.faults.add({ kind: 'resetAfter', method: 'POST', path: `${doubtful}/messages` });
		const conversationId = `={{ [${world.ann.id}, ${doubtful}, ${good}][$json.index] }}`;
		const { items: out } = await send(3, { ...RETRY, onError: 'continueRegularOutput' }, { conversationId });
		await world.idle();
		expect([world.ann.id, doubtful, good].map((id) => world.received({ id: id! }))).toEqual(
			[0, 1, 2].map((n) => texts(n)),
		);
		expect(out[0]!.filter(({ json }) => json.error)).toHaveLength(1);
	});

	test('a new execution sends again, as it should', async () => {
		await send(1, RETRY);
		await send(1, RETRY);
		await world.idle();
		expect(world.received()).toEqual(texts(0, 0));
	});
});

describe('as the tool of an AI agent', () => {
	/** Two calls: what was asked for first, and what the agent makes of the answer. */
	const call = async (said: string[], settings: object = {}) =>
		await world.engine.callTool({
			type: world.type,
			parameters: {
				...world.common,
				resource: 'message',
				operation: 'send',
				...world.at(),
				text: "={{ $fromAI('text', 'What to say', 'string') }}",
			},
			calls: said.map((text) => ({ text })),
			...settings,
		});
	const lost = () => world.sandbox.faults.add({ kind: 'resetAfter', method: 'POST', path: 'messages' });

	test('a message is sent, and another one, and the same again when it was not in doubt', async () => {
		const answers = await call(['Hello', 'Bye', 'Bye']);
		expect(answers).toMatchObject([{ answer: [{ text: 'Hello' }] }, { answer: [{ text: 'Bye' }] }, { answer: [{}] }]);
		await world.idle();
		expect(world.received()).toEqual(['Hello', 'Bye', 'Bye']);
	});

	// n8n 1.x does not tell a node that an agent calls it
	testSince2.each([
		['Retry on Fail', RETRY],
		['an agent that tries again', {}],
	])('what may have arrived is not sent again by %s, and another message is', async (_, settings) => {
		lost();
		const answers = await call(['Hello', 'Hello', 'Bye'], settings);
		expect(answers[0]!.error).toContain(DOUBT);
		expect(answers[1]!.error).toContain(DOUBT);
		expect(answers[2]).toMatchObject({ answer: [{ text: 'Bye' }] });
		await world.idle();
		expect(world.received()).toEqual(['Hello', 'Bye']);
	});

	test('the same words to somebody else are another message', async () => {
		lost();
		const [other] = others();
		const answers = await world.engine.callTool({
			type: world.type,
			parameters: {
				...world.common,
				resource: 'message',
				operation: 'send',
				companyId: company,
				conversationId: `={{ $fromAI('who', 'To whom', 'string') === 'Ann' ? '${world.ann.id}' : '${other}' }}`,
				text: 'Hello',
			},
			calls: [{ who: 'Ann' }, { who: 'Bob' }],
		});
		expect(answers).toMatchObject([{ error: expect.stringContaining(DOUBT) }, { answer: [{ text: 'Hello' }] }]);
	});

	describe('behind a trigger, with nothing chosen', () => {
		const answer = async (runs: INodeExecutionData[][], trigger = `${world.type}Trigger`) =>
			await world.engine.callTool({
				type: world.type,
				parameters: {
					...world.common,
					resource: 'message',
					operation: 'send',
					companyId: id(''),
					conversationId: id(''),
					text: "={{ $fromAI('text', 'What to say', 'string') }}",
				},
				calls: [{ text: 'Hello' }],
				before: { type: trigger, runs },
			});
		const wrote = (conversation: unknown, service = 'pact') => [
			{ json: { service, companyId: '1', conversationId: String(conversation) } },
		];

		testSince2('the same words to the next customer are another message', async () => {
			lost();
			const [other] = others();
			const answers = await answer([wrote(world.ann.id), wrote(other), wrote(world.ann.id)]);
			expect(answers).toMatchObject([
				{ error: expect.stringContaining(DOUBT) },
				{ answer: [{ text: 'Hello', conversationId: String(other) }] },
				{ error: expect.stringContaining(DOUBT) },
			]);
			await world.idle();
			expect([world.received(), world.received({ id: other! })]).toEqual([['Hello'], ['Hello']]);
		});

		test('the conversation of another service is none here', async () => {
			const [other] = others();
			const [answered] = await answer([wrote(other, 'nexora')], 'n8n-nodes-conversations.nexoraTrigger');
			expect(answered!.error).toContain("'Conversation' is empty");
			await world.idle();
			expect(world.received({ id: other! })).toEqual([]);
		});
	});

	test('what was refused is tried again', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 422, method: 'POST', path: 'messages' });
		expect(await call(['Hello'], RETRY)).toMatchObject([{ answer: [{ text: 'Hello' }] }]);
	});
});

describe('behind a message of which nobody knows whether it arrived', () => {
	const HELD = 'Not sent, because nobody knows whether item 0 before it was';
	const [CONTINUE, ERROR_OUTPUT] = ['continueRegularOutput', 'continueErrorOutput'].map((onError) => ({ onError }));
	const lost = () => world.sandbox.faults.add({ kind: 'resetAfter', method: 'POST', path: `${world.ann.id}/messages` });
	/** The last item goes to somebody else. */
	const toTwo = (count: number) => ({
		conversationId: `={{ $json.index < ${count - 1} ? '${world.ann.id}' : '${others()[0]}' }}`,
	});

	test.each([
		['Continue', CONTINUE],
		['Error Output', ERROR_OUTPUT],
		['Continue and Retry on Fail', { ...RETRY, ...CONTINUE }],
		['Error Output and Retry on Fail', { ...RETRY, ...ERROR_OUTPUT }],
	])('nothing more is sent into its conversation, and each item says so (%s)', async (_, settings) => {
		lost();
		const { items: out } = await send(4, settings, toTwo(4));
		const [doubtful, ...held] = out.flat().filter(({ json }) => json.error);
		expect(`${String(doubtful!.json.error)} ${String(doubtful!.json.message)}`).toContain(DOUBT);
		expect(held.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			[HELD, { item: 1 }],
			[HELD, { item: 2 }],
		]);
		expect(held[0]!.json.message).toContain('Look in Pact whether item 0 is there, then run again what is missing.');
		expect(out.flat().filter(({ json }) => !json.error)).toMatchObject([{ json: { text: 'Text 3' } }]);
		await world.idle();
		expect(world.received()).toEqual(texts(0));
	});

	test('the next run is not held up', async () => {
		lost();
		await send(2, CONTINUE);
		const { items: out } = await send(1, CONTINUE);
		expect(out[0]).toMatchObject([{ json: { text: 'Text 0' } }]);
	});

	test('one that was refused holds nobody up', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 422, method: 'POST', path: 'messages' });
		const { items: out } = await send(3, CONTINUE);
		expect(out[0]!.filter(({ json }) => json.error)).toHaveLength(1);
		await world.idle();
		expect(world.received()).toEqual(texts(1, 2));
	});
});

describe('what an error tells', () => {
	test('names items that may have been carried out beside the one that failed, and those that were', async () => {
		const [refused, doubtful] = others();
		world.sandbox.faults.add({ kind: 'status', status: 422, method: 'POST', path: `${refused}/messages` });
		world.sandbox.faults.add({ kind: 'resetAfter', method: 'POST', path: `${doubtful}/messages` });
		const result = await send(
			3,
			{},
			{ conversationId: `={{ ['${refused}', '${doubtful}', '${world.ann.id}'][$json.index] }}` },
		);
		expect((result.error as { context?: { itemIndex?: number } }).context?.itemIndex).toBe(0);
		expect(told(result)).toContain('It is not certain whether item 1 was carried out.');
		expect(told(result)).toContain('1 of 3 items were carried out before this (item 2)');
	});

	test('a later message of an item that is refused does not hide the earlier one', async () => {
		const attachmentIds = [];
		for (const name of ['a.txt', 'b.txt']) {
			const [file] = await world.json(
				'attachment',
				'upload',
				{ apiVersion: 'p2', binaryPropertyName: 'data' },
				{ items: [await world.engine.binary.item(Buffer.from(name), { fileName: name })] },
			);
			attachmentIds.push(file!.id);
		}
		world.sandbox.faults.add({ kind: 'slow', ms: 1, method: 'POST', path: 'messages' });
		world.sandbox.faults.add({ kind: 'tooMany', retryAfter: 600, method: 'POST', path: 'messages' });
		const result = await send(1, {}, { apiVersion: 'p2', attachmentIds });
		expect(told(result)).toContain('Pact takes no more requests for now');
		expect(told(result)).not.toContain('Nothing was');
		expect(told(result)).toContain(
			`had already carried out 1 request of this item (POST /api/p2/conversations/${world.ann.id}/messages)`,
		);
		await world.idle();
		expect(world.received()).toHaveLength(1);
	});

	test('an answer that breaks off is no success', async () => {
		world.sandbox.faults.add({ kind: 'cut', method: 'POST', path: 'messages' });
		const result = await send(1);
		expect(told(result)).toContain('broke off');
		expect(told(result)).toContain(DOUBT);
	});

	test.each(['cut', 'wrongGzip'] as const)('a read whose answer is spoiled (%s) is repeated', async (kind) => {
		world.sandbox.faults.add({ kind, method: 'GET', path: 'conversations' });
		const [found] = await world.json('conversation', 'get', world.at());
		expect(found).toMatchObject({ id: String(world.ann.id), name: 'Ann Baker' });
		expect(world.requests).toHaveLength(2);
	});
});

describe('a service that refuses', () => {
	test.each([600, new Date(Date.now() + 600_000)])(
		'for long (%s) is not asked again by later items',
		async (retryAfter) => {
			// one that knows nothing of the case before
			await world.begin();
			world.sandbox.faults.add({ kind: 'tooMany', retryAfter, times: 200 });
			const { items: out } = await send(
				100,
				{ onError: 'continueRegularOutput' },
				{ operation: 'getAll', returnAll: true, resource: 'channel' },
			);
			expect(out[0]!.every(({ json }) => String(json.error).includes('takes no more requests'))).toBe(true);
			expect(out[0]).toHaveLength(100);
			expect(world.requests.length).toBeGreaterThan(0);
			expect(world.requests.length).toBeLessThan(50);
		},
	);

	test('the token is not asked again by later items, and each says why', async () => {
		const engine = await world.engineWith({ apiToken: 'wrong-token-0123456789' });
		const { items: out } = await send(
			100,
			{ onError: 'continueRegularOutput' },
			{ conversationId: '={{ $json.index + 1 }}' },
			engine,
		);
		expect(out[0]!.map(({ json }) => json.error)).toEqual(Array(100).fill('Pact refused the API token'));
		expect(posts()).toBeLessThan(50);
	});
});

test('n8n goes on with its other work while many items are read', async () => {
	let turns = 0;
	let reading = true;
	const other = (async () => {
		for (; reading; turns++) await new Promise((resolve) => setImmediate(resolve));
	})();
	// the mistake in the last item keeps all from being sent
	const text = "={{ $json.index === 9999 ? '' : $json.text }}";
	const { error } = await send(10_000, {}, { text });
	reading = false;
	await other;
	expect(error?.message).toBe("The expression in 'Text' gave nothing for this item");
	expect(turns).toBeGreaterThan(40);
	expect(world.requests).toEqual([]);
});

test('one busy conversation does not hold up the others', async () => {
	world.pact.delay = 20;
	const [other] = others();
	const { error } = await send(41, {}, { conversationId: `={{ $json.index < 40 ? '${world.ann.id}' : '${other}' }}` });
	expect(error).toBeUndefined();
	const order = world.requests.map(({ path }) => path.includes(`conversations/${other}/`));
	expect(order.indexOf(true)).toBeLessThan(10);
	await world.idle();
	expect(world.received()).toEqual(texts(...Array(40).keys()));
});

test('a credential with an expression is that of each item', async () => {
	const { apiToken } = world.credential();
	const engine = await world.engineWith({
		apiToken: `={{ $json.index === 1 ? '${String(apiToken)}' : 'the-token-of-somebody-else' }}`,
	});
	const { items: out } = await send(3, { onError: 'continueRegularOutput' }, {}, engine);
	expect(out[0]!.map(({ json }) => json.error ?? json.text)).toEqual([
		'Pact refused the API token',
		'Text 1',
		'Pact refused the API token',
	]);
	await world.idle();
	expect(world.received()).toEqual(['Text 1']);
});

test('a list whose pages stay empty ends', async () => {
	world.pact.loopingCursor = true;
	world.sandbox.faults.add({ kind: 'emptyPage', method: 'GET', path: 'conversations', times: 50 });
	expect(await world.json('conversation', 'getAll', { companyId: company, returnAll: true })).toEqual([]);
	expect(world.requests.length).toBeLessThan(10);
});

describe('what an attack found', () => {
	test('of several changes of one conversation the last one stands, though the first has to wait', async () => {
		world.sandbox.faults.add({ kind: 'tooMany', retryAfter: 1, method: 'PUT', path: 'assign' });
		const assigneeId = '={{ $json.index + 100 }}';
		await send(3, {}, { resource: 'conversation', operation: 'assign', assigneeId });
		const wanted = world.requests.filter(({ status }) => status === 200).map(({ body }) => body);
		expect(wanted).toEqual([100, 101, 102].map((assignee) => ({ assignee_id: assignee })));
	});

	test('a file that n8n has removed is named, with what to do', async () => {
		const item = await world.engine.binary.item(Buffer.from('Price list'), { fileName: 'price.txt' });
		item.binary!.data!.id += '-removed';
		const parameters = { ...world.common, resource: 'message', operation: 'send', ...world.at() };
		const result = await world.engine.run({
			type: world.type,
			items: [item],
			parameters: { ...parameters, binaryPropertyName: 'data' },
		});
		expect(told(result)).toContain("n8n does not have the file in the binary field 'data' any more. It keeps files");
		expect(world.requests).toEqual([]);
	});

	test('an attachment or a message that does not exist is not blamed on the conversation alone', async () => {
		await world.begin();
		const attachment = await send(1, {}, { apiVersion: 'p2', attachmentIds: '999999' });
		expect(told(attachment)).toContain("Check 'Attachment IDs'.");
		const reply = await send(1, {}, { apiVersion: 'p2', options: { replyToId: '999999' } });
		expect(told(reply)).toContain("Check 'Reply To'.");
		expect(world.received()).toEqual([]);
	});

	test.each(['?x=1', '#/api'])('a Base URL with more than an address (%s) is named', async (more) => {
		const engine = await world.engineWith({ baseUrl: `${String(world.credential().baseUrl)}${more}` });
		expect(told(await send(1, {}, {}, engine))).toContain(
			"The 'Base URL' of the credential has more than an address. The path of each request is added to its end",
		);
		expect(world.requests).toEqual([]);
	});

	test('a password in the Base URL is shown nowhere', async () => {
		const engine = await world.engineWith({ baseUrl: 'http://ann:a-password@127.0.0.1:9' });
		const result = await send(1, {}, {}, engine);
		expect(told(result)).toContain('http://127.0.0.1:9 (Base URL of the credential)');
		expect(JSON.stringify(result)).not.toContain('a-password');
	});

	test('a wait that the service asks for is waited out, up to all of Max Wait', async () => {
		world.sandbox.faults.add({ kind: 'tooMany', retryAfter: 2, method: 'POST', path: 'messages' });
		const { error } = await send(1, {}, { options: { maxWait: 3 } });
		expect(error).toBeUndefined();
		await world.idle();
		expect(world.received()).toEqual(texts(0));
	});

	test("Retry on Fail with no number of tries is n8n's three", async () => {
		const [refused] = others();
		world.sandbox.faults.add({ kind: 'status', status: 422, method: 'POST', path: `${refused}/messages`, times: 2 });
		const conversationId = `={{ ['${world.ann.id}', '${refused}'][$json.index] }}`;
		const { error } = await send(2, { ...RETRY, maxTries: 0 }, { conversationId });
		expect(error).toBeUndefined();
		await world.idle();
		expect(world.received()).toEqual(texts(0));
	});

	test('after tries, too, the items that were carried out are named', async () => {
		const [doubtful] = others();
		world.sandbox.faults.add({ kind: 'resetAfter', method: 'POST', path: `${doubtful}/messages` });
		const conversationId = `={{ ['${doubtful}', '${world.ann.id}'][$json.index] }}`;
		const result = await send(2, RETRY, { conversationId });
		expect(told(result)).toContain('1 of 2 items were carried out before this (item 1)');
	});

	test('an upload that failed is tried again, since nobody has seen anything of it', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 503, method: 'POST', path: 'attachments' });
		const file = await world.engine.binary.item(Buffer.from('Price list'), { fileName: 'price.txt' });
		const { error } = await world.engine.run({
			type: world.type,
			items: [file],
			parameters: {
				...world.common,
				resource: 'message',
				operation: 'send',
				...world.at(),
				text: 'Hi',
				binaryPropertyName: 'data',
			},
			...RETRY,
		});
		expect(error).toBeUndefined();
		await world.idle();
		expect(world.received()).toHaveLength(1);
	});

	test('a token that was pasted with a space is shown nowhere', async () => {
		const engine = await world.engineWith({ apiToken: 'a-token-with-a-space ' });
		world.sandbox.faults.add({
			kind: 'html',
			status: 403,
			body: `<title>No access for ${'x'.repeat(180)}a-token-with-a-space</title>`,
		});
		const result = await send(1, {}, {}, engine);
		expect(told(result)).not.toContain('a-token-with');
	});
});
