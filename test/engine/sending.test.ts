import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { AGENT } from './agent.ts';
import { id, type Run } from './world.ts';
import { names, worlds } from './worlds.ts';

describe.each(names)('%s: sending', (name) => {
	const world = worlds[name]();
	const trigger = () => ({ type: `${world.type}Trigger` });

	/** What Ann writes, as the trigger tells a workflow; what was asked until then does not count. */
	async function heard(text: string): Promise<INodeExecutionData[]> {
		const items = await world.heard(text);
		world.requests.length = 0;
		return items;
	}

	const send = async (parameters: IDataObject, run?: Run) =>
		await world.json(world.reply.resource, world.reply.operation, { ...world.reply.parameters, ...parameters }, run);

	const failure = async (parameters: IDataObject, run?: Run) =>
		await world.failure(world.reply.resource, world.reply.operation, { ...world.reply.parameters, ...parameters }, run);

	async function received() {
		await world.idle();
		return world.received();
	}

	const posts = () => world.requests.filter(({ method }) => method === 'POST').length;
	const nowhere = { conversationId: id(''), ...(name === 'pact' && { companyId: id('') }) };
	const skip = { ifOvertaken: 'skip' };
	const skippedFor = (reason: string) => [
		{ skipped: true, reason, service: name, conversationId: String(world.ann.id) },
	];

	describe('If Overtaken', () => {
		test('what nothing has overtaken is sent, after one look', async () => {
			const items = await heard('Hi');
			expect(await send({ text: 'Hello', options: skip }, { items })).toMatchObject([{ text: 'Hello' }]);
			expect(await received()).toEqual(['Hello']);
			const methods = world.requests.map(({ method }) => method);
			expect(methods.indexOf('GET')).toBeLessThan(methods.indexOf('POST'));
		});

		test('nothing is sent when the customer wrote again', async () => {
			const items = await heard('Hi');
			world.annWrites('Never mind');
			expect(await send({ text: 'Hello', options: skip }, { items })).toEqual(skippedFor('customerWroteAgain'));
			expect(await received()).toEqual([]);
		});

		test('nothing is sent when somebody answered', async () => {
			const items = await heard('Hi');
			world.said(world.ann, 'business', 'I am on it');
			expect(await send({ text: 'Hello', options: skip }, { items })).toEqual(skippedFor('answeredMeanwhile'));
			expect(posts()).toBe(0);
		});

		test('what was skipped was not carried out, when another item stops the run', async () => {
			const [item] = await heard('Hi');
			world.annWrites('Never mind');
			const parameters = {
				...world.at(),
				text: '={{ $json.text }}',
				options: { ...skip, basedOn: '={{ $json.basedOn }}' },
			};
			const items = [{ basedOn: item!.json.id, text: 'Hello' }, { text: 'Bye' }].map((json) => ({ json }));
			const { description } = await failure(parameters, { items });
			expect(description).not.toContain('carried out');
			expect(posts()).toBe(0);
		});

		test('what was skipped leads no other service to its conversation', async () => {
			const skipped = {
				skipped: true,
				reason: 'alreadySent',
				service: 'another',
				conversationId: String(world.ann.id),
			};
			const { message } = await failure({ ...nowhere, text: 'Hello' }, { items: [{ json: skipped }] });
			expect(message).toBe("'Conversation' is empty");
		});

		test('or the item fails, and says why', async () => {
			const items = await heard('Hi');
			world.annWrites('Never mind');
			const options = { ifOvertaken: 'fail' };
			const { message, description } = await failure({ text: 'Hello', options }, { items });
			expect(message).toBe('The customer wrote again before this was sent');
			expect(description).toContain('Nothing was sent.');
			expect(posts()).toBe(0);
		});

		test('without it nobody looks', async () => {
			const items = await heard('Hi');
			world.annWrites('Never mind');
			expect(await send({ text: 'Hello' }, { items })).toMatchObject([{ text: 'Hello' }]);
			expect(world.requests[0]!.method).toBe('POST');
		});

		test('what is answered may be named', async () => {
			const [item] = await heard('Hi');
			world.annWrites('Never mind');
			const options = { ...skip, basedOn: String(item!.json.id) };
			const parameters = { ...world.at(), text: 'Hello', options };
			expect(await send(parameters)).toEqual(skippedFor('customerWroteAgain'));
			expect((await failure({ ...world.at(), text: 'Hello', options: skip })).message).toMatch(/'Based On' is empty/);
		});

		test('behind other nodes it is what the trigger or Collect has told', async () => {
			const items = await heard('Hi');
			const behind = [trigger(), { type: AGENT }];
			const parameters = { ...nowhere, text: '={{ $json.output }}', options: skip };
			expect(await send(parameters, { items, behind })).toMatchObject([{ text: 'Answer 1' }]);
			world.annWrites('And tomorrow?');
			const collect = {
				type: world.type,
				parameters: { ...world.common, resource: 'message', operation: 'collect', silence: 0 },
			};
			const collected = [{ type: `${world.type}Trigger` }, collect, { type: AGENT }];
			const told = { ...items[0]!.json, id: 'x', createdAt: new Date(Date.now() + 60_000).toISOString() };
			expect(await send(parameters, { items: [{ json: told }], behind: collected })).toMatchObject([
				{ text: 'Answer 1' },
			]);
			expect(await received()).toEqual(['Answer 1', 'Answer 1']);
		});

		test('an execution is not overtaken by itself', async () => {
			const items = await heard('Hi');
			const [item] = items;
			const two = [item!, { ...item! }].map((one, index) => ({
				...one,
				json: { ...one.json, answer: `Answer ${index}` },
			}));
			const parameters = { text: '={{ $json.answer }}', options: skip };
			expect(await send(parameters, { items: two })).toMatchObject([{ text: 'Answer 0' }, { text: 'Answer 1' }]);
			expect(await received()).toEqual(['Answer 0', 'Answer 1']);
		});

		test('nor where it has seen nothing but what it said itself', async () => {
			const { parameters: own, ...place } = world.reply;
			const parameters = { ...world.common, ...place, ...(own as INodeParameters), ...world.at(), text: 'Hello' };
			const behind = [{ type: AGENT }, { type: world.type, parameters }];
			expect(await send({ ...world.at(), text: 'Are you there?', options: skip }, { behind })).toMatchObject([
				{ text: 'Are you there?' },
			]);
			expect(await received()).toEqual(['Hello', 'Are you there?']);
		});

		test('but by another one, of two at once', async () => {
			const items = await heard('Hi');
			const answers = await Promise.all(
				['A', 'B'].map(async (text) => await send({ text, options: skip }, { items: [{ ...items[0]! }] })),
			);
			expect(answers.flat().filter(({ skipped }) => skipped)).toEqual(skippedFor('answeredMeanwhile'));
			expect(await received()).toHaveLength(1);
		});

		test('a look that fails sends nothing, without doubt', async () => {
			const items = await heard('Hi');
			world.sandbox.faults.add({ kind: 'status', status: 403, method: 'GET', path: 'message' });
			const { description } = await failure({ text: 'Hello', options: skip }, { items });
			expect(description).not.toContain('not certain');
			expect(posts()).toBe(0);
		});
	});

	describe('Send Once Key', () => {
		const once = { sendOnceKey: '={{ $json.key }}' };
		const keys = (...own: string[]) =>
			own.map((key) => ({ json: { key: `${key} ${expect.getState().currentTestName}` } }));

		test('a key is sent once, in one run and in the next', async () => {
			const parameters = { ...world.at(), text: 'Sale', options: once };
			const [first, second] = await send(parameters, { items: keys('a', 'a') });
			expect(first).toMatchObject({ text: 'Sale' });
			expect(second).toEqual(skippedFor('alreadySent')[0]);
			await world.begin();
			expect(await send(parameters, { items: keys('a', 'b') })).toEqual([
				skippedFor('alreadySent')[0],
				expect.objectContaining({ text: 'Sale' }),
			]);
			expect(await received()).toEqual(['Sale', 'Sale']);
		});

		test('of many at once no key is lost', async () => {
			const customers = Array.from({ length: 12 }, (_, number) => world.newcomer(`Customer ${number}`));
			const items = customers.map(({ id: conversationId }) => ({ json: { conversationId: String(conversationId) } }));
			const parameters = { text: 'Sale', options: { sendOnceKey: `many ${name}` } };
			await send(parameters, { items });
			await world.idle();
			const again = await send(parameters, { items });
			expect(again.map(({ reason }) => reason)).toEqual(customers.map(() => 'alreadySent'));
			expect(customers.map((customer) => world.received(customer))).toEqual(customers.map(() => ['Sale']));
		});

		test('what certainly was not sent may be sent again', async () => {
			const parameters = { ...world.at(), text: 'Sale', options: once };
			world.sandbox.faults.add({ kind: 'status', status: 403, method: 'POST' });
			await failure(parameters, { items: keys('a') });
			expect(await send(parameters, { items: keys('a') })).toMatchObject([{ text: 'Sale' }]);
			expect(await received()).toEqual(['Sale']);
		});

		test('what was sent before another item failed is left out by a new run, and that is said', async () => {
			const parameters = { ...world.at(), text: '={{ $json.text }}', options: { sendOnceKey: '={{ $json.text }}' } };
			const items = ['One', 'Two'].map((text) => ({ json: { text } }));
			world.sandbox.faults.add({ kind: 'slow', ms: 1, method: 'POST', path: 'message' });
			world.sandbox.faults.add({ kind: 'status', status: 422, method: 'POST', path: 'message' });
			const { description } = await failure(parameters, { items });
			expect(description).toContain(
				'1 of 2 items were carried out before this (item 0) and would be left out by a new run',
			);
			await send(parameters, { items });
			expect(await received()).toEqual(['One', 'Two']);
		});

		test('what may have been sent is not', async () => {
			const parameters = { ...world.at(), text: 'Sale', options: once };
			world.sandbox.faults.add({ kind: 'resetAfter', method: 'POST' });
			expect((await failure(parameters, { items: keys('a') })).description).toContain('not certain');
			expect(await send(parameters, { items: keys('a') })).toEqual(skippedFor('uncertain'));
			expect(await send(parameters, { items: keys('a') })).toEqual(skippedFor('uncertain'));
			expect(await received()).toEqual(['Sale']);
		});

		test('of two at once the second one waits, and sends where the first one certainly did not', async () => {
			const parameters = { ...world.at(), text: 'Sale', options: once };
			world.sandbox.faults.add({ kind: 'status', status: 403, method: 'POST' });
			const both = await Promise.allSettled([1, 2].map(async () => await send(parameters, { items: keys('a') })));
			expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
			expect(await received()).toEqual(['Sale']);
			expect(await send(parameters, { items: keys('a') })).toEqual(skippedFor('alreadySent'));
		});

		test('one that was overtaken keeps its key', async () => {
			const items = await heard('Hi');
			world.annWrites('Never mind');
			const options = { ...skip, sendOnceKey: `overtaken ${name}` };
			expect(await send({ text: 'Hello', options }, { items })).toEqual(skippedFor('customerWroteAgain'));
			expect(await send({ text: 'Hello', options: { sendOnceKey: options.sendOnceKey } }, { items })).toMatchObject([
				{ text: 'Hello' },
			]);
		});

		test.each(['={{ $json.order }}', '={{ null }}', ''])(
			'a key that is nothing sends nothing: %j',
			async (sendOnceKey) => {
				const items = [{ json: { orderId: 'A1' } }];
				const { message } = await failure({ ...world.at(), text: 'Sale', options: { sendOnceKey } }, { items });
				expect(message).toBe(
					sendOnceKey === ''
						? "'Send Once Key' is empty"
						: "The expression in 'Send Once Key' gave nothing for this item",
				);
				expect(await received()).toEqual([]);
			},
		);

		test('a key counts for its conversation: a campaign reaches everybody', async () => {
			const customers = [world.newcomer('One'), world.newcomer('Two')];
			const items = customers.map(({ id: conversationId }) => ({ json: { conversationId: String(conversationId) } }));
			await send({ text: 'Sale', options: { sendOnceKey: `campaign ${name}` } }, { items });
			await world.idle();
			expect(customers.map((customer) => world.received(customer))).toEqual([['Sale'], ['Sale']]);
		});
	});

	describe('Split Long Text', () => {
		const text = 'First paragraph.\n\nSecond one. It has two sentences.';

		test('a long text arrives in pieces, in order', async () => {
			const sent = await send({ ...world.at(), text, options: { splitLongText: 30 } });
			expect(sent).toHaveLength(3);
			expect(await received()).toEqual(['First paragraph.', 'Second one.', 'It has two sentences.']);
		});

		test('a failure after the first piece says what was done', async () => {
			world.sandbox.faults.add({ kind: 'slow', ms: 1, method: 'POST' });
			world.sandbox.faults.add({ kind: 'status', status: 403, method: 'POST' });
			const { description } = await failure({ ...world.at(), text, options: { splitLongText: 30 } });
			expect(description).toContain('had already carried out 1 request of this item');
			expect(await received()).toEqual(['First paragraph.']);
		});

		test('what comes between the pieces does not cut them off', async () => {
			const items = await heard('Hi');
			const options = { ...skip, splitLongText: 30 };
			expect(await send({ text, options }, { items })).toHaveLength(3);
		});
	});

	describe('Conversation', () => {
		test('left empty is that of the message which started the run', async () => {
			const items = await heard('Hi');
			await send({ text: 'Hello' }, { items });
			expect(await received()).toEqual(['Hello']);
		});

		test('left empty is that one also for what is asked of a conversation', async () => {
			const items = await heard('Hi');
			const asked = { items, behind: [trigger(), { type: AGENT }] };
			expect(await world.json('conversation', 'get', nowhere, asked)).toMatchObject([{ id: String(world.ann.id) }]);
		});

		test('with an expression that gives nothing is nobody, though the run was started by somebody', async () => {
			const items = await heard('Hi');
			const conversationId = '={{ $json.managerId }}';
			const { message } = await failure({ conversationId, text: 'Call her' }, { items });
			expect(message).toBe("The expression in 'Conversation' gave nothing for this item");
			expect(await received()).toEqual([]);
		});

		test('left empty is not that of another service', async () => {
			const [item] = await heard('Hi');
			const items = [{ json: { ...item!.json, service: 'another' } }];
			const { message } = await failure({ text: 'Hello' }, { items });
			expect(message).toMatch(/^'(Company|Conversation)' is empty$/);
			expect(await received()).toEqual([]);
		});
	});

	test('the result says to whom it went, as far as it is known', async () => {
		const items = await heard('Hi');
		const [sent] = await send({ text: 'Hello' }, { items });
		expect(sent).toMatchObject({
			conversationId: String(world.ann.id),
			...(name === 'pact' && { companyId: '1' }),
			recipient: items[0]!.json.sender,
			channel: items[0]!.json.channel,
		});
	});
});
