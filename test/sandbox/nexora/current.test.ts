import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NEXORA_EMAIL, NEXORA_PASSWORD, NEXORA_REFRESH_TOKEN, startSandbox } from '../../../sandbox/sandbox.ts';
import type { Json } from '../receiver.ts';
import {
	sandbox,
	nexora,
	conversationId,
	INTERNAL,
	conversation,
	message,
	required,
	tooSmall,
	tooBig,
	call,
	get,
	post,
	patch,
	remove,
	refresh,
	login,
	verify,
} from './nexora.ts';

const UNTITLED = { title: 'no title' };

describe('session', () => {
	it('lets nobody in without the access token in the cookie', async () => {
		const { accessToken } = nexora.state.account;
		const unauthorized = { status: 401, body: { status: 401, error: 'Unauthorized!!' } };
		expect(await call('GET', '/api/user', { cookie: '' })).toMatchObject(unauthorized);
		expect(await call('GET', '/api/user', { cookie: 'access_token=' })).toMatchObject(unauthorized);
		expect(await call('GET', '/api/nothing', { cookie: '' })).toMatchObject(unauthorized);
		const authorization = `Bearer ${accessToken}`;
		expect(await call('GET', '/api/user', { cookie: '', headers: { authorization } })).toMatchObject(unauthorized);
		expect((await call('GET', '/api/user', { cookie: `a=b; access_token=${accessToken}; c=d` })).status).toBe(200);
	});

	it('tells an expired token from an invalid one, never by 401', async () => {
		expect(await call('GET', '/api/user', { cookie: 'access_token=made.up.token' })).toMatchObject({
			status: 400,
			body: { status: 400, error: 'Invalid access token!!' },
		});
		nexora.expireAccess();
		expect(await get('/api/user')).toMatchObject({
			status: 400,
			body: { status: 400, error: 'Access token expired!!' },
		});
	});

	it('renews the access token by cookie only, and supersedes the one before', async () => {
		const before = `access_token=${nexora.state.account.accessToken}`;
		const answer = await refresh();
		expect(answer).toMatchObject({ status: 200, body: { message: 'accessToken refeshed!!', status: '200' } });
		expect(answer.cookies).toEqual([
			expect.stringMatching(
				/^access_token=[\w-]+\.[\w-]+\.[\w-]+; Max-Age=900; Path=\/; Expires=.+ GMT; HttpOnly; Secure; SameSite=None$/,
			),
		]);
		const renewed = answer.cookies[0]!.split(';')[0]!;
		const { iat, exp } = JSON.parse(Buffer.from(renewed.split('.')[1]!, 'base64url').toString());
		expect(exp - iat).toBe(900);
		expect((await call('GET', '/api/user', { cookie: renewed })).status).toBe(200);
		expect((await call('GET', '/api/user', { cookie: before })).body.error).toBe('Invalid access token!!');
		expect((await refresh()).status).toBe(200);
	});

	it('answers two renewals at once, and only one of the tokens works', async () => {
		const answers = await Promise.all([refresh(), refresh()]);
		expect(answers.map(({ status }) => status)).toEqual([200, 200]);
		const uses = answers.map(({ cookies }) => call('GET', '/api/user', { cookie: cookies[0]!.split(';')[0]! }));
		expect((await Promise.all(uses)).map(({ status }) => status).sort()).toEqual([200, 400]);
	});

	it('refuses other refresh tokens', async () => {
		const invalid = { status: 400, body: { status: '400', error: 'refreshToken is invalid!!' } };
		expect(await call('GET', '/auth/refresh', { cookie: '' })).toMatchObject(invalid);
		expect(await refresh('made.up.token')).toMatchObject(invalid);
		expect(await refresh('')).toMatchObject({
			status: 400,
			body: { status: 400, error: 'refreshToken is expired!!' },
		});
		expect((await call('POST', '/auth/refresh', {})).status).toBe(404);
		nexora.expireRefresh();
		expect(await refresh()).toMatchObject(invalid);
	});

	it('supersedes both tokens at a login, and hands them out for the mailed code', async () => {
		expect((await login()).body).toEqual({
			data: { firstName: 'Sandbox', lastName: 'Store', email: NEXORA_EMAIL },
			message: 'Login successfuly. Please check your email to verify your account',
			status: '200',
		});
		expect(await refresh()).toMatchObject({ status: 401, body: { status: 401, error: 'Unauthorized' } });

		const answer = await verify(nexora.otp!);
		const { accessToken, refreshToken } = answer.body.data;
		expect(answer.body).toMatchObject({ message: 'Success Verfied Code!!', status: '200' });
		expect(answer.cookies).toEqual([
			expect.stringContaining(`access_token=${accessToken}; Max-Age=900;`),
			expect.stringContaining(`refresh_token=${refreshToken}; Max-Age=604800;`),
		]);
		expect((await call('GET', '/api/user', { cookie: `access_token=${accessToken}` })).status).toBe(200);
		expect((await refresh(refreshToken)).status).toBe(200);
	});

	it('takes a code once, in time, the newest first', async () => {
		const none = { status: 500, body: { status: 500, error: 'Internal Server Error!!' } };
		expect(await verify('123456')).toMatchObject(none);
		await login();
		const older = nexora.otp!;
		await login();
		expect(await verify('000000')).toMatchObject({ status: 400, body: { error: 'Invalid OTP code!!' } });
		expect((await verify(nexora.otp!)).status).toBe(200);
		expect((await verify(older)).status).toBe(200);
		expect(await verify(older)).toMatchObject(none);
		await login();
		nexora.advance(6 * 60_000);
		const late = nexora.otp!;
		expect(await verify(late)).toMatchObject({ status: 400, body: { error: 'OTP code is expired!!' } });
		expect(await verify(late)).toMatchObject(none);
		expect((await call('POST', '/auth/otp-verification', { body: { codeOTP: 123456 } })).body.error).toEqual([
			required('codeOTP', 'string', 'number'),
			required('email', 'string'),
		]);
	});

	it('refuses a wrong password, and e-mails too long for its tokens', async () => {
		expect(await login({ password: 'wrong' })).toMatchObject({
			status: 400,
			body: { status: 400, error: 'Invalid email or password' },
		});
		nexora.state.account.email = 'twenty-seven@nexora.example';
		expect((await login({ email: nexora.state.account.email })).status).toBe(200);
		nexora.state.account.email = 'twenty-eight.@nexora.example';
		expect(await login({ email: nexora.state.account.email })).toMatchObject({ status: 500, body: INTERNAL });
	});

	it('minds capitals in e-mails', async () => {
		expect((await login({ email: NEXORA_EMAIL.toUpperCase() })).status).toBe(400);
	});

	it('tells whose account it is', async () => {
		const { id } = nexora.state.account;
		expect((await get('/api/user')).body).toEqual({
			data: { id, firstName: 'Sandbox', email: NEXORA_EMAIL, lastName: 'Store', picture: null },
			status: '200',
			message: 'Successfuly get current user!!',
		});
	});
});

