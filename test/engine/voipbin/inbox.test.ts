import { useVoipbin, type Version } from './world.ts';

const world = useVoipbin();
const skip = { ifOvertaken: 'skip' };

async function heard(conversation: { id: string }, ...texts: string[]) {
	const trigger = await world.published();
	for (const text of texts) world.writes(conversation, text);
	return (await trigger.waitForExecutions(texts.length)).flat();
}

test.each<Version>(['2022', '2026'])('a burst is collected and answered once by a server of %s', async (version) => {
	world.speak(version);
	world.writes(world.ann, 'Hi');
	const [burst] = await world.json('message', 'collect', { ...world.at(), silence: 0 });
	expect(burst).toMatchObject({ text: 'Hi', conversationId: world.ann.id });
	const items = [{ json: burst! }];
	const parameters = { text: 'Hello', options: skip };
	expect(await world.json('message', 'send', parameters, { items })).toMatchObject([{ text: 'Hello' }]);
	expect(await world.json('message', 'send', parameters, { items })).toMatchObject([{ reason: 'answeredMeanwhile' }]);
	expect(world.received()).toEqual(['Hello']);
});

test('an e-mail is known again, though its answer names another one', async () => {
	const email = world.voipbin.addConversation({ type: 'email', peer: { target: 'ann@phones.example' } });
	const [item] = await heard(email, 'Hi');
	const parameters = { text: '={{ $json.answer }}', options: skip };
	const answer = async (text: string) =>
		await world.json('message', 'send', parameters, { items: [{ json: { ...item!.json, answer: text } }] });
	const two = ['One', 'Two'].map((text) => ({ json: { ...item!.json, answer: text } }));
	world.voipbin.deliveryMs = 1;
	expect(await world.json('message', 'send', parameters, { items: two })).toMatchObject([
		{ text: 'One' },
		{ text: 'Two' },
	]);
	await world.idle();
	expect(await answer('Three')).toMatchObject([{ skipped: true, reason: 'answeredMeanwhile' }]);
});

test('a message that failed is no answer', async () => {
	const items = await heard(world.ann, 'Hi');
	world.voipbin.addMessage({ conversationId: world.ann.id, direction: 'outgoing', text: 'Hello', status: 'failed' });
	expect(await world.json('message', 'collect', { silence: 0 }, { items })).toMatchObject([{ text: 'Hi' }]);
	expect(await world.json('message', 'send', { text: 'Hello', options: skip }, { items })).toMatchObject([
		{ text: 'Hello', recipient: { name: 'Ann Baker' } },
	]);
});

test('many at once look and send within the rate, and none waits for a place that another one holds', async () => {
	const customers = Array.from({ length: 40 }, (_, number) => world.newcomer(`Customer ${number}`));
	for (const customer of customers) world.said(customer, 'customer', 'Hi');
	const items = customers.map(({ id: conversationId }) => {
		const { id } = world.voipbin.state.messages.find((message) => message.conversationId === conversationId)!;
		return { json: { conversationId, basedOn: id } };
	});
	const options = { ...skip, basedOn: '={{ $json.basedOn }}' };
	const sent = await world.json('message', 'send', { text: 'Hello', options }, { items });
	expect(sent.map(({ text }) => text)).toEqual(items.map(() => 'Hello'));
	expect(world.requests.filter(({ status }) => status === 429)).toEqual([]);
});
