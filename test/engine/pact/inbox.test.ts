import { id } from '../world.ts';
import { usePact } from './world.ts';

const nowhere = { companyId: id(''), conversationId: id('') };
const now = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString();

describe.each(['p1', 'p2'] as const)('%s', (version) => {
	const world = usePact(version);

	test('a message that was held up is answered, though it is dated before what was sent meanwhile', async () => {
		world.said(world.ann, 'customer', 'Before', 4);
		world.said(world.ann, 'business', 'Meanwhile', 1);
		const trigger = await world.published();
		for (const [text, minutesAgo] of [
			['Hi', 3],
			['Hello?', 2],
		] as const) {
			world.annWrites(text);
			world.pact.state.messages.at(-1)!.createdAt = now(minutesAgo);
		}
		const executions = await trigger.waitForExecutions(2);
		const last = executions.find(([item]) => item!.json.text === 'Hello?')!;
		const [burst, ...others] = await world.json('message', 'collect', { silence: 0 }, { items: last });
		expect(others).toEqual([]);
		expect(burst).toMatchObject({ text: 'Hi\nHello?', history: [{ text: 'Before' }, { text: 'Meanwhile' }] });
		const items = [{ json: burst! }];
		const parameters = { text: 'Yes', options: { ifOvertaken: 'skip' } };
		expect(await world.json('message', 'send', parameters, { items })).toMatchObject([{ text: 'Yes' }]);
		await world.idle();
		const again = await world.json('message', 'send', parameters, { items });
		expect(again).toMatchObject([{ reason: 'answeredMeanwhile' }]);
	});
});