describe('rate limit', () => {
	const statuses = async (count: number, options = {}) => {
		const answers = Array.from({ length: count }, () => call('GET', '/api/user', options));
		return (await Promise.all(answers)).map(({ status }) => status).sort();
	};

	beforeEach(() => {
		nexora.limits = true;
	});

	it('lets five requests through in ten seconds from the first', async () => {
		expect(await statuses(8)).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
		nexora.advance(9000);
		const refused = await refresh();
		expect(refused).toMatchObject({
			status: 429,
			body: { status: 429, error: 'Too many request, please wait 10 second' },
		});
		expect(refused.headers.has('retry-after')).toBe(false);
		nexora.advance(1000);
		expect(await statuses(6)).toEqual([200, 200, 200, 200, 200, 429]);
	});

	it('counts what reaches an endpoint, also with a bad body, and nothing else', async () => {
		await statuses(6, { cookie: '' });
		await statuses(6, { cookie: 'access_token=wrong' });
		for (let round = 0; round < 6; round++) {
			await get('/api/nothing');
			await call('OPTIONS', '/api/user', {});
		}
		for (let round = 0; round < 5; round++) expect((await post('/api/message', {})).status).toBe(400);
		expect((await post('/api/message', {})).status).toBe(429);
		expect((await call('GET', '/api/user', { cookie: '' })).status).toBe(401);
	});

	it('counts for each address, as a proxy tells it', async () => {
		const from = (address: string) => ({ headers: { 'x-forwarded-for': `${address}, 10.0.0.1` } });
		expect(await statuses(6, from('10.0.0.2'))).toContain(429);
		expect(await statuses(5, from('10.0.0.3'))).not.toContain(429);
		expect(await statuses(5)).not.toContain(429);
	});
});

