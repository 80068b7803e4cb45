import type { Version } from './world.ts';
import { useNexora } from './world.ts';
import { id } from '../world.ts';

const world = useNexora();
const raw = { simplify: false };

const conversations = () => world.nexora.state.conversations;
const messages = () => world.nexora.state.messages;
const bot = () => world.nexora.state.bots[0]!;

describe.each<Version>(['current', 'document'])('%s server: conversations', (version) => {
	beforeEach(() => world.speak(version));

	test('one is read, simplified or as Nexora gives it', async () => {
		const [simple] = await world.json('conversation', 'get', { ...world.at(), simplify: true });
		expect(simple).toEqual({
			id: world.ann.id,
			service: 'nexora',
			name: world.ann.room,
			contact: expect.objectContaining({ name: null, avatarUrl: null }),
			channel: { id: bot().id, type: 'waba' },
			status: version === 'current' ? 'bot' : null,
			assigneeId: null,
			lastMessageAt: null,
			createdAt: world.ann.createdAt,
			updatedAt: world.ann.updatedAt,
		});
		const [own] = await world.json('conversation', 'get', { ...world.at(), ...raw });
		expect(own).toMatchObject({ id: world.ann.id, room: world.ann.room, botId: bot().id, integrationType: 'waba' });
	});

	test('without a filter the list of the administrator is read', async () => {
		const all = await world.json('conversation', 'getAll', { returnAll: true });
		expect(all.map((one) => one.id)).toEqual(
			conversations()
				.map((one) => one.id)
				.reverse(),
		);
		expect(world.asked).toEqual(['GET /api/admin/conversation']);
		const [newest] = await world.json('conversation', 'getAll', { returnAll: false, limit: 1, ...raw });
		expect(newest).toMatchObject({ id: conversations().at(-1)!.id });
		expect(world.requests.at(-1)).toMatchObject({ query: { page: '1', limit: '1' } });
	});

	test('many of one moment are all there and there once, though the server shuffles them', async () => {
		world.nexora.shufflesTies = true;
		const { createdAt } = world.ann;
		for (let number = 0; number < 2500; number++) world.nexora.addConversation({ createdAt });
		const found = await world.json('conversation', 'getAll', { returnAll: true });
		expect(found).toHaveLength(conversations().length);
		expect(new Set(found.map((one) => one.id)).size).toBe(conversations().length);
		expect(world.asked).toHaveLength(2);
		const some = await world.json('conversation', 'getAll', { returnAll: false, limit: 2400 });
		expect(new Set(some.map((one) => one.id)).size).toBe(2400);
	});

	test('an empty list is no conversations', async () => {
		world.nexora.state.conversations = [];
		expect(await world.json('conversation', 'getAll', { returnAll: true })).toEqual([]);
	});

	test.each([
		[{ integrationType: 'telegram' }, 2],
		[{ botId: 'theirs' }, 1],
		[{ userId: 'somebody' }, 1],
		[{ integrationType: 'telegram', botId: 'theirs', userId: 'somebody' }, 1],
	])('are filtered by %j, also where the server cannot', async (options, count) => {
		world.nexora.addBot({ id: 'theirs', userId: 'somebody' });
		const wanted = world.nexora.addConversation({ botId: 'theirs', userId: 'somebody', integrationType: 'telegram' });
		for (let number = 0; number < 1100; number++) {
			world.nexora.addConversation({ createdAt: new Date(0).toISOString() });
		}
		const found = await world.json('conversation', 'getAll', { returnAll: true, options, ...raw });
		expect(found).toHaveLength(count);
		expect(found[0]).toMatchObject({ id: wanted.id });
		expect(world.requests.every(({ query, status }) => status === 200 && !Object.values(query).includes(''))).toBe(
			true,
		);
	});

	test('a filter that is left empty is none', async () => {
		const options = { integrationType: '', userId: '', botId: id(''), timeout: 10_000, maxWait: 60 };
		expect(await world.json('conversation', 'getAll', { returnAll: true, simplify: true, options })).toHaveLength(3);
		expect(world.asked).toEqual(['GET /api/admin/conversation']);
	});

	test('is created', async () => {
		const fields = { room: 'client1-123 + client2-123', integrationType: 'website', botId: id(bot().id) };
		const [created] = await world.json('conversation', 'create', fields);
		const { id: newId } = conversations().at(-1)!;
		expect(created).toMatchObject({ id: newId, name: fields.room, channel: { type: 'website' } });
		expect(conversations().at(-1)).toMatchObject({ room: fields.room, integrationType: 'website', botId: bot().id });
	});

	test('what else is known about it is sent too', async () => {
		const options = { sender: 'ann', humanHandle: 'true', userId: 'u-1' };
		const fields = { room: 'r', integrationType: 'website', botId: bot().id, options };
		const [created] = await world.json('conversation', 'create', { ...fields, ...raw });
		expect(created).toMatchObject({ room: 'r', integrationType: 'website', botId: bot().id });
		expect(world.sent('POST')).toEqual([
			{ room: 'r', integrationType: 'website', botId: bot().id, sender: 'ann', humanHandle: true, userId: 'u-1' },
		]);
	});

	test('for a room that has one, that one comes back', async () => {
		const fields = { room: world.ann.room, integrationType: 'website', botId: id(bot().id) };
		expect(await world.json('conversation', 'create', fields)).toMatchObject([{ id: world.ann.id }]);
		expect(conversations()).toHaveLength(3);
	});

	test('for a room that has one, what was asked for in vain is said', async () => {
		const options = { userId: 'somebody' };
		const fields = { room: world.ann.room, integrationType: 'website', botId: id('other'), options };
		const { hints } = await world.run('conversation', 'create', fields);
		expect(hints.map(({ message }) => message).sort()).toEqual([
			`Bot stays '${bot().id}': the room already had a conversation`,
			"Integration Type stays 'waba': the room already had a conversation",
			`User ID stays '${world.ann.userId}': it is that of the bot`,
		]);
	});

	test('one that is as it was asked for leaves nothing to say', async () => {
		const fields = { room: 'r', integrationType: 'website', botId: id(bot().id) };
		expect((await world.run('conversation', 'create', fields)).hints).toEqual([]);
	});

	test('several items with one room make one conversation', async () => {
		const fields = { room: 'one for all', integrationType: 'website', botId: id(bot().id) };
		const items = Array.from({ length: 4 }, () => ({ json: {} }));
		const created = await world.json('conversation', 'create', fields, { items });
		expect(new Set(created.map((one) => one.id)).size).toBe(1);
		expect(conversations()).toHaveLength(4);
	});

	test('a new room leaves everything else as it was', async () => {
		const before = { ...world.ann };
		const [updated] = await world.json('conversation', 'update', { ...world.at(), updateFields: { room: 'new room' } });
		const createdAt = version === 'current' ? before.createdAt : null;
		expect(updated).toMatchObject({ id: world.ann.id, name: 'new room', createdAt });
		expect(world.ann).toEqual({ ...before, room: 'new room', updatedAt: expect.any(String) });
	});

	test('the answer of an update is given as it is, with the ID', async () => {
		const updateFields = { room: 'r', sender: 's', humanHandle: true, integrationType: 'telegram', botId: id('b-1') };
		const [own] = await world.json('conversation', 'update', { ...world.at(), updateFields, ...raw });
		expect(own).toMatchObject({ id: world.ann.id, room: 'r', integrationType: 'waba', botId: bot().id });
		expect(world.sent('PATCH')).toEqual([{ ...updateFields, botId: 'b-1' }]);
		expect(world.requests).toHaveLength(1);
	});

	test('is deleted', async () => {
		const { id: old } = world.ann;
		expect(await world.json('conversation', 'delete', world.at())).toEqual([{ deleted: true, id: old }]);
		expect(conversations().map((one) => one.id)).not.toContain(old);
	});

	test('the ID may be a plain text from an expression', async () => {
		const items = [{ json: { c: world.ann.id } }];
		const [found] = await world.json('conversation', 'get', { conversationId: '={{ $json.c }}' }, { items });
		expect(found?.id).toBe(world.ann.id);
	});
});