describe('p1', () => {
	const world = usePact('p1');

	test('a burst is collected, and answered once', async () => {
		world.pact.jobs = 'sync';
		const trigger = await world.published();
		world.annWrites('Hi');
		world.annWrites('are you open?');
		const executions = await trigger.waitForExecutions(2);
		world.requests.length = 0;
		const results = await Promise.all(
			executions.map(async (items) => await world.json('message', 'collect', { silence: 1 }, { items })),
		);
		const [burst, ...others] = results.flat();
		expect(others).toEqual([]);
		expect(burst).toMatchObject({ text: 'Hi\nare you open?', companyId: '1' });
		expect(world.requests.at(-1)).toMatchObject({ query: { per: '100', sort_direction: 'desc' } });
		const parameters = { text: 'We are', options: { ifOvertaken: 'skip' } };
		const items = [{ json: burst! }];
		expect(await world.json('message', 'send', parameters, { items })).toMatchObject([
			{ text: 'We are', companyId: '1' },
		]);
		expect(await world.json('message', 'send', parameters, { items })).toMatchObject([{ reason: 'answeredMeanwhile' }]);
		expect(world.received()).toEqual(['We are']);
	});

	test('what is told in whole seconds before it is listed belongs to what came earlier in its second', async () => {
		const trigger = await world.published();
		world.annWrites('Hi');
		world.annWrites('stop');
		const executions = await trigger.waitForExecutions(2);
		const items = executions.find(([item]) => item!.json.text === 'stop')!;
		const [first] = world.pact.state.messages.splice(-2);
		const second = String(items[0]!.json.createdAt).slice(0, 19);
		world.pact.state.messages.push({ ...first!, createdAt: `${second}.100Z` });
		const options = { endWords: 'stop' };
		expect(await world.json('message', 'collect', { silence: 60, options }, { items })).toMatchObject([
			{ text: 'Hi\nstop' },
		]);
	});

	test('what is still on its way is told from what others have sent', async () => {
		const items = await world.heard('Hi');
		const two = ['One', 'Two'].map((answer) => ({ json: { ...items[0]!.json, answer } }));
		const parameters = { text: '={{ $json.answer }}', options: { ifOvertaken: 'skip' } };
		expect(await world.json('message', 'send', parameters, { items: two })).toMatchObject([
			{ text: 'One' },
			{ text: 'Two' },
		]);
		await world.pact.idle();
		expect(world.received()).toEqual(['One', 'Two']);
	});

	test('each piece of a long text says what it is, and the buttons stand under the last', async () => {
		world.pact.jobs = 'sync';
		const business = world.pact.addConversation({ channelId: world.channelOf('whatsapp_business'), name: 'Carla' });
		const options = { splitLongText: 10, buttons: 'Yes, No' };
		const sent = await world.json('message', 'send', { ...world.at(business), text: 'One.\n\nTwo, yes?', options });
		expect(sent.map(({ text }) => text)).toEqual(['One.', 'Two, yes?']);
		expect(world.sent('POST')).toEqual([
			{ message: 'One.' },
			{ message: 'Two, yes?', interactive: { type: 'button', buttons: ['Yes', 'No'] } },
		]);
	});

	test('unanswered conversations cost a request each, where Pact tells nothing of their messages', async () => {
		world.forget();
		const [waiting, answered] = ['Ann', 'Boris'].map((name) => world.newcomer(name));
		world.said(waiting!, 'customer', 'Hello?', 10);
		world.said(answered!, 'customer', 'Hi', 20);
		world.said(answered!, 'business', 'Hello', 10);
		const found = await world.json('conversation', 'getUnanswered', { returnAll: true });
		expect(found).toMatchObject([{ id: String(waiting!.id), companyId: '1', chatInput: 'Hello?' }]);
		expect(world.requests).toHaveLength(3);
	});

	test('everything can be said as it is in P2', async () => {
		world.forget();
		world.pact.jobs = 'sync';
		const ann = world.newcomer('Ann');
		world.said(ann, 'customer', 'Hi', 30);
		world.said(ann, 'business', 'Hello', 20);
		const looked = { returnAll: false, limit: 1, options: { youngerThan: 1 } };
		const customer = { waitingFor: 'customer', olderThan: 15, ...looked };
		expect(await world.json('conversation', 'getUnanswered', customer)).toMatchObject([{ chatInput: 'Hello' }]);
		expect(await world.json('conversation', 'getUnanswered', { ...customer, olderThan: 25 })).toEqual([]);
		world.said(ann, 'customer', 'Stop!');
		const options = { longestWait: 30, endWords: 'stop', history: 1 };
		const [first] = world.pact.state.messages;
		const [burst] = await world.json('message', 'collect', { ...world.at(ann), silence: 0, options });
		expect(burst).toMatchObject({ text: 'Stop!', history: [{ role: 'assistant', text: 'Hello' }] });
		const sent = { ifOvertaken: 'skip', basedOn: String(first!.id), sendOnceKey: 'p1' };
		const answer = { ...world.at(ann), text: 'Bye' };
		const skipped = await world.json('message', 'send', { ...answer, options: sent });
		expect(skipped).toMatchObject([{ reason: 'customerWroteAgain' }]);
		const right = { ...sent, basedOn: String(burst!.lastMessageId) };
		expect(await world.json('message', 'send', { ...answer, options: right })).toMatchObject([{ text: 'Bye' }]);
		const again = await world.json('message', 'send', { ...answer, options: right });
		expect(again).toMatchObject([{ reason: 'alreadySent' }]);
	});

	test('an empty Conversation is that of the run also where something is noted of it', async () => {
		const items = await world.heard('Hi');
		await world.json('conversation', 'addNote', { ...nowhere, note: 'Wants a bag' }, { items });
		await world.json('conversation', 'toggleBitrix', { ...nowhere, enabled: true }, { items });
		expect(world.ann.notes).toHaveLength(1);
		expect(world.ann.bitrixBlockOpenlines).toBe(true);
	});

	test('none where it does', async () => {
		const [seconds] = [Math.floor(Date.now() / 1000) - 600];
		const conversation = { external_id: 1, channel_type: 'whatsapp', last_message_at: seconds };
		const conversations = [
			{ ...conversation, last_income_message_at: seconds - 60 },
			{ ...conversation, external_id: 2, last_income_message_at: 0 },
		];
		world.sandbox.faults.add({ kind: 'status', status: 200, body: { status: 'ok', data: { conversations } } });
		expect(await world.json('conversation', 'getUnanswered', { returnAll: true })).toEqual([]);
		expect(world.requests).toHaveLength(1);
	});
});

