import type { RequestListener } from 'node:http';

import type { IDataObject } from 'n8n-workflow';

import { beside, passOn } from './beside.ts';
import type { WaitingExecution } from './harness.ts';
import { usePact } from './pact/world.ts';
import { id, type World } from './world.ts';
import { versions } from './worlds.ts';

/** In how many seconds n8n wakes the execution. */
const sleeps = ({ waitTill }: WaitingExecution) => (waitTill!.getTime() - Date.now()) / 1000;

/** The first item that came out. */
const answerOf = (ask: WaitingExecution) => ask.outputs[0]![0]!;

describe.each(Object.keys(versions))('Send and Wait of %s', (name) => {
	const world = versions[name]!();

	// the ids of messages begin anew in every test, and a process knows which of them were answers
	beforeEach(async () => await world.begin());

	/** Asks, and lets the question arrive. */
	const ask = async (...given: Parameters<World['ask']>) => {
		const execution = await world.ask(...given);
		await world.idle();
		return execution;
	};

	test('asks, sleeps, is woken and goes on with the answer at the first output', async () => {
		const execution = await ask({ message: 'Shall we?' });
		expect(execution).toMatchObject({ status: 'waiting', outputs: [[], []] });
		world.annWrites('Yes, let us');
		const { body } = await execution.ring();
		const [answer] = execution.behind('Reply');
		expect(execution).toMatchObject({ status: 'success', outputs: [[answer], []] });
		expect(execution.behind('No Reply')).toEqual([]);
		expect(answer).toMatchObject({
			service: name.split(' ')[0],
			answer: 'Yes, let us',
			text: 'Yes, let us',
			conversationId: String(world.ann.id),
			message: { direction: 'incoming', text: 'Yes, let us', conversationId: String(world.ann.id) },
			sent: { direction: 'outgoing', text: 'Shall we?' },
		});
		expect(body).toEqual({ messages: [(answer!.message as IDataObject).id] });
		expect(world.received()).toEqual(['Shall we?']);
	});

	test('looks by itself, ever less often, and finds the answer after a restart', async () => {
		const execution = await ask();
		for (const [from, to] of [
			[60, 72],
			[120, 144],
			[300, 360],
			[900, 1080],
			[900, 1080],
		] as const) {
			expect(sleeps(execution)).toBeGreaterThan(from - 10);
			expect(sleeps(execution)).toBeLessThan(to);
			await execution.wake();
			expect(execution).toMatchObject({ status: 'waiting', outputs: [[], []] });
		}
		await world.engine.restart();
		world.annWrites('Here I am');
		await execution.wake();
		expect(execution.behind('Reply')).toEqual([expect.objectContaining({ answer: 'Here I am' })]);
		expect(execution.runs).toHaveLength(1);
		expect(execution.ran.filter((node) => node === 'Reply')).toHaveLength(1);
		expect(world.received()).toEqual(['Shall we?']);
	});

	test('goes on at the second output when the time is over, and not before', async () => {
		const execution = await ask({ limitWaitTime: 2 });
		await execution.wake();
		expect(sleeps(execution)).toBeLessThan(121);
		await execution.wake(3);
		expect(execution.behind('No Reply')).toEqual([
			expect.objectContaining({ answered: false, conversationId: String(world.ann.id), sent: expect.anything() }),
		]);
		expect(execution).toMatchObject({ status: 'success', outputs: [[], [expect.anything()]] });
		expect(execution.behind('Reply')).toEqual([]);
	});

	test('an answer that came in the last moment counts', async () => {
		const execution = await ask({ limitWaitTime: 1 });
		world.annWrites('Just in time');
		await execution.wake(2);
		expect(execution.behind('Reply')).toEqual([expect.objectContaining({ answer: 'Just in time' })]);
	});

	test('what the customer wrote before the question is no answer, nor is what the business writes after it', async () => {
		world.annWrites('Hello?');
		const execution = await ask();
		await world.json(world.reply.resource, world.reply.operation, {
			...world.at(),
			...world.reply.parameters,
			text: 'By the way',
		});
		await world.idle();
		expect(await execution.ring()).toEqual({ status: 200, body: { messages: [] } });
		expect(execution.status).toBe('waiting');
	});

	test('asks again once when the answer does not fit, then gives what comes', async () => {
		const parameters = { message: 'How many?', answerType: 'number', options: { askAgain: 'A number please' } };
		const execution = await ask(parameters);
		world.annWrites('A few');
		await execution.ring();
		await world.idle();
		expect(execution.status).toBe('waiting');
		world.annWrites('Well, some');
		await execution.ring();
		expect(answerOf(execution)).toMatchObject({ answer: null, text: 'Well, some' });
		expect(world.received()).toEqual(['How many?', 'A number please']);
	});

	test('understands the first of several messages that fits', async () => {
		const execution = await ask({ answerType: 'number' });
		for (const text of ['Well', 'about 1 200,50', 'or 3']) world.annWrites(text);
		await execution.wake();
		expect(answerOf(execution)).toMatchObject({ answer: 1200.5, text: 'about 1 200,50' });
	});

	test('an answer is found however much is written after it', async () => {
		const execution = await ask({ answerType: 'number' });
		world.annWrites('12');
		for (let count = 1; count <= 25; count++) world.said(world.ann, 'business', `News ${count}`);
		await execution.wake();
		expect(answerOf(execution)).toMatchObject({ answer: 12 });
	});

	test('offers choices with a number each, and takes the number for the choice', async () => {
		const execution = await ask({ answerType: 'choice', choices: 'Delivery, Pickup', message: 'How?' });
		expect(world.received()).toEqual(['How?\n\n1. Delivery\n2. Pickup']);
		world.annWrites('2');
		await execution.ring();
		expect(answerOf(execution)).toMatchObject({ answer: 'Pickup', text: '2' });
	});

	test('yes is true', async () => {
		const execution = await ask({ answerType: 'yesNo' });
		world.annWrites('Да, конечно!');
		await execution.wake();
		expect(answerOf(execution)).toMatchObject({ answer: true });
	});

	test('a file is the answer where one is asked for, and no text is where words are', async () => {
		const file = await ask({ answerType: 'file' });
		const words = await ask({ answerType: 'text' });
		world.annSendsPicture();
		await file.ring();
		await words.ring();
		const { attachments } = answerOf(file).message as { attachments: unknown[] };
		// a Nexora server of 2025 keeps no pictures
		expect(attachments).toHaveLength(name === 'nexora document' ? 0 : 1);
		expect(answerOf(file)).toMatchObject({ answer: attachments[0] ?? null });
		expect(answerOf(words)).toMatchObject({ answer: null });
	});

	test('the trigger starts nothing for the answer, and one for all else', async () => {
		const trigger = await world.published();
		const execution = await ask();
		world.annWrites('Yes');
		world.annWrites('And something else');
		await world.idle();
		if (name.startsWith('nexora')) await trigger.poll();
		await trigger.waitForExecutions(1);
		await execution.idle();
		expect(execution.behind('Reply')).toEqual([expect.objectContaining({ answer: 'Yes' })]);
		expect(trigger.executions.flat().map(({ json }) => json.text)).toEqual(['And something else']);
	});

	test('the trigger starts one for the answer too where that is wanted', async () => {
		const trigger = await world.published({ options: { startOnAnswers: true } });
		const execution = await ask();
		world.annWrites('Yes');
		await world.idle();
		if (name.startsWith('nexora')) await trigger.poll();
		await trigger.waitForExecutions(1);
		await execution.idle();
		expect(execution.behind('Reply')).toEqual([expect.objectContaining({ answer: 'Yes' })]);
	});

	test('the trigger starts an execution for a message that nobody waits for any more', async () => {
		const trigger = await world.published();
		const execution = await ask();
		await execution.wake(61);
		expect(execution.status).toBe('success');
		world.annWrites('Too late');
		await world.idle();
		if (name.startsWith('nexora')) await trigger.poll();
		expect(await trigger.waitForExecutions(1)).toHaveLength(1);
	});

	test('what the customer says beside the answer to a question is answered, and the answer is no news', async () => {
		const listening = await world.published();
		const question = await world.ask({ message: 'How many?', answerType: 'number' });
		await world.idle();
		world.annWrites('Hello');
		world.annWrites('12');
		await listening.poll();
		const [items] = await listening.waitForExecutions(1);
		await question.idle();
		expect([items!.map(({ json }) => json.text), question.behind('Reply')]).toMatchObject([
			['Hello'],
			[{ answer: 12 }],
		]);
		const { resource, operation, parameters } = world.reply;
		const collect = { ...world.at(), silence: 0 };
		const send = { ...parameters, text: 'Hello', options: { ifOvertaken: 'skip' } };
		expect(await world.json('message', 'collect', collect, { items })).toMatchObject([{ text: 'Hello' }]);
		expect(await world.json(resource, operation, send, { items })).toMatchObject([{ text: 'Hello' }]);
	});

	test('an answer that comes just when it is asked again is taken', async () => {
		let reads = 0;
		const answersLate: RequestListener = (asked, response) => {
			// the call is looked into, then the execution looks, and then it is asked again
			if (asked.method === 'GET' && /message/.test(asked.url!) && ++reads === 3) world.annWrites('12');
			passOn(world.sandbox.url, () => {})(asked, response);
		};
		await beside(answersLate, async (url) => {
			await world.begin({ ...world.credential(), baseUrl: `${url}/${name.split(' ')[0]}` });
			const parameters = { message: 'How many?', answerType: 'number', options: { askAgain: 'A number please' } };
			const question = await world.ask(parameters);
			await world.idle();
			reads = 0;
			world.annWrites('A few');
			await question.ring();
			await question.wake();
			expect(question.outputs[0]).toMatchObject([{ answer: 12 }]);
			await world.idle();
			expect(world.received()).toEqual(['How many?']);
		});
	});
});