describe('current server: conversations', () => {
	test('one for a person is opened and handed over', async () => {
		const fields = { room: 'r', integrationType: 'website', botId: id(bot().id), options: { humanHandle: true } };
		const { items, hints } = await world.run('conversation', 'create', fields);
		expect(items[0]).toMatchObject([{ json: { id: conversations().at(-1)!.id, status: 'human' } }]);
		expect(conversations().at(-1)).toMatchObject({ room: 'r', humanHandle: true });
		expect(hints).toEqual([]);
	});

	test('one that could not be handed over is there, and it is said', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 500, method: 'PATCH' });
		const fields = { room: 'r', integrationType: 'website', botId: id(bot().id), options: { humanHandle: true } };
		const { error, items, hints } = await world.run('conversation', 'create', fields);
		expect(error).toBeUndefined();
		expect(items[0]).toMatchObject([{ json: { id: conversations().at(-1)!.id, status: 'bot' } }]);
		expect(hints).toEqual([{ message: expect.stringContaining('could not be handed over') }]);
	});

	test('an update says what stays as it was', async () => {
		const updateFields = { integrationType: 'telegram', botId: id('other'), room: 'r' };
		const { hints } = await world.run('conversation', 'update', { ...world.at(), updateFields });
		expect(hints.map(({ message }) => message)).toEqual([
			`Bot stays '${bot().id}': Nexora does not change it`,
			"Integration Type stays 'waba': Nexora does not change it",
		]);
	});

	test('WhatsApp rooms hold the number of the customer, elsewhere the sender is who writes', async () => {
		const all = await world.json('conversation', 'getAll', { returnAll: true });
		expect(all.map(({ contact }) => contact)).toEqual([
			{ id: 'maria_lebedeva', name: null, phone: null, avatarUrl: null },
			{ id: '79250000002', name: null, phone: '79250000002', avatarUrl: null },
			{ id: '79250000001', name: null, phone: '79250000001', avatarUrl: null },
		]);
	});

	test('one without a sender is created with its room, which is nobody', async () => {
		const fields = { room: 'support', integrationType: 'website', botId: id(bot().id) };
		const [created] = await world.json('conversation', 'create', fields);
		expect(conversations().at(-1)).toMatchObject({ sender: 'support' });
		expect(created?.contact).toEqual({ id: null, name: null, phone: null, avatarUrl: null });
	});

	test('is handed over to a person and back to the bot', async () => {
		const [handed] = await world.json('conversation', 'update', {
			...world.at(),
			updateFields: { humanHandle: 'yes' },
		});
		expect(handed).toMatchObject({ status: 'human' });
		expect(world.ann).toMatchObject({ humanHandle: true });
		await world.json('conversation', 'update', { ...world.at(), updateFields: { humanHandle: false } });
		expect(world.ann).toMatchObject({ humanHandle: false });
	});
});

