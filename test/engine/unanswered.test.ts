import type { IDataObject } from 'n8n-workflow';

import { names, worlds } from './worlds.ts';

describe.each(names)('%s: Get Unanswered', (name) => {
	const world = worlds[name]();

	const unanswered = async (parameters: IDataObject = {}) =>
		await world.json('conversation', 'getUnanswered', { returnAll: true, ...parameters });

	/** Who is waited for, by name, in the order of the answer. */
	const found = async (parameters?: IDataObject) =>
		(await unanswered(parameters)).map(({ lastMessage }) => (lastMessage as IDataObject).text);

	/** Four conversations beside those of the seed, which nobody has written in. */
	function history() {
		const [waiting, answered, fresh, old] = ['waiting', 'answered', 'fresh', 'old'].map((one) => world.newcomer(one));
		world.said(old!, 'customer', 'Old', 3 * 24 * 60);
		world.said(answered!, 'customer', 'Hi', 40);
		world.said(answered!, 'business', 'Answered', 30);
		world.said(waiting!, 'business', 'Before', 50);
		world.said(waiting!, 'customer', 'Hello?', 20);
		world.said(waiting!, 'customer', 'Anybody there?', 10);
		world.said(fresh!, 'customer', 'Fresh', 1);
		return { waiting: waiting! };
	}

	beforeEach(() => world.forget());

	test('the customer has the last word, and not only since a moment', async () => {
		const { waiting } = history();
		const [own, ...others] = await unanswered({ options: { youngerThan: 24 } });
		expect(others).toEqual([]);
		const conversationId = String(waiting.id);
		const [conversation] = await world.json('conversation', 'get', { ...world.at(waiting) });
		expect(own).toEqual({
			...conversation,
			...(name === 'pact' && { companyId: '1' }),
			lastMessage: expect.objectContaining({ conversationId, direction: 'incoming', text: 'Anybody there?' }),
			waitingSince: expect.stringMatching(/Z$/),
			chatInput: 'Hello?\nAnybody there?',
			sessionId: `${name}:${conversationId}`,
		});
		expect(Date.parse(own!.waitingSince as string)).toBeLessThan(Date.now() - 19 * 60_000);
	});

	test('as old as one likes', async () => {
		history();
		expect((await found()).sort()).toEqual(['Anybody there?', 'Old']);
		expect((await found({ olderThan: 0 })).sort()).toEqual(['Anybody there?', 'Fresh', 'Old']);
	});

	test('or we have it', async () => {
		history();
		expect(await found({ waitingFor: 'customer' })).toEqual(['Answered']);
	});

	test('only so many, or as the service gives them', async () => {
		const { waiting } = history();
		const [raw, ...others] = await unanswered({
			returnAll: false,
			limit: 1,
			simplify: false,
			options: { youngerThan: 24 },
		});
		expect(others).toEqual([]);
		const [conversation] = await world.json('conversation', 'get', { ...world.at(waiting), simplify: false });
		expect(raw).toMatchObject({ ...conversation, lastMessage: { text: 'Anybody there?' } });
	});

	test('with If Overtaken each is answered once, however often it is looked for', async () => {
		history();
		const items = (await unanswered({ options: { youngerThan: 24 } })).map((json) => ({ json }));
		const parameters = { text: 'Sorry for the wait', ...world.reply.parameters, options: { ifOvertaken: 'skip' } };
		const { resource, operation } = world.reply;
		const [first] = await world.json(resource, operation, parameters, { items });
		expect(first).toMatchObject({ text: 'Sorry for the wait' });
		const [again] = await world.json(resource, operation, parameters, { items });
		expect(again).toMatchObject({ skipped: true, reason: 'answeredMeanwhile' });
		await world.idle();
		expect(await found({ options: { youngerThan: 24 } })).toEqual([]);
	});

	test('one that is gone when its messages are asked for hides no other', async () => {
		const customers = ['One', 'Two', 'Three'].map((text) => {
			const customer = world.newcomer(text);
			world.said(customer, 'customer', text, 10);
			return customer;
		});
		world.sandbox.faults.add({ kind: 'status', status: 404, method: 'GET', path: '/messages' });
		// Nexora's list of all messages is read at once
		expect(await found()).toHaveLength(name === 'nexora' ? customers.length : customers.length - 1);
	});

	test('few requests are asked for it', async () => {
		for (let number = 0; number < 12; number++) {
			const customer = world.newcomer(`Customer ${number}`);
			world.said(customer, 'customer', 'Hi', 30);
			world.said(customer, 'business', 'Hello', 20);
		}
		history();
		world.requests.length = 0;
		await unanswered({ options: { youngerThan: 24 } });
		const lists = { pact: 1, voipbin: 1, nexora: 1 }[name];
		// Pact tells who was answered and when something changed, Nexora lists all messages at once, VoIPbin tells nothing
		const reads = { pact: 2, voipbin: 16, nexora: 1 }[name];
		expect(world.requests.filter(({ status }) => status === 200)).toHaveLength(lists + reads);
	});
});
