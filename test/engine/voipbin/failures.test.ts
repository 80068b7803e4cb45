import type { Engine } from '../harness.ts';
import { VOIPBIN_ACCESS_KEY, VOIPBIN_PASSWORD } from '../../../sandbox/sandbox.ts';
import type { Version } from './world.ts';
import { accessKey, login, token, useVoipbin } from './world.ts';
import { describeCredentialTest, expectSaid } from '../credential.ts';
import { DOUBTFUL, NO_API, OTHER_JSON, WEB_PAGE } from '../faults.ts';
import { id, NOWHERE } from '../world.ts';

const world = useVoipbin();
const WRONG = 'vb_wrong_access_key_000000';
const UNKNOWN = '99999999-9999-4999-8999-999999999999';

const send = () => ({ ...world.at(), text: 'Hello' });
const logins = () => world.requests.filter(({ route }) => route === '/auth/login');

/** What a run of an engine with another credential comes to. */
async function list(engine: Engine, items?: Array<{ json: object }>) {
	const { error, items: outputs } = await engine.run({
		type: world.type,
		parameters: { resource: 'message', operation: 'getAll', ...world.at(), returnAll: true },
		items: items as never,
	});
	return { error: error as (Error & { description?: string }) | undefined, outputs: outputs.flat() };
}

const wrongKey = () => ({ ...accessKey, accessKey: WRONG });
const wrongLogin = () => ({ ...login, password: 'wrong-password-000' });
const wrongToken = () => token('wrong-token-000');

const issued = () => world.voipbin.tokens.issue(login.username);

const NO_KEY = /^VoIPbin refused the access key or token/;
const NO_LOGIN = /^VoIPbin refused the user name or password/;

describeCredentialTest(world, {
	passes: {
		'an access key': () => accessKey,
		'a login': () => login,
		'a token': () => token(issued()),
	},
	names: {
		'a wrong access key': [wrongKey, NO_KEY],
		'a wrong login': [wrongLogin, NO_LOGIN],
		'a wrong token': [wrongToken, NO_KEY],
	},
	notices: {
		'a web page': [WEB_PAGE, /not as VoIPbin does/],
		'nothing at this address': [NO_API, /no VoIPbin API at this Base URL/],
		'another JSON': [OTHER_JSON, /not as VoIPbin does/],
		'a login that is answered by something else': [
			{ ...WEB_PAGE, path: '/auth/login' },
			/not as VoIPbin does/,
			() => login,
		],
	},
	signsIn: () => login,
	explains: { 400: NO_LOGIN, 401: NO_KEY, 403: /frozen/, 404: /no VoIPbin API at this Base URL/ },
});

describe('the credential test', () => {
	test('explains a frozen account, and a user who may not read', async () => {
		world.voipbin.frozen = true;
		const frozen = await world.engine.testCredential('voipbinApi');
		expectSaid(frozen.message, /the account is frozen/);
		world.voipbin.frozen = false;
		world.voipbin.role = 'agent';
		const agent = await (await world.engineWith(login)).testCredential('voipbinApi');
		expectSaid(agent.message, /neither manager nor admin/);
	});
});