describe('errors', () => {
	it('answers what does not exist by its path', async () => {
		expect(await call('PUT', '/api/user?a=b', {})).toMatchObject({
			status: 404,
			body: { status: 404, error: { message: 'Cannot PUT /api/user?a=b', error: 'Not Found', statusCode: 404 } },
		});
		expect((await call('GET', '/', { cookie: '' })).body.error.message).toBe('Cannot GET /');
	});

	it('refuses broken JSON, paths and big bodies before it asks who is there', async () => {
		const headers = { 'content-type': 'application/json' };
		const message = expect.any(String);
		const badRequest = { status: 400, error: { message, error: 'Bad Request', statusCode: 400 } };
		for (const body of ['{', '"text"', '5']) {
			expect(await call('POST', '/api/message', { cookie: '', headers, body })).toMatchObject({
				status: 400,
				body: badRequest,
			});
		}
		expect((await call('GET', '/api/message/%E0%A4%A', { cookie: '' })).body).toEqual(badRequest);
		const body = { text: 'x'.repeat(100 * 1024) };
		expect(await call('POST', '/api/message', { cookie: '', body })).toMatchObject({
			status: 413,
			body: { statusCode: 413, message: 'request entity too large' },
		});
	});

	it('takes forms, and any other kind of body for none', async () => {
		const body = new URLSearchParams({ email: NEXORA_EMAIL, password: NEXORA_PASSWORD });
		expect((await call('POST', '/auth/login', { body })).status).toBe(200);
		expect((await call('POST', '/auth/login', { body: 'text' })).body.error).toEqual([
			{ code: 'invalid_type', expected: 'object', received: 'undefined', path: [], message: 'Required' },
		]);
	});

	it('minds no capitals and no slash at the end of a path', async () => {
		expect((await get('/API/Conversation/?page=1&limit=1&integrationType=waba')).status).toBe(200);
		expect((await call('GET', '/API/User', { cookie: '' })).status).toBe(401);
		expect(sandbox.requests.at(-1)).toMatchObject({ service: 'nexora', route: '/api/user', status: 401 });
	});

	it('answers 304 to who has it already, and allows one web page', async () => {
		const headers = { 'if-none-match': (await get('/api/user')).headers.get('etag')! };
		expect((await call('GET', '/api/user', { headers })).status).toBe(304);
		const preflight = await call('OPTIONS', '/api/user', { headers: { origin: 'http://localhost:3001' } });
		expect(preflight.status).toBe(204);
		expect(preflight.headers.get('access-control-allow-origin')).toBe('http://localhost:3001');
		const foreign = await call('OPTIONS', '/api/user', { headers: { origin: 'http://localhost:3002' } });
		expect(foreign.headers.has('access-control-allow-origin')).toBe(false);
	});

	it('is struck by faults like any service', async () => {
		sandbox.faults.add({ kind: 'status', status: 500 });
		expect((await get('/api/user')).body).toEqual(INTERNAL);
		sandbox.faults.add({ kind: 'html' });
		expect((await get('/api/user')).status).toBe(502);
	});
});

