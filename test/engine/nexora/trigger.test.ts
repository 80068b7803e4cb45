import { randomUUID } from 'node:crypto';

import { useNexora } from './world.ts';
import { beside } from '../beside.ts';
import type { Trigger } from '../harness.ts';

const world = useNexora();

const maria = () => world.nexora.state.conversations[2]!;

const EVERYTHING = ['conversationNew', 'incomingMessage', 'outgoingMessage'];

/** Another message, by default of Ann's and now. */
const write = (
	text: string,
	more: { role?: string; conversationId?: string; createdAt?: string; image?: string } = {},
) => {
	const { image, ...row } = more;
	return world.nexora.addMessage({
		conversationId: world.ann.id,
		role: 'user',
		message: { text, type: 'text', image },
		...row,
	});
};

const texts = ({ executions }: Trigger) => executions.flat().map(({ json }) => json.text);

/** A new n8n process, some time later: neither here nor there is anything counted any more. */
async function restarted(trigger: Trigger) {
	await trigger.restart();
	world.nexora.advance(10_000);
}

describe('what is new', () => {
	test('is what came after publishing: one item a message, in the common shape', async () => {
		write('Before');
		const trigger = await world.published({ options: { includeRaw: true } });
		expect(await trigger.poll()).toBeNull();
		const { id: messageId, createdAt } = write('Привет 👋');
		await trigger.poll();
		expect(trigger.executions).toHaveLength(1);
		expect(trigger.executions[0]?.map(({ json }) => json)).toEqual([
			{
				event: 'incomingMessage',
				id: messageId,
				service: 'nexora',
				chatInput: 'Привет 👋',
				sessionId: `nexora:${world.ann.id}`,
				conversationId: world.ann.id,
				direction: 'incoming',
				text: 'Привет 👋',
				status: null,
				sender: { id: '79250000001', name: null, phone: '79250000001' },
				channel: { id: world.ann.botId, type: 'waba' },
				attachments: [],
				createdAt,
				raw: expect.objectContaining({ id: messageId, role: 'user', sentiment: 'netral' }),
			},
		]);
		expect(await trigger.poll()).toBeNull();
	});

	test('begins with the first message, where there was none', async () => {
		const trigger = await world.published();
		write('First');
		await trigger.poll();
		expect(texts(trigger)).toEqual(['First']);
	});

	test('not simplified, the item is the row of the server', async () => {
		const trigger = await world.published({ simplify: false });
		const { id: messageId } = write('Hi');
		await trigger.poll();
		expect(trigger.executions[0]?.[0]?.json).toMatchObject({ id: messageId, message: { text: 'Hi' }, role: 'user' });
		expect(world.asked).toEqual(['GET /api/admin/message', 'GET /api/admin/message']);
	});

	test('of a server of 2025 too', async () => {
		world.speak('document');
		const trigger = await world.published();
		write('Hi');
		await trigger.poll();
		expect(trigger.executions[0]?.[0]?.json).toMatchObject({ text: 'Hi', channel: { type: 'waba' } });
	});

	test('comes in order, however many came at once', async () => {
		const trigger = await world.published();
		const start = Date.now();
		for (let number = 1; number <= 130; number++) {
			write(`${number}`, { createdAt: new Date(start + number).toISOString() });
		}
		await trigger.poll();
		expect(texts(trigger)).toEqual(Array.from({ length: 130 }, (_, index) => `${index + 1}`));
	});

	test('of one moment is told apart, also when the server shuffles it, and when a part comes later', async () => {
		world.nexora.shufflesTies = true;
		const createdAt = new Date().toISOString();
		for (let number = 0; number < 130; number++) write(`old ${number}`, { createdAt });
		const trigger = await world.published({ simplify: false });
		write('late', { createdAt });
		await trigger.poll();
		await restarted(trigger);
		write('later', { createdAt });
		write('much later');
		await trigger.poll();
		const delivered = trigger.executions.map((items) => items.map(({ json }) => json.message));
		expect(delivered).toMatchObject([[{ text: 'late' }], [{ text: 'later' }, { text: 'much later' }]]);
	});

	test('may be a little older than what is known already', async () => {
		const trigger = await world.published();
		write('second', { createdAt: new Date(Date.now() + 5000).toISOString() });
		await trigger.poll();
		write('first');
		await trigger.poll();
		expect(texts(trigger)).toEqual(['second', 'first']);
	});

	test('is not hidden by a row that is dated in the future, before or after publishing', async () => {
		const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
		write('From a clock that ran ahead', { createdAt: inAnHour() });
		write('Before');
		const trigger = await world.published();
		expect(await trigger.poll()).toBeNull();
		write('Ahead again', { createdAt: inAnHour() });
		write('Now');
		await trigger.poll();
		await restarted(trigger);
		write('And now');
		await trigger.poll();
		expect(texts(trigger)).toEqual(['Now', 'Ahead again', 'And now']);
	});

	test('is delivered once, when polls overlap', async () => {
		const trigger = await world.published();
		write('Once');
		world.nexora.delay = 50;
		await Promise.all([trigger.poll(), trigger.poll()]);
		expect(texts(trigger)).toEqual(['Once']);
	});

	test('is delivered by a later poll when one fails', async () => {
		const trigger = await world.published();
		write('Not lost');
		world.sandbox.faults.add({ kind: 'status', status: 400, path: `/api/conversation/${world.ann.id}` });
		await expect(trigger.poll()).rejects.toMatchObject({ message: 'Nexora did not accept the request' });
		await trigger.poll();
		expect(texts(trigger)).toEqual(['Not lost']);
	});

	test('does not fill the memory of the workflow', async () => {
		for (let number = 0; number < 3000; number++) write(`${number}`);
		const trigger = await world.published();
		await restarted(trigger);
		write('New');
		await trigger.poll();
		expect(texts(trigger)).toEqual(['New']);
		expect(JSON.stringify(trigger.staticData).length).toBeLessThan(100_000);
	});
});