describe('keys at run', () => {
	test.each([
		['access key', wrongKey],
		['user name or password', wrongLogin],
		['token', wrongToken],
	])('a wrong %s is named and never shown', async (name, entered) => {
		const { error } = await list(await world.engineWith(entered()));
		expect(error).toMatchObject({
			message: `VoIPbin refused the ${name}`,
			description: expect.stringContaining('Open the credential'),
		});
		const everything = `${JSON.stringify(error)} ${error?.stack} ${String(error?.cause)}`;
		expect(everything).not.toMatch(/wrong[-_]/);
		expect(world.requests.length).toBe(1);
	});

	test('a session begins with one login for all items, is kept, and is never shown', async () => {
		const engine = await world.engineWith(login);
		const items = Array.from({ length: 20 }, () => ({ json: {} }));
		expect((await list(engine, items)).error).toBeUndefined();
		expect((await list(engine, items)).error).toBeUndefined();
		expect(logins()).toHaveLength(1);

		const { sessionToken } = engine.credentials.voipbinApi!;
		world.sandbox.faults.add({ kind: 'status', status: 400, body: { message: `Bad ${sessionToken as string}` } });
		const { error } = await list(engine);
		expect(error?.description).toContain('Bad ***');
		expect(JSON.stringify(error)).not.toContain(sessionToken);
	});

	test('an expired one is renewed once under 20 parallel items, which all succeed', async () => {
		const engine = await world.engineWith(login);
		await list(engine);
		world.voipbin.expireTokens();
		const items = Array.from({ length: 20 }, (_, number) => ({ json: { number } }));
		const { error, items: outputs } = await engine.run({
			type: world.type,
			parameters: {
				resource: 'message',
				operation: 'send',
				...world.at(world.conversation('whatsapp')),
				text: '={{ $json.number }}',
			},
			items,
		});
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(20);
		expect(logins()).toHaveLength(2);
		expect(world.received(world.conversation('whatsapp'))).toEqual(items.map(({ json }) => String(json.number)));
	});

	test('reads in parallel renew it once too', async () => {
		const engine = await world.engineWith(login);
		await list(engine);
		world.voipbin.expireTokens();
		const { error } = await list(
			engine,
			Array.from({ length: 20 }, () => ({ json: {} })),
		);
		expect(error).toBeUndefined();
		expect(logins()).toHaveLength(2);
	});

	test('an expired token that nothing can renew is named', async () => {
		const engine = await world.engineWith(token(issued()));
		expect((await list(engine)).error).toBeUndefined();
		world.voipbin.expireTokens();
		expect((await list(engine)).error?.message).toBe('VoIPbin refused the token');
		expect(logins()).toEqual([]);
	});

	test('a mere agent logs in and does what an agent may do', async () => {
		world.voipbin.role = 'agent';
		const engine = await world.engineWith(login);
		const run = async (operation: string, parameters: object) =>
			await engine.run({ type: world.type, parameters: { resource: 'conversation', operation, ...parameters } });
		const own = { returnAll: true, options: { ownerId: world.voipbin.user.id } };
		expect((await run('getAll', own)).error).toBeUndefined();
		const { error } = await run('update', { ...world.at(), updateFields: { name: 'x' } });
		expect(error).toMatchObject({
			message: 'VoIPbin does not allow this',
			description: expect.stringContaining('only managers and admins may do this'),
		});
	});

	test('a bare 400 to anything but a login does not renew the session, and nothing is sent again', async () => {
		const engine = await world.engineWith(login);
		await list(engine);
		world.sandbox.faults.add({ kind: 'status', status: 400, body: '', path: '/messages', times: 9 });
		const before = world.requests.length;
		const parameters = { resource: 'message', operation: 'send', ...send() };
		const { error } = await engine.run({ type: world.type, parameters });
		expect(error?.message).toBe('VoIPbin did not accept the request');
		expect(world.requests.slice(before).map(({ route }) => route)).toEqual(['/v1.0/conversations/:id/messages']);
	});

	test('an access key stands in no text, whatever goes wrong', async () => {
		const echo = {
			error: { reason: 'INTERNAL', message: `GET /?accesskey=${VOIPBIN_ACCESS_KEY}`, request_id: 'req_X' },
		};
		const troubles = [
			{ kind: 'reset' as const, times: 9 },
			{ kind: 'status' as const, status: 500, body: echo, times: 9 },
			{ kind: 'html' as const, status: 200, body: `<title>?accesskey=${VOIPBIN_ACCESS_KEY}</title>` },
			{ kind: 'status' as const, status: 302, headers: { location: `/x?accesskey=${VOIPBIN_ACCESS_KEY}` } },
			{ kind: 'slow' as const, ms: 1000 },
		];
		for (const trouble of troubles) {
			world.sandbox.faults.add({ ...trouble, path: '/messages' });
			const { error } = await world.run('message', 'send', { ...send(), options: { timeout: 200 } });
			expect(`${JSON.stringify(error)} ${error?.stack} ${String(error?.cause)}`).not.toContain(VOIPBIN_ACCESS_KEY);
			expect(error?.message).toEqual(expect.any(String));
			world.sandbox.faults.clear();
		}
		const items = await world.json('conversation', 'getAll', { returnAll: true, simplify: false });
		expect(JSON.stringify(items)).not.toContain(VOIPBIN_ACCESS_KEY);
	});
});

