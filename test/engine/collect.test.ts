import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { RunOptions } from './harness.ts';
import { AGENT } from './agent.ts';
import { id } from './world.ts';
import { names, worlds } from './worlds.ts';

const pause = async () => await new Promise((resolve) => setTimeout(resolve, 10));

describe.each(names)('%s: Collect', (name) => {
	const world = worlds[name]();

	/** Has customers write while a workflow listens; resolves to the executions that were started. */
	async function heard(...written: Array<[conversation: { id: string | number }, text: string]>) {
		const trigger = await world.published();
		for (const [conversation, text] of written) {
			world.writes(conversation, text);
			// nobody writes two messages in one moment
			await pause();
		}
		await trigger.poll();
		// a service that is asked tells several messages at once
		await trigger.waitForExecutions(name === 'nexora' ? 1 : written.length);
		world.requests.length = 0;
		return [...trigger.executions];
	}

	const collect = async (items: INodeExecutionData[], parameters: IDataObject = {}, run: Partial<RunOptions> = {}) =>
		await world.json('message', 'collect', { silence: 0, ...parameters }, { items, ...run });

	/** How often the messages of a conversation were asked for. */
	const reads = () => world.requests.filter(({ method, route }) => method === 'GET' && /message/.test(route)).length;

	const annSays = (...texts: string[]) => texts.map((text) => [world.ann, text] as [typeof world.ann, string]);

	test('a burst comes out once, in the last of its executions, for one request', async () => {
		world.said(world.ann, 'customer', 'Hello', 3);
		world.said(world.ann, 'business', 'Hello Ann', 2);
		const executions = await heard(...annSays('Hi', 'are you open', 'tomorrow?'));
		const results = await Promise.all(executions.map(async (items) => await collect(items, { silence: 1 })));
		const [burst, ...others] = results.flat();
		expect(others).toEqual([]);
		const conversationId = String(world.ann.id);
		expect(burst).toEqual({
			service: name,
			...(name === 'pact' && { companyId: '1' }),
			conversationId,
			text: 'Hi\nare you open\ntomorrow?',
			chatInput: 'Hi\nare you open\ntomorrow?',
			sessionId: `${name}:${conversationId}`,
			messages: ['Hi', 'are you open', 'tomorrow?'].map((text) =>
				expect.objectContaining({ service: name, conversationId, direction: 'incoming', text }),
			),
			attachments: [],
			history: [
				{ role: 'user', text: 'Hello', createdAt: expect.stringMatching(/Z$/) },
				{ role: 'assistant', text: 'Hello Ann', createdAt: expect.stringMatching(/Z$/) },
			],
			firstMessageId: expect.any(String),
			lastMessageId: expect.any(String),
		});
		const messages = burst!.messages as IDataObject[];
		expect([burst!.firstMessageId, burst!.lastMessageId]).toEqual([messages[0]!.id, messages[2]!.id]);
		expect(reads()).toBe(1);
	});

	test('nothing comes out when somebody has answered, or when a newer message has an execution of its own', async () => {
		const [first] = await heard(...annSays('Hi'));
		world.writes(world.ann, 'Are you there?');
		expect(await collect(first!)).toEqual([]);
		world.said(world.ann, 'business', 'I am');
		expect(await collect(first!)).toEqual([]);
	});

	test('what was answered before is not taken again', async () => {
		const [first] = await heard(...annSays('Hi'));
		expect(await collect(first!)).toMatchObject([{ text: 'Hi' }]);
		world.said(world.ann, 'business', 'Hello');
		world.writes(world.ann, 'And tomorrow?');
		const [second] = await world.json('message', 'collect', { silence: 0, ...world.at() });
		expect(second).toMatchObject({ text: 'And tomorrow?', history: [{ text: 'Hi' }, { text: 'Hello' }] });
		const options = { history: 1 };
		expect(await collect([{ json: {} }], { ...world.at(), options })).toMatchObject([{ history: [{ text: 'Hello' }] }]);
	});

	test('conversations are waited for together and each on its own; several items of one come out once, paired with all', async () => {
		const boris = world.newcomer('Boris');
		const executions = await heard([world.ann, 'one'], [boris, 'two'], [world.ann, 'three']);
		// a service need not call in order
		const told = executions.flat();
		const items = ['one', 'two', 'three'].map((text) => told.find(({ json }) => json.text === text)!);
		const { items: outputs } = await world.run('message', 'collect', { silence: 1 }, { items });
		const found = outputs[0]!.map(({ json, pairedItem }) => [json.text, pairedItem]);
		expect(found).toEqual([
			['one\nthree', [{ item: 0 }, { item: 2 }]],
			['two', { item: 1 }],
		]);
	});

	test('any number of conversations waits at once: they hold up nobody who does not', async () => {
		const customers = Array.from({ length: 36 }, (_, number) => world.newcomer(`Customer ${number}`));
		for (const customer of customers) world.said(customer, 'customer', 'Hello');
		const silenceOf = (index: number) => (index < 34 ? 60 : 0);
		const items = customers.map(({ id: conversationId }, index) => ({
			json: { conversationId: String(conversationId), silence: silenceOf(index) },
		}));
		const controller = new AbortController();
		const parameters = { silence: '={{ $json.silence }}' };
		const run = world.run('message', 'collect', parameters, { items, signal: controller.signal });
		while (reads() < 2) await pause();
		controller.abort();
		await run;
		expect(reads()).toBe(2);
	});

	test('a word of the customer ends the wait', async () => {
		const [items] = await heard(...annSays('I want an OPERATOR, please!'));
		const options = { endWords: 'stop, operator' };
		const stopped = AbortSignal.timeout(20_000);
		expect(await collect(items!, { silence: 60, options }, { signal: stopped })).toMatchObject([
			{ text: 'I want an OPERATOR, please!' },
		]);
	});

	test('who goes on writing is heard after the longest wait', async () => {
		const [items] = await heard(...annSays('Hi'));
		const options = { longestWait: 1 };
		expect(await collect(items!, { silence: 60, options })).toMatchObject([{ text: 'Hi' }]);
	});

	test('a stopped execution stops waiting, and asks nothing', async () => {
		const [items] = await heard(...annSays('Hi'));
		const controller = new AbortController();
		const run = world.run('message', 'collect', { silence: 60 }, { items, signal: controller.signal });
		await pause();
		controller.abort();
		expect((await run).status).toBe('canceled');
		expect(reads()).toBe(0);
	});

	test('files belong to it, and words that are none do not', async () => {
		const [items] = await heard(...annSays('Look'));
		const attachment = { id: '7', url: 'https://files.example/7', fileName: 'a.png', mimeType: 'image/png', size: 3 };
		// told by the trigger before the service lists it
		const told = { ...items![0]!.json, id: '999999999', text: null, attachments: [attachment] };
		const later = new Date(Date.now() + 60_000).toISOString();
		expect(await collect([{ json: { ...told, createdAt: later } }])).toMatchObject([
			{ text: 'Look', attachments: [attachment], lastMessageId: '999999999' },
		]);
	});

	test('the conversation is that of an earlier node where the item says none', async () => {
		const [items] = await heard(...annSays('Hi'));
		const behind = [{ type: `${world.type}Trigger` }, { type: AGENT }];
		const nowhere = { conversationId: id(''), ...(name === 'pact' && { companyId: id('') }) };
		expect(await collect(items!, nowhere, { behind })).toMatchObject([
			{ conversationId: String(world.ann.id), text: 'Hi' },
		]);
	});

	test('without any conversation the error says what to do', async () => {
		const failure = await world.failure('message', 'collect', { silence: 0 }, { items: [{ json: {} }] });
		expect(failure.message).toBe("'Conversation' is empty");
		expect(failure.description).toContain("leave it empty behind a trigger, 'Message: Collect'");
		expect(world.requests).toEqual([]);
	});
});
