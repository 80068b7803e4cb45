import { useNexora, type Version } from './world.ts';

const world = useNexora();
const reply = { type: 'text', role: 'Bot' };
const skip = { ifOvertaken: 'skip' };

test.each<Version>(['current', 'document'])(
	'a burst is collected and answered once by a %s server',
	async (version) => {
		world.speak(version);
		world.annWrites('Hi');
		const [burst] = await world.json('message', 'collect', { ...world.at(), silence: 0 });
		expect(burst).toMatchObject({ text: 'Hi', conversationId: world.ann.id });
		const items = [{ json: burst! }];
		const parameters = { ...reply, text: 'Hello', options: skip };
		expect(await world.json('message', 'create', parameters, { items })).toMatchObject([{ text: 'Hello' }]);
		expect(await world.json('message', 'create', parameters, { items })).toMatchObject([
			{ reason: 'answeredMeanwhile' },
		]);
		expect(world.received()).toEqual(['Hello']);
	},
);

test('everything can be asked of a server of 2025 too', async () => {
	world.speak('document');
	world.forget();
	const ann = world.newcomer('Ann');
	world.said(ann, 'customer', 'Hi', 30);
	world.said(ann, 'business', 'Hello', 20);
	const looked = { waitingFor: 'customer', returnAll: false, limit: 1, simplify: false, options: { youngerThan: 1 } };
	const found = await world.json('conversation', 'getUnanswered', { ...looked, olderThan: 15 });
	expect(found).toMatchObject([{ id: ann.id, room: 'Ann', chatInput: 'Hello' }]);
	expect(await world.json('conversation', 'getUnanswered', { ...looked, returnAll: true, olderThan: 25 })).toEqual([]);
	world.said(ann, 'customer', 'Stop!');
	const options = { longestWait: 30, endWords: 'stop', history: 1 };
	const [first] = world.nexora.state.messages;
	const [burst] = await world.json('message', 'collect', { ...world.at(ann), silence: 0, options });
	expect(burst).toMatchObject({ text: 'Stop!', history: [{ role: 'assistant', text: 'Hello' }] });
	const sent = { ...skip, basedOn: first!.id, sendOnceKey: 'document' };
	const answer = { ...reply, ...world.at(ann), text: 'Bye' };
	const skipped = await world.json('message', 'create', { ...answer, options: sent });
	expect(skipped).toMatchObject([{ reason: 'customerWroteAgain' }]);
	const right = { ...sent, basedOn: String(burst!.lastMessageId) };
	expect(await world.json('message', 'create', { ...answer, options: right })).toMatchObject([{ text: 'Bye' }]);
	const again = await world.json('message', 'create', { ...answer, options: right });
	expect(again).toMatchObject([{ reason: 'alreadySent' }]);
});

test('what is too long for a server of 2025 is stored in pieces', async () => {
	world.speak('document');
	const text = 'word '.repeat(60).trim();
	const failure = await world.failure('message', 'create', { ...reply, ...world.at(), text });
	expect(failure.message).toBe("'Text' is too long");
	const options = { splitLongText: 191 };
	const sent = await world.json('message', 'create', { ...reply, ...world.at(), text, options });
	expect(sent.map((one) => (one.text as string).length)).toEqual([189, 109]);
	expect(world.received().join(' ')).toBe(text);
});

test('a picture stands with the first piece', async () => {
	const options = { splitLongText: 5, image: 'https://example.com/a.png' };
	await world.json('message', 'create', { ...reply, ...world.at(), text: 'One.\n\nTwo.', options });
	expect(world.sent('POST').map((body) => (body as { message: object }).message)).toEqual([
		{ text: 'One.', type: 'text', image: 'https://example.com/a.png' },
		{ text: 'Two.', type: 'text' },
	]);
});

test('as many look and send at once as there are places, and none waits for one that another one holds', async () => {
	world.nexora.limits = true;
	const customers = Array.from({ length: 4 }, (_, number) => world.newcomer(`Customer ${number}`));
	for (const customer of customers) world.said(customer, 'customer', 'Hi');
	const items = customers.map(({ id: conversationId }) => {
		const { id } = world.nexora.state.messages.find((message) => message.conversationId === conversationId)!;
		return { json: { conversationId, basedOn: id } };
	});
	const options = { ...skip, basedOn: '={{ $json.basedOn }}' };
	const sent = await world.json('message', 'create', { ...reply, text: 'Hello', options }, { items });
	expect(sent.map(({ text }) => text)).toEqual(items.map(() => 'Hello'));
	expect(world.requests.filter(({ status }) => status === 429)).toEqual([]);
});

test('of conversations that fill more than one answer, the larger one is read instead of the next', async () => {
	world.forget();
	const waiting = world.newcomer('Waiting');
	world.said(waiting, 'customer', 'Hello?', 60);
	world.nexora.addMessages(1200, { conversationId: world.newcomer('Busy').id });
	const found = await world.json('conversation', 'getUnanswered', { returnAll: true });
	expect(found.map(({ name }) => name)).toEqual(['Waiting']);
	const limits = world.requests.map(({ query }) => (query as { limit?: string }).limit).filter(Boolean);
	expect(limits).toEqual(['1000', '10000']);
});

test('who handles a conversation is told as it is now', async () => {
	world.forget();
	const ann = world.newcomer('Ann');
	world.said(ann, 'customer', 'Hi', 30);
	const status = async () =>
		(await world.json('conversation', 'getUnanswered', { returnAll: true })).map((one) => one.status);
	expect(await status()).toEqual(['bot']);
	world.nexora.state.conversations[0]!.humanHandle = true;
	expect(await status()).toEqual(['human']);
});