describe.each<Version>(['current', 'document'])('%s server: messages', (version) => {
	beforeEach(() => world.speak(version));

	test('of a conversation and of all are read, newest first', async () => {
		world.nexora.addMessages(3);
		world.nexora.addMessages(2, { conversationId: conversations()[1]!.id });
		const own = await world.json('message', 'getAll', { ...world.at(), returnAll: true });
		expect(own.map(({ text }) => text)).toEqual(['Message 3', 'Message 2', 'Message 1']);
		expect(own.map(({ direction }) => direction)).toEqual(['incoming', 'outgoing', 'incoming']);
		expect(await world.json('message', 'getAll', { conversationId: id(''), returnAll: true })).toHaveLength(5);
		expect(world.asked).toEqual(['GET /api/message', 'GET /api/admin/message']);
		const [newest] = await world.json('message', 'getAll', { ...world.at(), returnAll: false, limit: 1, ...raw });
		expect(newest).toMatchObject({ id: messages()[2]!.id, role: 'user', type: 'text' });
	});

	test('one is read in the common shape', async () => {
		const [stored] = world.nexora.addMessages(1);
		const [message] = await world.json('message', 'get', { messageId: stored!.id, simplify: true });
		expect(message).toEqual({
			id: stored!.id,
			service: 'nexora',
			conversationId: world.ann.id,
			direction: 'incoming',
			text: 'Message 1',
			status: null,
			sender: { id: null, name: null, phone: null },
			channel: { id: null, type: null },
			attachments: [],
			createdAt: stored!.createdAt,
		});
	});

	test('one is read as Nexora gives it', async () => {
		const [stored] = world.nexora.addMessages(1);
		const [own] = await world.json('message', 'get', { messageId: stored!.id, ...raw });
		expect(own).toMatchObject({ id: stored!.id, conversationId: world.ann.id, role: 'user', type: 'text' });
		expect(own).not.toHaveProperty('direction');
	});

	test('one is stored with a type of its own', async () => {
		const fields = { ...world.at(), text: 'Hi', type: 'note', role: 'Bot' };
		expect(await world.json('message', 'create', fields)).toEqual([expect.objectContaining({ text: 'Hi' })]);
		expect(messages()).toMatchObject([{ type: 'note' }]);
	});

	test('one is stored, and its ID is read back', async () => {
		const fields = { ...world.at(), text: 'Привет! 👋', type: 'text', role: 'bot' };
		const [created] = await world.json('message', 'create', { ...fields, simplify: true });
		expect(created).toMatchObject({ id: messages()[0]!.id, direction: 'outgoing', text: 'Привет! 👋' });
		expect(messages()).toMatchObject([{ message: { text: 'Привет! 👋' }, role: 'bot', type: 'text' }]);
	});

	test('the same words twice have IDs of their own, in the order of the items', async () => {
		// a real server does not store two of them within a millisecond
		world.nexora.delay = 3;
		const items = [{ json: {} }, { json: {} }];
		const created = await world.json(
			'message',
			'create',
			{ ...world.at(), text: 'Again', type: 'text', role: 'Bot' },
			{ items },
		);
		expect(created.map((one) => one.id)).toEqual(messages().map((one) => one.id));
	});

	test('an ID that cannot be read back is null, and the message is stored once', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 400, method: 'GET', path: '/api/message' });
		const [created] = await world.json('message', 'create', { ...world.at(), text: 'Hi', type: 'text', role: 'Bot' });
		expect(created).toMatchObject({ id: null, text: 'Hi', conversationId: world.ann.id });
		expect(messages()).toHaveLength(1);
	});

	test('an ID that could be that of another message is null', async () => {
		const same = () => ({ conversationId: world.ann.id, message: { text: 'Hi', type: 'text' }, role: 'Bot' });
		const createdAt = new Date(Date.now() + 60_000).toISOString();
		world.nexora.addMessage({ ...same(), createdAt });
		world.nexora.addMessage({ ...same(), createdAt });
		const [created] = await world.json('message', 'create', {
			...world.at(),
			text: 'Hi',
			type: 'text',
			role: 'Bot',
			...raw,
		});
		expect(created).not.toHaveProperty('id');
	});

	test('new words leave everything else as it was', async () => {
		const [stored] = world.nexora.addMessages(1);
		const before = { ...stored! };
		const updateFields = { text: 'Better words' };
		const [updated] = await world.json('message', 'update', { messageId: stored!.id, updateFields });
		expect(updated).toMatchObject({ id: before.id, text: 'Better words' });
		expect(messages()).toEqual([
			{ ...before, message: { ...before.message, text: 'Better words' }, updatedAt: expect.any(String) },
		]);
	});

	test('the other fields are changed too', async () => {
		const [stored] = world.nexora.addMessages(1);
		const updateFields = { type: 'voice', role: 'client' };
		const [own] = await world.json('message', 'update', { messageId: stored!.id, updateFields, ...raw });
		expect(own).toMatchObject({ id: stored!.id, type: 'voice', conversationId: world.ann.id });
		expect(world.sent('PATCH')).toEqual([expect.objectContaining({ type: 'voice', role: 'client' })]);
		expect(own).toMatchObject({ role: messages()[0]!.role, createdAt: messages()[0]!.createdAt });
	});

	test('one is deleted', async () => {
		const [stored] = world.nexora.addMessages(2);
		expect(await world.json('message', 'delete', { messageId: stored!.id })).toEqual([
			{ deleted: true, id: stored!.id },
		]);
		expect(messages()).toHaveLength(1);
	});
});