describe('Send and Wait', () => {
	const world = usePact('p2');

	const ask = async (...given: Parameters<World['ask']>) => await world.ask(...given);

	/** What Ann's phone shows once all has arrived. */
	const received = async () => {
		await world.idle();
		return world.received();
	};

	const sends = () => world.requests.filter(({ method }) => method === 'POST');

	test.each([
		['no signature', (address: string) => address.replace(/\?.*/, '')],
		['a wrong signature', (address: string) => address.replace(/signature=.{8}/, 'signature=00000000')],
		['an added parameter', (address: string) => `${address}&approved=true`],
		['another execution', (address: string) => address.replace('waiting-', 'waiting-9')],
	])('is not woken by %s', async (_, forged) => {
		const execution = await ask();
		world.annWrites('Yes');
		expect(await execution.ring(forged(execution.address))).toMatchObject({ status: 401 });
		expect(execution.status).toBe('waiting');
	});

	test('believes nothing that a call says', async () => {
		const execution = await ask();
		const said = {
			body: JSON.stringify({ answer: 'Yes', approved: true }),
			headers: { 'content-type': 'application/json' },
		};
		expect(await execution.ring(execution.address, said)).toEqual({ status: 200, body: { messages: [] } });
		expect(execution.status).toBe('waiting');
	});

	test('several calls at once give one answer; one after it is told that there is nothing to do', async () => {
		const execution = await ask();
		world.annWrites('Yes');
		const calls = await Promise.all([execution.ring(), execution.ring(), execution.ring()]);
		expect(calls.filter(({ status }) => status === 200)).toHaveLength(1);
		expect(execution.behind('Reply')).toHaveLength(1);
		expect(await execution.ring()).toMatchObject({ status: 200, body: expect.stringContaining('No action') });
		expect(sends()).toHaveLength(1);
	});

	test('a look that fails ends nothing and sends nothing, whatever the settings say', async () => {
		for (const node of [
			{ retryOnFail: true, waitBetweenTries: 0 },
			{ onError: 'continueErrorOutput' },
			{ onError: 'continueRegularOutput' },
		] as const) {
			const execution = await ask({}, { node });
			const before = sends().length;
			world.sandbox.faults.add({ kind: 'status', status: 403, method: 'GET', times: 2 });
			await execution.wake();
			expect(await execution.ring()).toEqual({ status: 200, body: { messages: [] } });
			expect(execution.status).toBe('waiting');
			expect(execution.outputs.flat()).toEqual([]);
			world.annWrites('Yes');
			await execution.wake();
			expect(answerOf(execution)).toMatchObject({ answer: 'Yes' });
			expect(sends()).toHaveLength(before);
		}
	});

	test('Retry on Fail repeats a question that certainly was not sent, and no other', async () => {
		const node = { retryOnFail: true, waitBetweenTries: 0 };
		world.sandbox.faults.add({ kind: 'status', status: 403, method: 'POST' });
		expect(await ask({}, { node })).toMatchObject({ status: 'waiting' });
		expect(await received()).toHaveLength(1);
		world.sandbox.faults.add({ kind: 'resetAfter', method: 'POST', times: 9 });
		const execution = await ask({}, { node });
		expect(execution.status).toBe('error');
		expect(await received()).toHaveLength(2);
	});

	test('a question that cannot be asked again now is asked after the next look', async () => {
		const execution = await ask({ answerType: 'yesNo', options: { askAgain: '' } });
		world.annWrites('Perhaps');
		world.sandbox.faults.add({ kind: 'status', status: 403, method: 'POST' });
		await execution.wake();
		expect(await received()).toEqual(['Shall we?']);
		await execution.wake();
		expect(await received()).toEqual(['Shall we?', 'Please answer yes or no.\n\nShall we?']);
		world.annWrites('No, thanks');
		await execution.wake();
		expect(answerOf(execution)).toMatchObject({ answer: false });
	});

	test('a question that may have been asked again is not asked a third time', async () => {
		const execution = await ask({ answerType: 'yesNo', options: { askAgain: 'Yes or no?' } });
		world.annWrites('Perhaps');
		world.sandbox.faults.add({ kind: 'resetAfter', method: 'POST' });
		await execution.wake();
		await execution.wake();
		expect(await received()).toEqual(['Shall we?', 'Yes or no?']);
		expect(execution.status).toBe('waiting');
	});

	test('asks again nobody whose time is over', async () => {
		const execution = await ask({ answerType: 'yesNo', limitWaitTime: 1, options: { askAgain: 'Yes or no?' } });
		world.annWrites('Perhaps');
		await execution.wake(2);
		expect(answerOf(execution)).toMatchObject({ answer: null, text: 'Perhaps' });
		expect(await received()).toEqual(['Shall we?']);
	});

	test('Always Output Data makes nothing come out before there is something', async () => {
		const execution = await ask({}, { node: { alwaysOutputData: true } });
		await execution.wake();
		await execution.ring();
		expect(execution.ran.filter((name) => ['Reply', 'No Reply'].includes(name))).toEqual([]);
		world.annWrites('Yes');
		await execution.wake();
		expect(execution.behind('Reply')).toEqual([expect.objectContaining({ answer: 'Yes' })]);
		expect(execution.behind('No Reply')).toEqual([]);
	});

	test('is linked to the item it came from', async () => {
		const execution = await ask({ message: '={{ $json.question }}' }, { items: [{ json: { question: 'Really?' } }] });
		world.annWrites('Yes');
		await execution.wake();
		expect(execution.runs[0]?.data?.main?.[0]?.[0]).toMatchObject({ pairedItem: { item: 0 } });
		expect(await received()).toEqual(['Really?']);
	});

	test('asks one question at a time', async () => {
		const execution = await ask({}, { items: [{ json: {} }, { json: {} }] });
		expect(execution).toMatchObject({
			status: 'error',
			error: {
				message: "'Send and Wait' asks one question at a time, and there are 2 items",
				description: expect.stringContaining('Loop Over Items'),
			},
		});
		expect(sends()).toHaveLength(0);
	});

	test('one choice is none', async () => {
		const { error } = await ask({ answerType: 'choice', choices: 'Delivery' });
		expect(error).toMatchObject({ message: "'Choices' has only one answer" });
		expect(sends()).toHaveLength(0);
	});

	test('two questions in one conversation both get the answer', async () => {
		const trigger = await world.published();
		const [one, other] = [await ask(), await ask()];
		world.annWrites('Yes');
		await world.idle();
		await trigger.idle();
		expect([answerOf(one).answer, answerOf(other).answer]).toEqual(['Yes', 'Yes']);
		expect(trigger.started).toBe(0);
	});

	test('a repeated delivery of an answer starts nothing, nor does one that comes after the answer was found', async () => {
		const trigger = await world.published();
		const execution = await ask();
		world.sandbox.faults.clear();
		world.annWrites('Yes');
		await execution.wake();
		await world.idle();
		await trigger.idle();
		expect(execution.behind('Reply')).toHaveLength(1);
		expect(trigger.started).toBe(0);
	});

	test('an answer that was found starts nothing, however long n8n takes to go on with it', async () => {
		const trigger = await world.published();
		const execution = await ask();
		world.said(world.ann, 'customer', 'Yes');
		for (const ms of [1, 3000]) world.sandbox.faults.add({ kind: 'slow', ms, method: 'GET', path: '/messages' });
		const ringing = execution.ring();
		while (execution.status !== 'running') await new Promise(setImmediate);
		const [answer] = world.pact.state.messages.filter(({ text }) => text === 'Yes');
		await world.pact.p2.emit(world.pact.p2.payloads.documentedMessage(answer!));
		await ringing;
		await trigger.idle();
		await execution.idle();
		expect(answerOf(execution)).toMatchObject({ answer: 'Yes' });
		expect(trigger.started).toBe(0);
	});

	test('an execution that cannot be woken does not swallow the message', async () => {
		const trigger = await world.published();
		const execution = await ask();
		world.sandbox.faults.add({ kind: 'status', status: 403, method: 'GET', path: '/messages' });
		world.annWrites('Yes');
		await trigger.waitForExecutions(1);
		await execution.wake();
		expect(answerOf(execution)).toMatchObject({ answer: 'Yes' });
	});

	test('what else was said before the answer was looked for starts the trigger: no words are lost', async () => {
		const trigger = await world.published();
		const execution = await ask({ answerType: 'yesNo' });
		world.said(world.ann, 'customer', 'The address is Elm Street 5');
		world.annWrites('Yes');
		await world.idle();
		await trigger.idle();
		await execution.idle();
		expect(answerOf(execution)).toMatchObject({ answer: true, text: 'Yes' });
		const [first] = world.pact.state.messages.filter(({ text }) => text === 'The address is Elm Street 5');
		await world.pact.p2.emit(world.pact.p2.payloads.documentedMessage(first!));
		expect(trigger.executions.flat().map(({ json }) => json.text)).toEqual(['The address is Elm Street 5']);
	});

	test('an execution that was stopped holds up one message at most', async () => {
		const trigger = await world.published();
		const execution = await ask();
		execution.stop();
		world.annWrites('Hello?');
		await trigger.waitForExecutions(1);
		const { rung } = execution;
		world.annWrites('Anybody?');
		await trigger.waitForExecutions(2);
		expect(trigger.executions.flat().map(({ json }) => json.text)).toEqual(['Hello?', 'Anybody?']);
		expect(execution.rung).toBe(rung);
	});

	test('whoever answers next is not kept from it by the question or its answer', async () => {
		const execution = await world.ask();
		world.annWrites('Yes');
		await execution.wake();
		const items = [{ json: answerOf(execution) }];
		const reply = { conversationId: id(''), text: 'Good', options: { ifOvertaken: 'skip' } };
		const [sent] = await world.json('message', 'send', reply, { items });
		expect(sent).toMatchObject({ conversationId: String(world.ann.id), text: 'Good' });
		world.annWrites('Wait');
		expect(await world.json('message', 'send', { ...reply, text: 'Bye' }, { items })).toMatchObject([
			{ skipped: true, reason: 'customerWroteAgain' },
		]);
	});

	test('nor by a question that nobody answered', async () => {
		const execution = await world.ask();
		await execution.wake(61);
		await world.idle();
		const items = [{ json: execution.behind('No Reply')[0]! }];
		const reply = { conversationId: id(''), text: 'Bye then', options: { ifOvertaken: 'skip' } };
		expect(await world.json('message', 'send', reply, { items })).toMatchObject([{ text: 'Bye then' }]);
	});

	test('the message goes to the conversation of the run where none is chosen', async () => {
		const items = [{ json: { conversationId: String(world.ann.id) } }];
		await world.ask({ conversationId: id('') }, { items });
		expect(await received()).toEqual(['Shall we?']);
	});

	test('another conversation wakes nobody', async () => {
		const trigger = await world.published();
		const olga = world.newcomer('Olga Smirnova');
		await ask({ conversationId: id(olga.id) });
		world.requests.length = 0;
		world.annWrites('Hello');
		await trigger.waitForExecutions(1);
		expect(world.requests.filter(({ path }) => path.includes('/messages'))).toEqual([]);
	});
});