describe('p2', () => {
	const world = usePact('p2');

	test.each([
		['Write First', { resource: 'message', operation: 'sendFirst', provider: 'whatsapp' }],
		['Conversation: Create', { resource: 'conversation', operation: 'create', provider: 'whatsapp' }],
	])("what %s sent in the same execution is nobody else's answer", async (_, opening) => {
		const items = await world.heard('Hi');
		const first = { ...world.common, ...opening, phone: '79250000001', text: 'Hello Ann' };
		const behind = [{ type: `${world.type}Trigger` }, { type: world.type, parameters: first }];
		const options = { ifOvertaken: 'skip', basedOn: items[0]!.json.id };
		const parameters = { ...world.at(), text: 'How can I help?', options };
		expect(await world.json('message', 'send', parameters, { items, behind })).toMatchObject([
			{ text: 'How can I help?' },
		]);
		await world.idle();
		expect(world.received()).toEqual(['Hello Ann', 'How can I help?']);
	});

	test('an empty Conversation is that of the run also where it is read and changed', async () => {
		const items = await world.heard('Hi');
		expect(await world.json('message', 'getAll', nowhere, { items })).toMatchObject([{ text: 'Hi' }]);
		await world.json('conversation', 'assign', { ...nowhere, assigneeId: '7' }, { items });
		const updateFields = { operationalState: 'archived' };
		await world.json('conversation', 'update', { ...nowhere, updateFields }, { items });
		expect(world.ann).toMatchObject({ assigneeId: 7, operationalState: 'archived' });
		const { message } = await world.failure('conversation', 'assign', { ...nowhere, assigneeId: '7' });
		expect(message).toBe("'Conversation' is empty");
	});

	const last = async () => {
		const [burst] = await world.json('message', 'collect', { ...world.at(), silence: 0, options: { history: 100 } });
		return { text: burst?.text, history: (burst?.history as object[] | undefined)?.length };
	};
	/** The pages that were asked for since the last time. */
	const pages = () => world.requests.splice(0).map(({ query }) => Number((query as { page: string }).page));

	test.each([
		[149, [1]],
		[150, [1, 2]],
		[151, [1, 2]],
		[1000, [1, 2, 4, 8, 6, 7]],
	])('the newest of %i messages are found, and the way to them remembered', async (count, asked) => {
		world.pact.addMessages(count - 1);
		world.said(world.ann, 'customer', 'The last');
		const expected = { text: expect.stringMatching(/The last$/), history: expect.any(Number) };
		expect(await last()).toEqual(expected);
		expect(pages()).toEqual(asked);
		expect(await last()).toEqual(expected);
		expect(pages().length).toBeLessThanOrEqual(2);
		for (let number = 0; number < 200; number++) world.said(world.ann, 'business', 'More');
		world.said(world.ann, 'customer', 'And now');
		expect(await last()).toEqual({ text: 'And now', history: 100 });
	});

	test('a list that begins with the newest takes one request, however long the conversation', async () => {
		const messages = Array.from({ length: 150 }, (_, index) => ({
			id: 1000 - index,
			conversation_id: world.ann.id,
			income: index < 2,
			status: 'created',
			message: `Message ${index}`,
			external_created_at: now(index + 1),
		}));
		world.sandbox.faults.add({
			kind: 'status',
			status: 200,
			body: { messages, meta: { entries_count: 150, per_page: 150 } },
		});
		expect((await last()).text).toBe('Message 1\nMessage 0');
		expect(pages()).toEqual([1]);
	});

	test.each([
		['newest', [1, 2, 3]],
		['oldest', [1, 2, 4, 8, 6, 5, 3]],
	])('pages that hold less than was asked for, the %s first: as many are read as are wanted', async (first, asked) => {
		for (let number = 1; number <= 40; number++) world.said(world.ann, 'business', String(number), 40 - number);
		const rows = await world.json('message', 'getAll', { ...world.at(), returnAll: true, simplify: false });
		if (first === 'oldest') rows.reverse();
		pages();
		for (const page of asked) {
			const messages = rows.slice((page - 1) * 10, page * 10);
			const body = { messages, meta: { page, entries_count: messages.length, per_page: 10 } };
			world.sandbox.faults.add({ kind: 'status', status: 200, body });
		}
		const newest = await world.json('message', 'getAll', { ...world.at(), returnAll: false, limit: 25 });
		expect(pages()).toEqual(asked);
		expect(newest.map(({ text }) => text)).toEqual(Array.from({ length: 25 }, (_, index) => String(40 - index)));
	});

	test('a server that gives the same page for ever is not asked for ever', async () => {
		const messages = Array.from({ length: 150 }, (_, index) => ({
			id: index,
			income: true,
			status: 'created',
			message: `Message ${index}`,
			external_created_at: now(200 - index),
		}));
		const body = { messages, meta: { entries_count: 150, per_page: 150 } };
		world.sandbox.faults.add({ kind: 'status', status: 200, body, times: 100 });
		expect((await last()).text).toMatch(/Message 149$/);
		expect(pages()).toEqual([1, 2]);
	});

	test('messages of one second stand in the order they came', async () => {
		const createdAt = now(1);
		for (const [text, income] of [
			['Hi', true],
			['Hello', false],
			['Are you open?', true],
		] as const) {
			world.pact.addMessage({ conversationId: world.ann.id, text, income, createdAt });
		}
		expect((await last()).text).toBe('Are you open?');
	});

	test('what was not delivered or was taken back is no answer', async () => {
		const items = await world.heard('Hi');
		const gone = { conversationId: world.ann.id, text: 'Hello', income: false };
		world.pact.addMessage({ ...gone, failure: 'The provider refused the message' });
		world.pact.addMessage({ ...gone, deleted: true });
		expect((await last()).text).toBe('Hi');
		const parameters = { text: 'Hello', options: { ifOvertaken: 'skip' } };
		expect(await world.json('message', 'send', parameters, { items })).toMatchObject([{ text: 'Hello' }]);
	});

	test('files follow the words, whatever the number of pieces', async () => {
		const item = await world.engine.binary.item(Buffer.from('a'), { fileName: 'a.txt' });
		const other = await world.engine.binary.item(Buffer.from('b'), { fileName: 'b.txt', propertyName: 'more' });
		const items = [{ json: {}, binary: { ...item.binary, ...other.binary } }];
		const parameters = {
			...world.at(),
			text: 'One.\n\nTwo.',
			binaryPropertyName: 'data, more',
			options: { splitLongText: 6 },
		};
		await world.json('message', 'send', parameters, { items });
		await world.pact.idle();
		const arrived = world.phone(world.ann).filter(({ from }) => from === 'business');
		expect(arrived.map(({ text, attachments }) => [text, attachments[0]?.fileName])).toEqual([
			['One.', 'a.txt'],
			['Two.', undefined],
			['', 'b.txt'],
		]);
	});

	test('where the conversations are not young enough any more, the list is not read on', async () => {
		for (let number = 0; number < 200; number++) {
			const one = world.newcomer(`Customer ${number}`);
			world.said(one, 'customer', 'Old', 60 * 24 * 7 + number);
			one.lastUpdatedAt = now(60 * 24 * 7 + number);
		}
		const options = { youngerThan: 24 };
		expect(await world.json('conversation', 'getUnanswered', { returnAll: true, options })).toEqual([]);
		expect(world.requests).toHaveLength(1);
	});
});