describe('lists', () => {
	const list = async (query: string) => (await get(`/api/admin/message?${query}`)).body;

	it('shows the newest first, with pages that are not rounded', async () => {
		const ids = nexora.addMessages(5, { conversationId }).map(({ id }) => id);
		const { data, ...rest } = await list('page=2&limit=2');
		expect(data.map(({ id }: Json) => id)).toEqual([ids[2], ids[1]]);
		expect(rest).toEqual({
			pagination: { page: 2, pageSize: 2, totalItems: 5, totalPages: 2.5 },
			status: '200',
		});
		expect((await list('page=9&limit=2')).data).toEqual([]);
		expect((await list('page=1&limit=99999999999')).data).toHaveLength(5);
		expect((await list('page=1.5&limit=2')).data).toHaveLength(2);
	});

	it('has odd answers to odd limits', async () => {
		const ids = nexora.addMessages(5).map(({ id }) => id);
		expect(await list('page=1&limit=0')).toMatchObject({ data: [], pagination: { totalPages: null } });
		const oldest = await list('page=1&limit=-2');
		expect(oldest.data.map(({ id }: Json) => id)).toEqual([ids[1], ids[0]]);
		expect(oldest.pagination.totalPages).toBe(-2.5);
		for (const query of ['page=0&limit=2', 'page=-1&limit=2', 'page=abc&limit=2', 'page=1&limit=abc']) {
			expect(await get(`/api/admin/message?${query}`)).toMatchObject({ status: 500, body: INTERNAL });
		}
	});

	it('wants page and limit once, and no empty filters', async () => {
		const issues = async (query: string) => (await get(`/api/conversation?${query}`)).body.error;
		expect(await issues('')).toEqual([required('page', 'string'), required('limit', 'string')]);
		expect(await issues('page=1&page=2&limit=1')).toEqual([required('page', 'string', 'array')]);
		expect(await issues('page[]=1&limit=1')).toEqual([required('page', 'string')]);
		expect(await issues('page=1&limit=1&userId=&integrationType=')).toEqual([
			tooSmall('userId'),
			tooSmall('integrationType'),
		]);
		expect(await issues('page=1&limit=1&humanHandle=true&integrationType=waba')).toEqual([
			required('humanHandle', 'boolean', 'string'),
		]);
		expect(await issues('page=1&limit=1&unknown=1')).toBe('Validation Error');
	});

	it('may order rows of one millisecond otherwise every time', async () => {
		nexora.shufflesTies = true;
		nexora.addMessages(60, { sameMillisecond: true });
		const orders = [await list('page=1&limit=60'), await list('page=1&limit=60')].map(({ data }) =>
			data.map(({ id }: Json) => id),
		);
		expect(orders[0]).not.toEqual(orders[1]);
		expect(new Set(orders.flat()).size).toBe(60);
	});

	it('filters conversations and counts what it found, but not for administrators', async () => {
		const { botId, userId } = nexora.state.conversations[0]!;
		const filtered = async (filters: object) => {
			const query = new URLSearchParams({ page: '1', limit: '9', ...filters });
			return (await get(`/api/conversation?${query}`)).body.pagination.totalItems;
		};
		expect(await filtered({ integrationType: 'waba' })).toBe(2);
		expect(await filtered({ integrationType: 'waba', botId, userId })).toBe(2);
		expect(await filtered({ integrationType: 'WABA' })).toBe(0);
		expect(await filtered({ integrationType: 'waba', botId: userId })).toBe(0);
		expect((await get('/api/admin/conversation?page=1&limit=9&integrationType=none')).body.data).toHaveLength(3);
	});

	it('lists bots for a user who has to be named', async () => {
		const bots = async (userId: string) => (await get(`/api/bot?page=1&limit=9&userId=${userId}`)).body;
		expect(Object.keys((await bots('somebody')).data[0])).toEqual(
			'id userId agentId botName isActive type data numberPhoneWaba createdAt updatedAt'.split(' '),
		);
		expect((await bots('')).error).toBe('Validation Error');
	});
});

