import axios from 'axios';
import type { NodeRun } from '../../playground/n8n-api.ts';
import { services } from '../../playground/services.ts';
import { answersOn } from './customer.ts';
import { base, flow, type Flowing, type Link, ours, publish, start } from './flow.ts';
import { useLive } from './live.ts';
import { until } from './until.ts';

const live = useLive(services.voipbin);
const service = () => live.sandbox.voipbin;

/** A customer who has written once, in a conversation of their own. */
class Customer {
	readonly conversationId: string;
	readonly #name: string;

	constructor(name: string) {
		this.#name = name;
		this.conversationId = this.writes('Hello');
	}

	writes(text: string): string {
		const target = `U${this.#name.padEnd(32, '0')}`;
		return service().customerWrites({ type: 'line', target, name: this.#name }, { text }).conversationId;
	}

	/** What the phone shows of the business. */
	get asked(): string[] {
		return answersOn(service().phone(this.conversationId));
	}
}

/** A node that asks a customer. */
const asks = (conversationId: string, parameters: object = {}) =>
	ours('voipbin', live.credential, {
		resource: 'message',
		operation: 'sendAndWait',
		conversationId: { __rl: true, mode: 'id', value: conversationId },
		message: 'Shall we?',
		...parameters,
	});

const nothing = () => base('noOp');
const set = (value: string) => base('set', { mode: 'raw', jsonOutput: `={{ { "value": ${value} } }}` }, 3.4);
const outputs: Link[] = [
	['Ask', 'Reply'],
	['Ask', 'No Reply', 1],
];

/** The runs of a node, as far as nothing may be lost in them. */
const runOf = (runs: Record<string, NodeRun[]>, node: string) => runs[node] ?? [];

describe('waits that survive the end of n8n', () => {
	const customers: Record<string, Customer> = {};
	const flowing: Record<string, Flowing> = {};

	const begin = async (name: string, nodes: Parameters<typeof flow>[1], links: Link[]) => {
		const run = await publish(live, flow(name, { Start: start(name), ...nodes }, links));
		flowing[name] = await run();
	};

	beforeAll(async () => {
		for (const name of ['plain', 'silent', 'branch', 'child', 'always']) customers[name] = new Customer(name);
		const at = (name: string) => customers[name]!.conversationId;
		await begin(
			'plain',
			{ Ask: asks(at('plain')), Reply: set(`$('Ask').first().json.answer`), 'No Reply': nothing() },
			[['Start', 'Ask'], ...outputs],
		);
		await begin('silent', { Ask: asks(at('silent'), { limitWaitTime: 1 }), Reply: nothing(), 'No Reply': nothing() }, [
			['Start', 'Ask'],
			...outputs,
		]);
		const no = {
			conditions: {
				options: { version: 2 },
				conditions: [{ leftValue: 1, rightValue: 2, operator: { type: 'number', operation: 'equals' } }],
			},
		};
		await begin(
			'branch',
			{
				Up: set(`'from above'`),
				If: base('if', no, 2.2),
				Ask: asks(at('branch')),
				Reply: set(`$('Up').item.json.value + ' ' + $('Ask').item.json.answer`),
				'No Reply': nothing(),
			},
			[['Start', 'Up'], ['Up', 'If'], ['If', 'Ask', 1], ...outputs],
		);
		await begin(
			'always',
			{ Ask: { ...asks(at('always')), alwaysOutputData: true }, Reply: nothing(), 'No Reply': nothing() },
			[['Start', 'Ask'], ...outputs],
		);
		const child = await live.n8n.api.createWorkflow(
			flow(
				'asking child',
				{ Called: base('executeWorkflowTrigger', { inputSource: 'passthrough' }, 1.1), Ask: asks(at('child')) },
				[['Called', 'Ask']],
			),
		);
		await live.n8n.api.publish(child.id);
		await begin(
			'child',
			{
				Call: base('executeWorkflow', { workflowId: { __rl: true, mode: 'id', value: child.id } }, 1.2),
				Reply: nothing(),
			},
			[
				['Start', 'Call'],
				['Call', 'Reply'],
			],
		);
		for (const name of Object.keys(flowing)) await flowing[name]!.is('waiting');
		await until('the questions', () => Object.values(customers).every(({ asked }) => asked.length === 1));
		await live.kill(() => {
			for (const name of ['plain', 'branch', 'child', 'always']) customers[name]!.writes(`Yes from ${name}`);
		});
	});

	afterAll(() => {
		for (const { asked } of Object.values(customers)) expect(asked).toEqual(['Shall we?']);
	});

	it('finds the answer that came while n8n was down', async () => {
		await flowing.plain!.is('success');
		expect(await flowing.plain!.out('Ask')).toEqual([expect.objectContaining({ answer: 'Yes from plain' })]);
		expect(await flowing.plain!.out('Reply')).toEqual([{ value: 'Yes from plain' }]);
		const runs = await flowing.plain!.runs();
		expect(runOf(runs, 'Ask')).toHaveLength(1);
		expect(runs).not.toHaveProperty('No Reply');
	});

	it('takes the second output when the time is over', async () => {
		await flowing.silent!.is('success');
		expect(await flowing.silent!.out('No Reply')).toEqual([expect.objectContaining({ answered: false })]);
		expect(await flowing.silent!.runs()).not.toHaveProperty('Reply');
	});

	it('knows the items before it, behind the second output of a node', async () => {
		await flowing.branch!.is('success');
		expect(await flowing.branch!.out('Reply')).toEqual([{ value: 'from above Yes from branch' }]);
	});

	it('gives the answer to the workflow that called its own', async () => {
		await flowing.child!.is('success');
		expect(await flowing.child!.out('Reply')).toEqual([expect.objectContaining({ answer: 'Yes from child' })]);
	});

	it('puts nothing out before there is something, though it always shall', async () => {
		await flowing.always!.is('success');
		const runs = await flowing.always!.runs();
		expect(runOf(runs, 'Reply')).toHaveLength(1);
		expect(await flowing.always!.out('Reply')).toEqual([expect.objectContaining({ answer: 'Yes from always' })]);
		expect(runs).not.toHaveProperty('No Reply');
	});
});

describe('beside a trigger of the same process', () => {
	let listener: string;
	let customer: Customer;

	beforeAll(async () => {
		const { nodes, ...rest } = flow(
			'listener',
			{ Trigger: ours('voipbinTrigger', live.credential, { events: ['incomingMessage'] }), Heard: nothing() },
			[['Trigger', 'Heard']],
		);
		const workflow = await live.n8n.api.createWorkflow({
			...rest,
			nodes: nodes.map((node) => (node.name === 'Trigger' ? { ...node, webhookId: 'listener' } : node)),
		});
		listener = workflow.id;
		await live.n8n.api.publish(listener);
		customer = new Customer('bell');
		await until('the first message', async () => (await heard()) === 1);
	});

	const heard = async () => (await live.n8n.api.executions(listener)).length;

	const waiting = async (name: string, more: object = {}, parameters: object = {}) => {
		const before = customer.asked.length;
		const run = await publish(
			live,
			flow(
				name,
				{
					Start: start(name),
					Ask: { ...asks(customer.conversationId, parameters), ...more },
					Reply: nothing(),
					'No Reply': nothing(),
				},
				[['Start', 'Ask'], ...outputs],
			),
		);
		const execution = await (await run()).is('waiting');
		await until('the question', () => customer.asked.length > before);
		return execution;
	};

	it('goes on at once, and the answer starts nothing else', async () => {
		const execution = await waiting('woken');
		customer.writes('Of course');
		await execution.is('success');
		expect(await execution.out('Reply')).toEqual([expect.objectContaining({ answer: 'Of course' })]);
		await service().idle();
		expect(await heard()).toBe(1);
		customer.writes('Anything else?');
		await until('the next message', async () => (await heard()) === 2);
	});

	it('asks again where the answer does not fit', async () => {
		const execution = await waiting('again', {}, { answerType: 'number', options: { askAgain: 'A number, please' } });
		customer.writes('Some');
		await until('the second question', () => customer.asked.at(-1) === 'A number, please');
		await execution.is('waiting');
		customer.writes('1 200,50 please');
		await execution.is('success');
		expect(await execution.out('Reply')).toEqual([expect.objectContaining({ answer: 1200.5 })]);
		await service().idle();
		expect(await heard()).toBe(2);
	});

	it('is woken by nobody who does not have its address', async () => {
		const execution = await waiting('forged');
		const node = 'forged-ask';
		const address = `${live.n8n.url}/webhook-waiting/${execution.id}/${node}`;
		const calls = [address, `${address}?signature=${'0'.repeat(64)}`, address.replace(`/${node}`, '')];
		for (const call of calls) {
			const { status } = await axios.post(call, { answer: 'Yes' }, { validateStatus: () => true });
			expect(status).toBe(401);
		}
		await execution.is('waiting');
		customer.writes('It is me');
		await execution.is('success');
		expect(await execution.out('Reply')).toEqual([expect.objectContaining({ answer: 'It is me' })]);
	});

	it('asks one after another in a loop', async () => {
		const people = ['one', 'two'].map((name) => new Customer(name));
		const run = await publish(
			live,
			flow(
				'loop',
				{
					Start: start('loop'),
					People: base('splitOut', { fieldToSplitOut: 'body.people' }),
					Loop: base('splitInBatches', {}, 3),
					Ask: asks(`={{ $json['body.people'] ?? $json.people }}`),
					Reply: set(`$('Ask').item.json.answer`),
					'No Reply': nothing(),
					Done: nothing(),
				},
				[
					['Start', 'People'],
					['People', 'Loop'],
					['Loop', 'Done'],
					['Loop', 'Ask', 1],
					...outputs,
					['Reply', 'Loop'],
					['No Reply', 'Loop'],
				],
			),
		);
		const execution = await run({ people: people.map(({ conversationId }) => conversationId) });
		for (const person of people) {
			await until('the question', () => person.asked.length === 1);
			await execution.is('waiting');
			person.writes(`I am ${person.conversationId}`);
			await until('the next', async () => (await execution.status()) !== 'waiting' || person !== people[0]);
		}
		await execution.is('success');
		expect(await execution.out('Done')).toEqual(
			people.map(({ conversationId }) => ({ value: `I am ${conversationId}` })),
		);
		expect(people.map(({ asked }) => asked.length)).toEqual([1, 1]);
	});

	it('answers each of those who were left waiting in their own conversation, in a loop', async () => {
		const people = ['left one', 'left two'].map((name) => new Customer(name));
		const ourNode = (resource: string, operation: string, parameters: object) =>
			ours('voipbin', live.credential, { resource, operation, ...parameters });
		const run = await publish(
			live,
			flow(
				'left waiting',
				{
					Start: start('left waiting'),
					Waiting: ourNode('conversation', 'getUnanswered', { limit: people.length, olderThan: 0 }),
					Loop: base('splitInBatches', {}, 3),
					Ask: ourNode('message', 'sendAndWait', { message: 'Are you there?' }),
					Reply: ourNode('message', 'send', { text: `={{ 'Thank you for ' + $json.answer }}` }),
				},
				[
					['Start', 'Waiting'],
					['Waiting', 'Loop'],
					['Loop', 'Ask', 1],
					['Ask', 'Reply'],
					['Reply', 'Loop'],
				],
			),
		);
		const execution = await run();
		for (let count = 0; count < people.length; count++) {
			const person = await until('the next question', () => people.find(({ asked }) => asked.length === 1));
			await execution.is('waiting');
			person.writes(person.conversationId);
			await until('the thanks', () => person.asked.length === 2);
		}
		await execution.is('success');
		for (const { asked, conversationId } of people) {
			expect(asked).toEqual(['Are you there?', `Thank you for ${conversationId}`]);
		}
	});
});