describe('while n8n was down', () => {
	test('250 messages wait for it: each is delivered once, in order, within the rate of the server', async () => {
		world.nexora.limits = true;
		const trigger = await world.published();
		await restarted(trigger);
		const start = world.nexora.now() - 250_000;
		for (let number = 1; number <= 250; number++) {
			const { id: conversationId } = world.nexora.state.conversations[number % 3]!;
			write(`${number}`, { conversationId, createdAt: new Date(start + number * 1000).toISOString() });
		}
		const before = world.requests.length;
		await trigger.activate();
		await trigger.poll();
		const asked = world.requests.slice(before);
		const refused = asked.filter(({ status }) => status === 429);
		process.stdout.write(`250 messages: ${asked.length} requests, ${refused.length} refused for the rate\n`);
		expect(texts(trigger)).toEqual(Array.from({ length: 250 }, (_, index) => `${index + 1}`));
		expect(trigger.executions.flat().every(({ json }) => (json.channel as { type: string }).type)).toBe(true);
		expect(refused).toEqual([]);
		expect(asked.length).toBeLessThanOrEqual(7);
	});

	test('nobody is answered who wrote the day before yesterday', async () => {
		const trigger = await world.published();
		write('A first one');
		await trigger.poll();
		await restarted(trigger);
		const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
		const memory = trigger.staticData as { messages: { since: number; rows: object } };
		Object.assign(memory.messages, { since: Date.now() - 100 * 24 * 3_600_000 });
		trigger.remember(memory);
		write('Two days ago', { createdAt: hoursAgo(48) });
		write('This morning', { createdAt: hoursAgo(20) });
		await trigger.poll();
		expect(texts(trigger)).toEqual(['A first one', 'This morning']);
	});

	test('1,200 messages come in portions, each once and in order', async () => {
		const trigger = await world.published();
		await restarted(trigger);
		const start = Date.now() - 1_300_000;
		for (let number = 1; number <= 1200; number++) {
			write(`${number}`, { createdAt: new Date(start + number * 1000).toISOString() });
		}
		for (let number = 0; number < 4; number++) {
			await trigger.poll();
			world.nexora.advance(10_000);
		}
		expect(trigger.executions.map(({ length }) => length)).toEqual([500, 500, 200]);
		expect(texts(trigger)).toEqual(Array.from({ length: 1200 }, (_, index) => `${index + 1}`));
	});

	test('nothing comes again of what was passed over before, which n8n did not save', async () => {
		const trigger = await world.published();
		write('Our answer', { role: 'Bot' });
		await trigger.poll();
		write('Wanted');
		await trigger.poll();
		write('Our second answer', { role: 'CS' });
		await trigger.poll();
		await restarted(trigger);
		expect(await trigger.poll()).toBeNull();
		write('Wanted too');
		await trigger.poll();
		expect(texts(trigger)).toEqual(['Wanted', 'Wanted too']);
	});
});