describe('current server: messages', () => {
	test('a picture and a mood are stored with the text, and stay when the text changes', async () => {
		const image = 'https://example.com/photo.png';
		const fields = { ...world.at(), text: 'Look', type: 'image', role: 'CS', options: { image, sentiment: 'positif' } };
		const [created] = await world.json('message', 'create', fields);
		expect(created).toMatchObject({ attachments: [{ url: image, id: null, fileName: null }] });
		expect(world.sent('POST')).toEqual([
			expect.objectContaining({ message: { text: 'Look', type: 'image', image }, sentiment: 'positif' }),
		]);
		await world.json('message', 'update', { messageId: created!.id, updateFields: { text: 'Look here' } });
		expect(messages()).toMatchObject([{ message: { text: 'Look here', type: 'image', image }, sentiment: 'positif' }]);
	});

	test('without a mood the word of the server stands', async () => {
		await world.json('message', 'create', { ...world.at(), text: 'Hi', type: 'text', role: 'Bot' });
		expect(messages()).toMatchObject([{ sentiment: 'netral' }]);
		const updateFields = { sentiment: 'negatif' };
		await world.json('message', 'update', { messageId: messages()[0]!.id, updateFields });
		expect(messages()).toMatchObject([{ sentiment: 'negatif', message: { text: 'Hi' } }]);
	});
});