describe('an n8n that shows nodes nothing but its interface', () => {
	const world = usePact('p2');

	const ask = async (parameters: IDataObject = {}, node = {}) => await world.ask(parameters, { node, hides: true });

	test('sleeps until the time is over, and then goes on at the second output', async () => {
		const execution = await ask({ limitWaitTime: 30 }, { alwaysOutputData: true });
		expect(sleeps(execution)).toBeGreaterThan(29 * 60);
		expect(await execution.ring()).toEqual({ status: 200, body: { messages: [] } });
		expect(execution.status).toBe('waiting');
		await execution.wake(31);
		expect(execution.behind('No Reply')).toEqual([expect.objectContaining({ answered: false })]);
		expect(execution.behind('Reply')).toEqual([]);
	});

	test('goes on with the answer when it is woken', async () => {
		const trigger = await world.published();
		const execution = await ask({ answerType: 'number' });
		world.annWrites('3');
		await world.idle();
		await trigger.idle();
		expect(execution.behind('Reply')).toEqual([expect.objectContaining({ answer: 3, text: '3' })]);
		expect(execution.behind('No Reply')).toEqual([]);
		expect(trigger.started).toBe(0);
	});

	test('gives an answer that does not fit as it is, for it cannot ask again', async () => {
		const execution = await ask({ answerType: 'number', options: { askAgain: 'A number please' } });
		world.annWrites('A few');
		await execution.ring();
		expect(execution.behind('Reply')).toEqual([expect.objectContaining({ answer: null, text: 'A few' })]);
		await world.idle();
		expect(world.received()).toEqual(['Shall we?']);
	});
});