describe('conversations', () => {
	it('is created as a whole row, handled by the bot whatever was asked for', async () => {
		const { id: botId, userId } = nexora.state.bots[0]!;
		const { status, body } = await post(
			'/api/conversation',
			conversation({ humanHandle: true, id: 'own', ...UNTITLED }),
		);
		expect(status).toBe(200);
		expect(body).toEqual({
			data: {
				id: expect.stringMatching(/^[\da-f-]{36}$/),
				botId,
				userId,
				room: 'a room',
				humanHandle: false,
				integrationType: 'website',
				sender: 'someone',
				createdAt: expect.any(String),
				updatedAt: expect.any(String),
			},
			message: 'Conversation created succesfully!!',
			status: '200',
		});
		expect((await get(`/api/conversation/${body.data.id}`)).body).toEqual({ data: body.data, status: '200' });
	});

	it('is the one that has the room already, whatever the bot', async () => {
		const known = nexora.state.conversations[2]!;
		const { body } = await post('/api/conversation', conversation({ room: known.room, botId: 'none' }));
		expect(body).toEqual({ data: known, message: 'Conversation created succesfully!!', status: '200' });
	});

	it('may become several when they are created at once', async () => {
		await Promise.all(Array.from({ length: 8 }, () => post('/api/conversation', conversation())));
		const created = nexora.state.conversations.filter(({ room }) => room === 'a room');
		expect(created.length).toBeGreaterThan(1);
	});

	it('is refused by its fields or by the database', async () => {
		const create = async (given: object) => (await post('/api/conversation', conversation(given))).body;
		expect(await create({ botId: undefined, sender: '', room: 5, humanHandle: 'true' })).toEqual({
			status: 400,
			error: [
				required('botId', 'string'),
				tooSmall('sender'),
				required('room', 'string', 'number'),
				required('humanHandle', 'boolean', 'string'),
			],
		});
		expect((await create({ room: 'x'.repeat(1001) })).error).toEqual([tooBig('room', 1000)]);
		expect(await create({ botId: 'none' })).toEqual({ status: 400, error: 'Validation Error' });
		expect(await create({ room: 'x'.repeat(101) })).toEqual(INTERNAL);
		expect((await create({ room: '😀'.repeat(100) })).status).toBe('200');
		for (const integrationType of [undefined, null, 5, 'x'.repeat(101)]) {
			expect(await create({ integrationType })).toEqual(INTERNAL);
		}
	});

	it('is updated with all its fields, and answers without an id', async () => {
		const update = async (body: object, id = conversationId) => (await patch(`/api/conversation/${id}`, body)).body;
		const { botId } = nexora.state.conversations[0]!;
		const changes = { room: 'another', sender: 'other', humanHandle: true };
		expect(await update({ ...changes, botId: 'other', integrationType: 'other', id: 'other' })).toEqual({
			data: { botId, integrationType: 'waba', ...changes },
			message: 'Conversation updated succesfully!!',
			status: '200',
		});
		expect((await update({ sender: '', humanHandle: 1 })).error).toEqual([
			required('room', 'string'),
			tooSmall('sender'),
			required('humanHandle', 'boolean', 'number'),
		]);
		const invalid = { status: 400, error: 'ConversationId is Invalid' };
		expect(await update({ ...changes, sender: '' })).toEqual(invalid);
		expect(await update({ ...changes, room: 'x'.repeat(101) })).toEqual(invalid);
		expect(await update(changes, 'none')).toEqual(invalid);
	});

	it('takes its messages with it', async () => {
		nexora.addMessages(3, { conversationId });
		expect((await remove(`/api/conversation/${conversationId}`)).body).toEqual({
			message: 'Conversation deleted succesfully!!',
			status: '200',
		});
		expect(nexora.state.messages).toEqual([]);
		const invalid = { status: 400, body: { status: 400, error: 'ConversationId is Invalid' } };
		expect(await remove(`/api/conversation/${conversationId}`)).toMatchObject(invalid);
		expect(await get(`/api/conversation/conversation:${conversationId}`)).toMatchObject(invalid);
	});

	it('outlives its bot', async () => {
		expect((await remove(`/api/bot/${nexora.state.bots[0]!.id}`)).body.message).toBe('bot deleted succesfully!!');
		expect((await get(`/api/conversation/${conversationId}`)).status).toBe(200);
	});

	it.each(['room', 'sender', 'integrationType'])('has no NUL in its %s', async (field) => {
		expect(await post('/api/conversation', conversation({ [field]: 'a\0b' }))).toMatchObject({
			status: 500,
			body: INTERNAL,
		});
		expect(nexora.state.conversations).toHaveLength(3);
	});

	it.each(['room', 'sender'])('gets no NUL into its %s by an update', async (field) => {
		const changes = { room: 'a room', sender: '', humanHandle: false, [field]: 'a\0b' };
		const { body } = await patch(`/api/conversation/${conversationId}`, changes);
		expect(body.error).toBe('ConversationId is Invalid');
	});

	it('is not known by an id of any length', async () => {
		expect(await get(`/api/conversation/${'x'.repeat(300)}`)).toMatchObject({
			status: 400,
			body: { status: 400, error: 'ConversationId is Invalid' },
		});
	});

	it('minds capitals in ids', async () => {
		expect((await get(`/api/conversation/${conversationId.toUpperCase()}`)).status).toBe(400);
	});
});