describe('a credential that leads to another address', () => {
	/** The workflow goes on with what it remembers of the address before. */
	const elsewhere = async ({ staticData }: Trigger) => {
		await world.begin({ baseUrl: `${world.sandbox.url}/nexora`.replace('127.0.0.1', 'localhost') });
		const trigger = world.trigger();
		trigger.remember(staticData);
		return trigger;
	};

	afterEach(async () => await world.begin());

	test('of another server: what was written there before is answered by nobody', async () => {
		const before = await world.published();
		write('Known');
		await before.poll();
		world.nexora.state.messages.length = 0;
		write('Long since answered there');
		const trigger = await elsewhere(before);
		await trigger.activate();
		write('New');
		await trigger.poll();
		expect(texts(trigger)).toEqual(['New']);
	});

	test('of the same server, which has moved: nothing is missed', async () => {
		const before = await world.published();
		write('Known');
		await before.poll();
		write('While it moved');
		const trigger = await elsewhere(before);
		await trigger.activate();
		expect(texts(trigger)).toEqual(['While it moved']);
	});
});

describe('events', () => {
	test('each by its name, those of a new customer in order', async () => {
		const trigger = await world.published({ events: EVERYTHING });
		world.nexora.bot = true;
		world.nexora.customerWrites({ name: 'Зоя', phone: '79990001122' }, { text: 'Hello' });
		await trigger.poll();
		const items = trigger.executions.flat().map(({ json }) => json);
		expect(items.map(({ event }) => event)).toEqual([
			'conversationNew',
			'incomingMessage',
			'outgoingMessage',
			'outgoingMessage',
		]);
		expect(items[0]).toMatchObject({ contact: { phone: '79990001122' }, channel: { type: 'waba' }, status: 'bot' });
		expect(items[2]).toMatchObject({ sender: { id: null, phone: null }, direction: 'outgoing' });
	});

	test('only what is asked for is looked for', async () => {
		const trigger = await world.published({ events: ['conversationNew'] });
		write('Hi');
		expect(await trigger.poll()).toBeNull();
		world.nexora.addConversation({ room: 'new' });
		await trigger.poll();
		expect(trigger.executions.flat().map(({ json }) => json.name)).toEqual(['new']);
		expect(new Set(world.asked)).toEqual(new Set(['GET /api/admin/conversation']));
	});

	test('the roles of customers are compared without case, and may be others', async () => {
		const standard = await world.published();
		const own = await world.published({ options: { incomingRoles: 'Guest' } });
		for (const role of ['User', 'CLIENT', 'customer', 'Bot', 'CS', 'assistant', 'guest']) write(role, { role });
		await restarted(standard);
		await standard.poll();
		await own.poll();
		expect(texts(standard)).toEqual(['User', 'CLIENT', 'customer']);
		expect(texts(own)).toEqual(['guest']);
	});

	test('of other channels and conversations start nothing', async () => {
		const byChannel = await world.published({ options: { channelTypes: 'telegram' } });
		const byConversation = await world.published({ simplify: false, options: { conversationIds: world.ann.id } });
		write('From Ann');
		write('From Maria', { conversationId: maria().id });
		await restarted(byChannel);
		await byChannel.poll();
		await byConversation.poll();
		expect(texts(byChannel)).toEqual(['From Maria']);
		expect(byConversation.executions.flat().map(({ json }) => json.conversationId)).toEqual([world.ann.id]);
	});

	test('the conversations of many messages are looked up at once, those of a few one by one, and none again', async () => {
		const trigger = await world.published();
		const rooms = Array.from({ length: 4 }, () => world.nexora.addConversation({ integrationType: 'website' }).id);
		for (const conversationId of rooms) write('Hi', { conversationId });
		await trigger.poll();
		write('Another');
		await trigger.poll();
		write('Again');
		for (const conversationId of rooms) write('Hi again', { conversationId });
		await trigger.poll();
		expect(world.asked.slice(1)).toEqual([
			'GET /api/admin/message',
			'GET /api/admin/conversation',
			'GET /api/admin/message',
			'GET /api/conversation/:id',
			'GET /api/admin/message',
		]);
		const channels = trigger.executions.flat().map(({ json }) => (json.channel as { type: string }).type);
		expect(channels.filter((type) => type === 'website')).toHaveLength(8);
		expect(channels.filter((type) => type === 'waba')).toHaveLength(2);
	});

	test('a message is delivered also when its conversation is gone', async () => {
		const trigger = await world.published();
		write('Hi', { conversationId: randomUUID() });
		await trigger.poll();
		expect(trigger.executions[0]?.[0]?.json).toMatchObject({ text: 'Hi', channel: { id: null, type: null } });
	});

	test('a picture comes along as a file', async () => {
		const trigger = await world.published({
			options: { downloadAttachments: true, binaryPrefix: 'file_', attachmentsSize: 20, attachmentsTimeout: 10 },
		});
		const content = Buffer.from('picture 🖼️');
		world.nexora.state.pictures.push({
			id: randomUUID(),
			fileName: 'photo.png',
			mimeType: 'image/png',
			content: content.toString('base64'),
		});
		const image = `${world.sandbox.url}/files/nexora/${world.nexora.state.pictures[0]!.id}/photo.png`;
		write('Look', { image });
		await trigger.poll();
		const [item] = trigger.executions[0]!;
		expect(item?.json.attachments).toEqual([expect.objectContaining({ url: image })]);
		expect(item?.binary?.file_0).toMatchObject({ fileName: 'photo.png', mimeType: 'image/png' });
		expect(await world.engine.binary.read(item, 'file_0')).toEqual(content);
	});

	test('a picture that never comes holds nothing: the message goes without it', async () => {
		const options = { downloadAttachments: true, attachmentsTimeout: 1 };
		const trigger = await world.published({ options });
		await beside(
			(_, response) => response.writeHead(200, { 'content-type': 'image/png' }).write('a beginning'),
			async (url) => {
				write('Look', { image: `${url}/stalled.png` });
				await trigger.poll();
				write('And then?');
				await trigger.poll();
			},
		);
		expect(texts(trigger)).toEqual(['Look', 'And then?']);
		expect(trigger.executions[0]![0]).toMatchObject({
			json: { attachments: [{ url: expect.any(String) }] },
			binary: {},
		});
	});

	test('of a conversation that was handed to a person are not there to be seen, until it goes back', async () => {
		const trigger = await world.published();
		world.ann.humanHandle = true;
		world.nexora.customerWrites(world.ann.id, { text: 'To a person' });
		expect(await trigger.poll()).toBeNull();
		world.ann.humanHandle = false;
		world.nexora.customerWrites(world.ann.id, { text: 'To the bot' });
		await trigger.poll();
		expect(texts(trigger)).toEqual(['To the bot']);
	});

	test('what a workflow stores is an outgoing message', async () => {
		const trigger = await world.published({ events: ['outgoingMessage'] });
		await world.json('message', 'create', { ...world.at(), text: 'Hi', type: 'text', role: 'Bot' });
		await trigger.poll();
		expect(texts(trigger)).toEqual(['Hi']);
	});
});