describe('what the user entered', () => {
	test.each([
		['conversation', 'get', { conversationId: '={{ "1/../2" }}' }, "'Conversation' is not a valid ID"],
		[
			'conversation',
			'get',
			{ conversationId: id('a7bc12b7f95c43e682a138f4b7ff9b3f') },
			"'Conversation' is not a valid ID",
		],
		[
			'conversation',
			'get',
			{ conversationId: id('00000000-0000-0000-0000-000000000000') },
			"'Conversation' is not a valid ID",
		],
		[
			'conversation',
			'get',
			{ conversationId: '={{ $json.nothing }}' },
			"The expression in 'Conversation' gave nothing for this item",
		],
		['conversation', 'unassign', { conversationId: id('42') }, "'Conversation' is not a valid ID"],
		['conversation', 'getAll', { returnAll: true, options: { ownerId: 'me' } }, "'Owner ID' is not a valid ID"],
		['conversation', 'getAll', { returnAll: false, limit: 0 }, "'Limit' must be a whole number of 1 or more"],
		['conversation', 'update', { updateFields: { ownerId: 'Ann' } }, "'Owner ID' is not a valid ID"],
		['conversation', 'update', { updateFields: {} }, "'Update Fields' is empty"],
		['conversation', 'setup', { referenceType: ' ' }, "'Reference Type' is empty"],
		['message', 'send', { text: ' ' }, "'Text' is empty"],
		['message', 'send', { text: 'x', options: { medias: '{}' } }, "'Medias' is not a JSON list of objects"],
		['account', 'get', { accountId: id('line') }, "'Account' is not a valid ID"],
		['account', 'create', { type: 'line', name: ' ' }, "'Name' is empty"],
		['account', 'create', { type: 'pigeon', name: 'x' }, "'Type' has a value that is not offered"],
		['account', 'create', { type: 'whatsapp', name: 'x' }, "'Phone Number ID' is empty"],
		['account', 'create', { type: 'whatsapp', name: 'x', options: { phoneNumberId: '1' } }, "'App Secret' is empty"],
		['account', 'update', { accountId: id(UNKNOWN), name: '' }, 'There is nothing to update'],
		[
			'account',
			'delete',
			{ accountId: '={{ $json.nothing }}' },
			"The expression in 'Account' gave nothing for this item",
		],
	])('%s %s %j is refused before anything is sent', async (resource, operation, parameters, message) => {
		const failure = await world.failure(resource, operation, { ...world.at(), ...parameters });
		expect(failure.message).toBe(message);
		expect(world.requests).toEqual([]);
	});

	test.each([
		['conversation', 'get', { conversationId: id(UNKNOWN) }, 'Conversation'],
		['account', 'get', { accountId: id(UNKNOWN) }, 'Account'],
	])('an unknown %s is named with its field', async (resource, operation, parameters, label) => {
		const failure = await world.failure(resource, operation, parameters);
		expect(failure.message).toBe(`VoIPbin did not find ${label} '${UNKNOWN}'`);
		expect(failure.description).toContain(`Check '${label}'`);
	});

	test.each([
		[UNKNOWN, 'VoIPbin has no agent with this ID'],
		['', 'belongs to another VoIPbin customer'],
	])('an owner that cannot be is explained: %s', async (ownerId, advice) => {
		const stranger = world.voipbin.state.agents[2]!.id;
		const failure = await world.failure('conversation', 'update', {
			...world.at(),
			updateFields: { ownerId: ownerId || stranger },
		});
		expect(failure.description).toContain(advice);
	});

	test('a mistake in the last item keeps the first from being sent', async () => {
		const items = [{ json: { text: 'one' } }, { json: { text: '' } }];
		const failure = await world.failure('message', 'send', { ...send(), text: '={{ $json.text }}' }, { items });
		expect(failure).toMatchObject({ message: "The expression in 'Text' gave nothing for this item", itemIndex: 1 });
		expect(world.requests).toEqual([]);
	});

	test('Continue: the others are sent, the failed item says why', async () => {
		const items = ['one', '', 'three'].map((text) => ({ json: { text } }));
		const parameters = { ...send(), text: '={{ $json.text }}' };
		const { items: outputs } = await world.run('message', 'send', parameters, {
			items,
			onError: 'continueRegularOutput',
		});
		expect(outputs[0]?.[1]).toMatchObject({
			json: { error: "The expression in 'Text' gave nothing for this item" },
			pairedItem: { item: 1 },
		});
		expect(world.received()).toEqual(['one', 'three']);
	});
});

describe.each<Version>(['2022', '2026'])('errors of the VoIPbin of %s', (version) => {
	beforeEach(() => world.speak(version));

	test('are shown in its own words, with the number for its support', async () => {
		const { description } = await world.failure('conversation', 'get', { conversationId: id(UNKNOWN) });
		expect(description).toContain('VoIPbin said: "There is no such conversation." (HTTP 404)');
		const numbered = /VoIPbin's support finds this request as req_\w+\./.test(description);
		expect(numbered).toBe(version === '2026');
	});

	test.each([
		[402, 'VoIPbin requires payment', 'Top up the balance'],
		[403, 'VoIPbin does not allow this', version === '2026' ? 'only managers and admins' : 'Check the rights'],
	])('%i comes with advice', async (status, message, advice) => {
		world.sandbox.faults.add({ kind: 'status', status });
		const failure = await world.failure('message', 'send', send());
		expect(failure.message).toBe(message);
		expect(failure.description).toContain(advice);
	});
});

