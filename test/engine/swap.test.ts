import type { Service } from '../../nodes/kit';
import { services } from '../../nodes/services.ts';
import { id } from './world.ts';
import { names, worlds } from './worlds.ts';

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

describe.each(names)('%s', (name) => {
	const world = worlds[name]();
	const { resources }: Service = services[name];
	/** What a service of this package lacks, it need not shape. */
	const has = (resource: string, operation: string) => operation in (resources[resource]?.operations ?? {});

	test('the same workflow answers the customer', async () => {
		const items = await world.heard('Where is my order? 📦');
		const parameters = {
			conversationId: id('={{ $json.conversationId }}'),
			text: '=You wrote: {{ $json.text }}',
			...world.reply.parameters,
		};
		const { resource, operation } = world.reply;
		const [answer] = await world.json(resource, operation, parameters, { items });
		expect(answer).toMatchObject({ direction: 'outgoing', text: 'You wrote: Where is my order? 📦' });
		await world.idle();
		expect(world.received()).toEqual(['You wrote: Where is my order? 📦']);
	});

	test('messages and conversations have the same fields, of the same kinds', async () => {
		const [item] = await world.heard('Hello');
		const { event, chatInput, sessionId, companyId, ...message } = item!.json;
		expect(event).toBe('incomingMessage');
		// what agents and memories read, and where the service has companies the one it is about
		expect({ chatInput, sessionId }).toEqual({ chatInput: 'Hello', sessionId: `${name}:${String(world.ann.id)}` });
		expect(companyId).toBe(name === 'pact' ? '1' : undefined);
		expectShape(message, MESSAGE);
		expect(message).toMatchObject({ direction: 'incoming', text: 'Hello', createdAt: expect.any(String) });
		const conversationId = id(message.conversationId);
		if (has('message', 'getAll')) {
			const listed = await world.json('message', 'getAll', { conversationId, returnAll: true });
			expect(listed.length).toBeGreaterThan(0);
			for (const one of listed) expectShape(one, MESSAGE);
		}
		if (has('conversation', 'get')) {
			const [read] = await world.json('conversation', 'get', { conversationId });
			expectShape(read, CONVERSATION);
			expect(read).toMatchObject({ id: message.conversationId, service: message.service });
		}
		if (has('conversation', 'getAll')) {
			for (const one of await world.json('conversation', 'getAll', { returnAll: true })) expectShape(one, CONVERSATION);
		}
	});
});