describe('Fetch Test Event', () => {
	test('shows the newest that fits, and takes nothing from the published workflow', async () => {
		const trigger = await world.published();
		write('Older');
		write('Newest', { createdAt: new Date(Date.now() + 1).toISOString() });
		write('Our answer', { role: 'Bot', createdAt: new Date(Date.now() + 2).toISOString() });
		const items = await trigger.poll({ mode: 'manual' });
		expect(items?.map(({ json }) => json)).toMatchObject([{ text: 'Newest', channel: { type: 'waba' } }]);
		await trigger.poll();
		expect(texts(trigger)).toEqual(['Newest', 'Older', 'Newest']);
	});

	test('says when there is nothing that fits', async () => {
		write('Our answer', { role: 'Bot' });
		await expect(world.trigger().poll({ mode: 'manual' })).rejects.toMatchObject({
			message: 'No data with the current filter could be found',
			description: expect.stringContaining('fetch again'),
		});
	});
});

describe('the session', () => {
	test('is renewed by a poll too', async () => {
		const trigger = await world.published();
		write('Hi');
		world.nexora.expireAccess();
		await trigger.poll();
		expect(texts(trigger)).toEqual(['Hi']);
		expect(world.renewals).toBe(1);
	});

	test('that cannot be had keeps the workflow from being published, and says why', async () => {
		world.nexora.expireRefresh();
		await expect(world.trigger().activate()).rejects.toMatchObject({
			message: 'Nexora refused the refresh token',
			description: expect.stringContaining('paste the new refresh token'),
		});
	});
});
