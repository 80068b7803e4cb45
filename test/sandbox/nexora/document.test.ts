import { NEXORA_EMAIL } from '../../../sandbox/sandbox.ts';
import {
	nexora,
	conversationId,
	INTERNAL,
	conversation,
	message,
	required,
	tooBig,
	get,
	post,
	patch,
	remove,
	login,
} from './nexora.ts';

beforeEach(() => {
	nexora.version = 'document';
});

describe('session', () => {
	it('minds no capitals in e-mails', async () => {
		expect((await login({ email: NEXORA_EMAIL.toUpperCase() })).status).toBe(200);
	});
});

describe('rate limit', () => {
	it('is none', async () => {
		nexora.limits = true;
		const answers = await Promise.all(Array.from({ length: 12 }, () => get('/api/user')));
		expect(answers.map(({ status }) => status)).not.toContain(429);
	});
});

describe('lists', () => {
	it('lists by user and bot only, and counts everything', async () => {
		nexora.addMessages(2);
		const { botId, userId } = nexora.state.conversations[0]!;
		const query = 'page=1&limit=9&integrationType=Waba';
		const pagination = { totalItems: 3 };
		expect((await get(`/api/conversation?${query}`)).body).toMatchObject({ data: [], pagination });
		expect((await get(`/api/conversation?${query}&userId=${userId}`)).body).toMatchObject({ data: [], pagination });
		const found = (await get(`/api/conversation?${query}&userId=${userId}&botId=${botId}`)).body;
		expect(found).toMatchObject({ pagination });
		expect(found.data).toHaveLength(2);
		expect((await get('/api/message?page=1&limit=9&conversationId=none')).body).toMatchObject({
			data: [],
			pagination: { totalItems: 2 },
		});
	});

	it('lists the bots of the user who is named', async () => {
		const bots = async (userId: string) => (await get(`/api/bot?page=1&limit=9&userId=${userId}`)).body;
		expect(await bots('somebody')).toMatchObject({ data: [], pagination: { totalItems: 1 } });
		expect(Object.keys((await bots(nexora.state.account.id)).data[0])).toEqual(
			'id userId promptId bot_name is_active type data llm model numberPhoneWaba createdAt updatedAt'.split(' '),
		);
	});
});

describe('conversations', () => {
	it('has fewer fields', async () => {
		const { id: botId, userId } = nexora.state.bots[0]!;
		const { body } = await post('/api/conversation', { botId, room: 'a room', integrationType: 'whatsapp' });
		expect(Object.keys(body.data)).toEqual('id botId userId room integrationType createdAt updatedAt'.split(' '));
		expect(body.data).toMatchObject({ botId, userId, room: 'a room', integrationType: 'whatsapp' });
		expect((await post('/api/conversation', conversation({ room: 'other', botId: 'none' }))).body).toEqual(INTERNAL);
		expect((await patch(`/api/conversation/${conversationId}`, { room: 'another', sender: 'x' })).body.data).toEqual({
			botId,
			integrationType: 'waba',
			room: 'another',
		});
		expect((await patch(`/api/conversation/${conversationId}`, { botId })).body.error).toEqual([
			required('room', 'string'),
		]);
	});

	it.each([
		['ROOM-Alpha', 'room-alpha '],
		['é', 'e'],
		['ß', 'ss'],
		['😀', '🎉'],
	])('takes the rooms %s and %s for one', async (one, other) => {
		const created = await post('/api/conversation', conversation({ room: one }));
		expect((await post('/api/conversation', conversation({ room: other }))).body).toEqual(created.body);
	});

	it('minds no capitals in ids', async () => {
		expect((await get(`/api/conversation/${conversationId.toUpperCase()}`)).status).toBe(200);
	});

	it('cannot be deleted while it has messages, nor a bot while it has conversations', async () => {
		nexora.addMessages(1, { conversationId });
		expect((await remove(`/api/conversation/${conversationId}`)).body.error).toBe('ConversationId is Invalid');
		expect((await remove(`/api/bot/${nexora.state.bots[0]!.id}`)).body.error).toBe('BotId is Invalid');
		nexora.state.messages = [];
		expect((await remove(`/api/conversation/${conversationId}`)).status).toBe(200);
	});
});

describe('messages', () => {
	it('is a plain text of 191 characters', async () => {
		const create = async (given: object) => (await post('/api/message', message(given))).body;
		expect((await create({ message: 'Привет', sentiment: 'positif' })).data).toEqual({
			message: 'Привет',
			conversationId,
			type: 'text',
			role: 'Bot',
		});
		expect((await create({})).error).toEqual([required('message', 'string', 'object')]);
		expect((await create({ message: 'x'.repeat(50_001) })).error).toEqual([tooBig('message', 50_000)]);
		expect(await create({ message: 'x'.repeat(192) })).toEqual(INTERNAL);
		expect((await create({ message: `\0${'😀'.repeat(190)}` })).status).toBe('200');

		const { id } = nexora.state.messages[0]!;
		expect((await patch(`/api/message/${id}`, { role: 'client' })).body.data).toMatchObject({
			message: 'Привет',
			role: 'Bot',
		});
		expect((await patch(`/api/message/${id}`, { message: 'x'.repeat(192) })).body.error).toBe('MessageId is Invalid');
		expect(Object.keys((await get(`/api/message/${id}`)).body.data)).toEqual(
			'id conversationId message type role createdAt updatedAt'.split(' '),
		);
	});
});

describe('customers', () => {
	it('are heard while a person handles the conversation', () => {
		nexora.state.conversations[0]!.humanHandle = true;
		expect(nexora.customerWrites(conversationId, { text: 'kept' })).toMatchObject({ message: { text: 'kept' } });
	});
});