test('a role that stays as it was is said', async () => {
	const [stored] = world.nexora.addMessages(1);
	const parameters = { messageId: stored!.id, updateFields: { text: 'Better', role: 'Bot' } };
	const { hints } = await world.run('message', 'update', parameters);
	expect(hints).toEqual([{ message: "Role stays 'user': Nexora does not change it" }]);
});

describe('document server: conversations', () => {
	test('what that server does not know is said', async () => {
		world.speak('document');
		const options = { sender: 'ann', humanHandle: true };
		const fields = { room: 'r', integrationType: 'website', botId: id(bot().id), options };
		const { hints } = await world.run('conversation', 'create', fields);
		expect(hints.map(({ message }) => message)).toEqual([
			'This Nexora server has no Sender',
			'This Nexora server has no Human Handle',
		]);
	});

	test('are found in any case, as the server finds them', async () => {
		world.speak('document');
		const options = { integrationType: 'WABA ' };
		const found = await world.json('conversation', 'getAll', { returnAll: true, options });
		expect(found.map((one) => one.id)).toContain(world.ann.id);
	});
});

describe('document server: messages', () => {
	test('are the newest so many, in the order one reads them', async () => {
		world.speak('document');
		const olga = world.newcomer('Olga');
		for (const minutes of [3, 2, 1]) world.said(olga, 'customer', `${minutes} minutes ago`, minutes);
		const options = { sortDirection: 'asc' };
		const found = await world.json('message', 'getAll', { ...world.at(olga), returnAll: false, limit: 2, options });
		expect(found.map(({ text }) => text)).toEqual(['2 minutes ago', '1 minutes ago']);
	});

	test('a picture and a mood left over from the other version are not sent', async () => {
		world.speak('document');
		const options = { image: 'https://example.com/a.png', sentiment: 'positif' };
		await world.json('message', 'create', { ...world.at(), text: 'Hi', type: 'text', role: 'bot', options });
		expect(world.sent('POST')).toEqual([{ conversationId: world.ann.id, message: 'Hi', type: 'text', role: 'bot' }]);
	});
});

describe.each<Version>(['current', 'document'])('%s server: lists to choose from', (version) => {
	beforeEach(() => world.speak(version));

	test('conversations, narrowed by what was typed', async () => {
		const { results } = await world.search('searchConversations', 'MARIA');
		expect(results).toEqual([{ name: 'Maria Лебедева + Sandbox Store · Telegram', value: conversations()[2]!.id }]);
	});

	test('bots of the account', async () => {
		expect((await world.search('searchBots')).results).toEqual([{ name: 'Sandbox Bot · WhatsApp', value: bot().id }]);
		expect(world.asked).toEqual(['GET /api/admin/bot']);
	});
});

test('typing in a list asks the server once', async () => {
	await world.search('searchBots');
	await world.search('searchBots', 'a');
	await world.search('searchBots', 'as');
	expect(world.requests.filter(({ path }) => path.endsWith('/bot'))).toHaveLength(1);
});