describe('messages', () => {
	it('is stored and listed, but the answer has no id', async () => {
		const content = { text: 'a picture', type: 'image', image: null };
		const sent = message({ message: { ...content, unknown: 1 }, ...UNTITLED });
		expect((await post('/api/message', sent)).body).toEqual({
			data: { message: content, conversationId, type: 'text', role: 'Bot', sentiment: 'netral' },
			message: 'Message created succesfully!!',
			status: '200',
		});
		const { data } = (await get(`/api/message?page=1&limit=9&conversationId=${conversationId}`)).body;
		expect(data).toEqual([
			{
				id: expect.any(String),
				conversationId,
				message: content,
				type: 'text',
				role: 'Bot',
				sentiment: 'netral',
				createdAt: expect.any(String),
				updatedAt: expect.any(String),
			},
		]);
		expect((await get(`/api/message/${data[0].id}`)).body).toEqual({ data: data[0], status: '200' });
		expect((await get('/api/message?page=1&limit=9')).body.error).toBe('Validation Error');
		expect(nexora.state.conversations[0]!.updatedAt).toBe(nexora.state.conversations[0]!.createdAt);
	});

	it('is refused by its fields or by the database', async () => {
		const create = async (given: object) => (await post('/api/message', message(given))).body;
		expect((await create({ message: 'text', sentiment: undefined, role: 'x'.repeat(51) })).error).toEqual([
			required('message', 'object', 'string'),
			required('sentiment', 'string'),
			tooBig('role', 50),
		]);
		expect((await create({ message: { text: '', image: 5 } })).error).toEqual([
			{ ...required('image', 'string', 'number'), path: ['message', 'image'] },
			{ ...tooSmall('text'), path: ['message', 'text'] },
			{ ...required('type', 'string'), path: ['message', 'type'] },
		]);
		expect(await create({ conversationId: 'none' })).toEqual(INTERNAL);
		expect(await create({ message: { text: 'a\0b', type: 'text' } })).toEqual(INTERNAL);
		expect((await create({ message: { text: 'x'.repeat(60_000), type: 'text' } })).status).toBe('200');
	});

	it('is updated and deleted', async () => {
		const { id } = nexora.addMessages(1, { conversationId })[0]!;
		const changes = { message: { text: 'new', type: 'text' }, type: 'voice', sentiment: 'positif' };
		const { status, body } = await patch(`/api/message/${id}`, { ...changes, role: 'x', conversationId: 'x' });
		expect(status).toBe(200);
		expect(body).toEqual({
			data: { ...changes, conversationId, role: 'user' },
			message: 'Message updated succesfully!!',
			status: '200',
		});
		expect((await patch(`/api/message/${id}`, {})).body.error).toEqual([
			required('message', 'object'),
			required('type', 'string'),
			required('sentiment', 'string'),
		]);
		const invalid = { status: 400, body: { status: 400, error: 'MessageId is Invalid' } };
		expect(await patch(`/api/message/${id}`, { ...changes, type: '' })).toMatchObject(invalid);
		expect((await remove(`/api/message/${id}`)).body).toEqual({
			message: 'Message deleted succesfully!!',
			status: '200',
		});
		expect(await get(`/api/message/${id}`)).toMatchObject(invalid);
	});
});