describe('what VoIPbin refuses', () => {
	test('a frozen account is explained', async () => {
		world.voipbin.frozen = true;
		const failure = await world.failure('conversation', 'get', world.at());
		expect(failure.description).toContain('The VoIPbin account is frozen');
	});

	test('the setup of 2022 is told what to use instead', async () => {
		const failure = await world.failure('conversation', 'setup', { referenceType: 'line' });
		expect(failure.description).toContain("Use 'Account: Create' instead");
	});

	test('a Base URL with the version in it is noticed', async () => {
		const engine = await world.engineWith({
			...accessKey,
			baseUrl: `${world.sandbox.url}/voipbin/v1.0`,
		});
		world.sandbox.faults.add({
			kind: 'status',
			status: 404,
			body: { error: { status: 'NOT_FOUND', reason: 'ROUTE_NOT_FOUND', message: 'No route', request_id: 'req_A' } },
		});
		expect((await list(engine)).error?.description).toContain('/v1.0 is added to it by itself');
	});
});

describe('trouble on the way', () => {
	test('a 429 is waited out as its Retry-After asks, and the message arrives once', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 429, headers: { 'retry-after': '1' }, path: '/messages' });
		await world.json('message', 'send', send());
		expect(world.requests.map(({ status }) => status)).toEqual([429, 200]);
		expect(world.received()).toEqual(['Hello']);
	});

	test('a 429 beyond Max Wait is not waited for', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 429, headers: { 'retry-after': '50' }, path: '/messages' });
		const failure = await world.failure('message', 'send', { ...send(), options: { maxWait: 10 } });
		expect(failure.message).toBe('VoIPbin takes no more requests for now');
		expect(world.requests).toHaveLength(1);
	});

	test('the published rate is kept, so that VoIPbin never has to refuse', async () => {
		world.voipbin.limits = true;
		const items = Array.from({ length: 70 }, (_, number) => ({
			json: { number, to: world.conversation(number % 2 ? 'line' : 'whatsapp').id },
		}));
		const parameters = { conversationId: id('={{ $json.to }}'), text: '={{ $json.number }}' };
		expect(await world.json('message', 'send', parameters, { items })).toHaveLength(70);
		expect(world.requests.map(({ status }) => status)).toEqual(Array(70).fill(200));
		expect([
			...world.received(world.conversation('line')),
			...world.received(world.conversation('whatsapp')),
		]).toHaveLength(70);
	});

	test.each(DOUBTFUL)(
		'a send is never repeated where it may have arrived (%s), and the doubt is said',
		async (_, fault, arrived) => {
			world.sandbox.faults.add({ ...fault, path: '/messages' });
			const failure = await world.failure('message', 'send', send());
			expect(failure.description).toContain('It is not certain whether VoIPbin carried this out');
			expect(world.received()).toHaveLength(arrived);
		},
	);

	test.each(['status', 'html', 'reset'] as const)('a read is repeated after: %s', async (kind) => {
		world.sandbox.faults.add({ kind, status: kind === 'html' ? 502 : 503, times: 2 });
		expect(await world.json('conversation', 'get', world.at())).toHaveLength(1);
	});

	test('a web page where the API should be points at the Base URL', async () => {
		world.sandbox.faults.add({ kind: 'html', status: 200, times: 9 });
		const failure = await world.failure('conversation', 'get', world.at());
		expect(failure.message).toBe('The Base URL answers, but not as VoIPbin does');
		expect(failure.description).toContain('Base URL');
	});

	test.each([
		['an access key', accessKey],
		['a login', login],
	])('no server, with %s: the host is named, nothing is in doubt, no secret is shown', async (_, entered) => {
		const offline = await world.engineWith({ ...entered, baseUrl: NOWHERE });
		const { error } = await offline.run({
			type: world.type,
			parameters: { resource: 'message', operation: 'send', ...send() },
		});
		expect(error?.message).toBe('No connection to 127.0.0.1:9');
		expect((error as { description?: string }).description).not.toContain('not certain');
		const everything = JSON.stringify(error);
		expect(everything).not.toContain(VOIPBIN_ACCESS_KEY);
		expect(everything).not.toContain(VOIPBIN_PASSWORD);
	});
});
