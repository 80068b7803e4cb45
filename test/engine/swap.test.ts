import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { NexoraWorld } from './nexora/world.ts';
import { PactWorld } from './pact/world.ts';
import { VoipbinWorld } from './voipbin/world.ts';
import type { World } from './world.ts';
import { id } from './world.ts';

/** What of a workflow changes when a service's nodes are swapped for those of another: nothing but this. */
interface Service {
	name: string;
	world: World;
	/** The operation that answers, and what it asks for beside conversation and text. */
	reply: [resource: string, operation: string, more: IDataObject];
	/** A customer writes on the phone; resolves to what the trigger gives the workflow. */
	hear(text: string): Promise<INodeExecutionData[]>;
	/** What the business wrote, as the customer of a conversation sees it. */
	seen(conversationId: string): Promise<string[]>;
}

const pact = new PactWorld('swap.pact', 'p2');
const voipbin = new VoipbinWorld('swap.voipbin');
const nexora = new NexoraWorld('swap.nexora');

const texts = (messages: Array<{ from: string; text: string }>) =>
	messages.filter(({ from }) => from === 'business').map(({ text }) => text);

async function called(world: World, write: () => unknown) {
	const trigger = world.trigger();
	await trigger.activate();
	write();
	await trigger.waitForExecutions(1);
	return trigger.executions[0]!;
}

const services: Service[] = [
	{
		name: 'Pact',
		world: pact,
		reply: ['message', 'send', {}],
		hear: async (text) =>
			await called(pact, () => pact.pact.customerWrites(pact.pact.state.conversations[0]!.id, { text })),
		seen: async (conversationId) => {
			await pact.pact.idle();
			return texts(pact.pact.phone(Number(conversationId)));
		},
	},
	{
		name: 'VoIPbin',
		world: voipbin,
		reply: ['message', 'send', {}],
		hear: async (text) =>
			await called(voipbin, () => voipbin.voipbin.customerWrites(voipbin.conversation().id, { text })),
		seen: async (conversationId) => {
			await voipbin.voipbin.idle();
			return texts(voipbin.voipbin.phone(conversationId));
		},
	},
	{
		name: 'Nexora',
		world: nexora,
		reply: ['message', 'create', { type: 'text', role: 'Bot' }],
		hear: async (text) => {
			const trigger = nexora.trigger();
			await trigger.activate();
			await trigger.poll();
			nexora.nexora.customerWrites(nexora.nexora.state.conversations[0]!.id, { text });
			return (await trigger.poll())!;
		},
		seen: async (conversationId) => texts(nexora.nexora.phone(conversationId)),
	},
];

const MESSAGE = {
	id: 'text',
	service: 'text',
	conversationId: 'text',
	direction: 'text',
	text: 'text',
	status: 'text',
	sender: { id: 'text', name: 'text', phone: 'text' },
	channel: { id: 'text', type: 'text' },
	attachments: [{ id: 'text', url: 'text', fileName: 'text', mimeType: 'text', size: 'number' }],
	createdAt: 'time',
};

const CONVERSATION = {
	id: 'text',
	service: 'text',
	name: 'text',
	contact: { id: 'text', name: 'text', phone: 'text', avatarUrl: 'text' },
	channel: { id: 'text', type: 'text' },
	status: 'text',
	assigneeId: 'text',
	lastMessageAt: 'time',
	createdAt: 'time',
	updatedAt: 'time',
};

/** Fails unless a value has exactly the fields of a shape, each null or of its kind. */
function expectShape(value: unknown, shape: unknown, path = 'item'): void {
	if (Array.isArray(shape)) {
		for (const entry of value as unknown[]) expectShape(entry, shape[0], `${path}[]`);
	} else if (typeof shape === 'object') {
		expect([path, Object.keys(value as object).sort()]).toEqual([path, Object.keys(shape as object).sort()]);
		for (const [key, kind] of Object.entries(shape as object)) {
			expectShape((value as Record<string, unknown>)[key], kind, `${path}.${key}`);
		}
	} else if (value !== null) {
		const kind = shape === 'time' ? expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) : undefined;
		expect([path, value]).toEqual([path, kind ?? (shape === 'number' ? expect.any(Number) : expect.any(String))]);
	}
}

describe.each(services)('$name', ({ world, reply, hear, seen }) => {
	const [resource, operation, more] = reply;

	test('the same workflow answers the customer', async () => {
		const items = await hear('Where is my order? 📦');
		const parameters = {
			conversationId: id('={{ $json.conversationId }}'),
			text: '=You wrote: {{ $json.text }}',
			...more,
		};
		const [answer] = await world.json(resource, operation, parameters, { items });
		expect(answer).toMatchObject({ direction: 'outgoing', text: 'You wrote: Where is my order? 📦' });
		expect(await seen(String(items[0]?.json.conversationId))).toEqual(['You wrote: Where is my order? 📦']);
	});

	test('messages and conversations have the same fields, of the same kinds', async () => {
		const [item] = await hear('Hello');
		const { event, ...message } = item!.json;
		expect(event).toBe('incomingMessage');
		expectShape(message, MESSAGE);
		expect(message).toMatchObject({ direction: 'incoming', text: 'Hello', createdAt: expect.any(String) });
		const conversationId = id(message.conversationId);
		const listed = await world.json('message', 'getAll', { conversationId, returnAll: true });
		expect(listed.length).toBeGreaterThan(0);
		for (const one of listed) expectShape(one, MESSAGE);
		const [read] = await world.json('conversation', 'get', { conversationId });
		expectShape(read, CONVERSATION);
		expect(read).toMatchObject({ id: message.conversationId, service: message.service });
		for (const one of await world.json('conversation', 'getAll', { returnAll: true })) expectShape(one, CONVERSATION);
	});
});