describe('customers', () => {
	it('write as someone new, in a room the server makes', async () => {
		nexora.bot = true;
		const written = nexora.customerWrites({ phone: '79250000009', name: 'Пётр' }, { text: 'hello' })!;
		const business = nexora.state.bots[0]!.numberPhoneWaba;
		expect((await get(`/api/conversation/${written.conversationId}`)).body.data).toMatchObject({
			room: `${business}79250000009`,
			integrationType: 'waba',
			sender: business,
			humanHandle: false,
		});
		const path = `/api/message?page=1&limit=9&conversationId=${written.conversationId}`;
		const stored = (await get(path)).body.data;
		expect(stored.at(-1)).toMatchObject({
			id: written.id,
			message: { text: 'hello', type: 'text' },
			role: 'user',
			type: 'text',
			sentiment: 'netral',
		});
		const replies = stored.slice(0, -1);
		expect(replies.length).toBeGreaterThan(1);
		expect(replies.every(({ role }: Json) => role === 'Bot')).toBe(true);
		expect(new Set(replies.map(({ createdAt }: Json) => createdAt)).size).toBe(1);
		expect(nexora.customerWrites({ phone: '79250000009', name: 'Пётр' }, { text: 'again' })!.conversationId).toBe(
			written.conversationId,
		);
	});

	it('are not heard while a person handles the conversation', () => {
		nexora.state.conversations[0]!.humanHandle = true;
		expect(nexora.customerWrites(conversationId, { text: 'lost' })).toBeNull();
		expect(nexora.state.messages).toEqual([]);
	});

	it('see on the page of phones what was stored', async () => {
		const phones = `${sandbox.url}/phones/services`;
		const form = new FormData();
		form.append('text', 'look');
		form.append('file', new Blob(['a picture'], { type: 'image/png' }), 'фото.png');
		expect((await fetch(`${phones}/nexora/${conversationId}`, { method: 'POST', body: form })).status).toBe(204);
		const [{ message }] = (await get('/api/admin/message?page=1&limit=1')).body.data;
		expect(message).toMatchObject({ text: 'look', type: 'image' });
		expect(await (await fetch(message.image)).text()).toBe('a picture');

		for (const [role, text] of [
			['client', 'from the web'],
			['CS', 'an answer'],
		]) {
			await post('/api/message', {
				conversationId,
				message: { text, type: 'text' },
				type: 'text',
				sentiment: 'netral',
				role,
			});
		}
		const service = async () =>
			(await (await fetch(phones)).json()).find(({ name }: Json) => name === 'nexora').contacts[0];
		expect(await service()).toMatchObject({ name: 'Ann Baker', detail: '+79250000001', unread: 1 });
		await fetch(`${phones}/nexora/${conversationId}/read`, { method: 'POST' });
		expect(await service()).toMatchObject({ unread: 0 });
		expect(nexora.phone(conversationId)).toMatchObject([
			{ from: 'customer', text: 'look', attachments: [{ fileName: 'фото.png', mimeType: 'image/png', size: 9 }] },
			{ from: 'customer', text: 'from the web' },
			{ from: 'business', text: 'an answer', ack: 3 },
		]);
	});
});

describe('state', () => {
	it('survives a restart, sessions too', async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-'));
		const stateFile = path.join(folder, 'state.json');
		const before = await startSandbox({ stateFile });
		before.nexora.customerWrites({ phone: '79250000009', name: 'Пётр' }, { text: 'hello' });
		before.nexora.advance(1000);
		await before.close();
		const after = await startSandbox({ stateFile });
		expect(after.nexora.state).toEqual(before.nexora.state);
		const headers = { cookie: `refresh_token=${NEXORA_REFRESH_TOKEN}` };
		expect((await fetch(`${after.url}/nexora/auth/refresh`, { headers })).status).toBe(200);
		await after.close();
		rmSync(folder, { recursive: true });
	});
});
