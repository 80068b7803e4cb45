import type { Version } from './world.ts';
import { useNexora } from './world.ts';
import { beside } from '../beside.ts';
import { describeCredentialTest, expectSaid } from '../credential.ts';
import { DOUBTFUL, NO_API, OTHER_JSON, WEB_PAGE } from '../faults.ts';
import { id, NOWHERE } from '../world.ts';

const world = useNexora();

const toAnn = (text = 'Hello') => ({ ...world.at(), text, type: 'text', role: 'Bot' });
const newRoom = () => ({ room: 'r', integrationType: 'website', botId: id(world.nexora.state.bots[0]!.id) });
const stored = () => world.nexora.state.messages.map(({ message }) => message.text);

const REFUSED = /^Nexora refused the token.*Sign in to Nexora again/;
const accessToken = (value: string) => ({ authentication: 'accessToken', accessToken: value });

describeCredentialTest(world, {
	passes: {
		'a refresh token': () => ({ sessionToken: '' }),
		'a refresh token that has a session': () => ({}),
		'an access token': () => accessToken(world.nexora.state.account.accessToken),
	},
	names: {
		'a wrong refresh token': [() => ({ refreshToken: 'wrong-token-000', sessionToken: '' }), REFUSED],
		'a wrong access token': [() => accessToken('wrong-token-000'), REFUSED],
	},
	notices: {
		'a web page': [WEB_PAGE, /not as Nexora does/, () => ({ sessionToken: '' })],
		'a web page that is shown an access token': [WEB_PAGE, /not as Nexora does/, () => accessToken('any-token-000')],
		'nothing at this address': [NO_API, /no Nexora server at this Base URL/],
		'another JSON': [OTHER_JSON, /not as Nexora does/],
	},
	signsIn: () => ({}),
	explains: { 400: REFUSED, 401: REFUSED, 404: /no Nexora server at this Base URL/, 429: /Wait 10 seconds/ },
});

describe('the credential test', () => {
	test('leaves a good session: the next run renews nothing', async () => {
		expect(await world.engine.testCredential('nexoraApi')).toMatchObject({ status: 'OK' });
		expect(world.asked).toEqual(['GET /auth/refresh', 'GET /api/user']);
		await world.json('conversation', 'get', world.at());
		expect(world.requests).toHaveLength(3);
	});

	test('is passed with a good refresh token whose session is over, and the node goes on after it', async () => {
		world.nexora.expireAccess();
		expect(await world.engine.testCredential('nexoraApi')).toMatchObject({ status: 'OK' });
		expect(await world.json('conversation', 'get', world.at())).toHaveLength(1);
	});

	test.each([
		['/elsewhere', /no Nexora server at this Base URL/],
		['/nexora/api', /without \/api/],
	])('names a Base URL where something else answers: %s', async (path, says) => {
		await world.begin({ baseUrl: `${world.sandbox.url}${path}` });
		expectSaid((await world.engine.testCredential('nexoraApi')).message, says);
	});
});

describe('the token', () => {
	const failure = async () => await world.failure('conversation', 'get', world.at());

	test('a refresh token that is too old is explained', async () => {
		world.nexora.expireRefresh();
		const { message, description } = await failure();
		expect(message).toBe('Nexora refused the refresh token');
		expect(description).toContain('Nexora said: "refreshToken is invalid!!" (HTTP 400)');
		expect(description).toContain('Sign in to Nexora again and paste the new refresh token');
	});

	test('one that another login has ended is explained, and never shown', async () => {
		const { refreshToken, email, password } = world.nexora.state.account;
		await fetch(`${world.sandbox.url}/nexora/auth/login`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ email, password }),
		});
		const { message, description, everything } = await failure();
		expect(message).toBe('Nexora refused the refresh token');
		expect(description).toMatch(/Give n8n an account of its own.*"Unauthorized" \(HTTP 401\)/);
		expect(everything).not.toContain(refreshToken);
	});

	test('an access token is used as it is, without a renewal', async () => {
		const { accessToken: token } = world.nexora.state.account;
		await world.begin({ ...accessToken(token), refreshToken: '', sessionToken: '' });
		expect(await world.json('conversation', 'get', world.at())).toHaveLength(1);
		expect(world.requests).toHaveLength(1);
	});

	test('an access token that is too old is explained, with the better way', async () => {
		const { accessToken: token } = world.nexora.state.account;
		await world.begin({ ...accessToken(token), refreshToken: '', sessionToken: '' });
		world.nexora.expireAccess();
		const { message, description, everything } = await failure();
		expect(message).toBe('Nexora refused the access token');
		expect(description).toMatch(/choose 'Refresh Token'.*"Access token expired!!" \(HTTP 400\)/);
		expect(everything).not.toContain(token);
		expect(world.requests).toHaveLength(1);
	});

	test('a wrong access token is explained', async () => {
		await world.begin({ ...accessToken('wrong-token-000'), sessionToken: '' });
		const { message, description, everything } = await failure();
		expect(message).toBe('Nexora refused the access token');
		expect(description).toContain('another login has ended it');
		expect(everything).not.toContain('wrong-token-000');
	});

	test('one that the server repeats in its answer is blotted out', async () => {
		const { refreshToken, accessToken } = world.nexora.state.account;
		world.sandbox.faults.add({
			kind: 'status',
			status: 400,
			body: { error: `Not with ${accessToken} or ${refreshToken}` },
		});
		const { description, everything } = await failure();
		expect(description).toContain('Not with *** or ***');
		expect(everything).not.toContain(accessToken);
	});
});

describe('what the user entered', () => {
	test.each([
		['conversation', 'get', { conversationId: id('gone') }, "Conversation 'gone'"],
		['conversation', 'update', { conversationId: id('gone'), updateFields: { room: 'r' } }, "Conversation 'gone'"],
		['conversation', 'delete', { conversationId: id('gone') }, "Conversation 'gone'"],
		['message', 'get', { messageId: 'gone' }, "Message ID 'gone'"],
		['message', 'delete', { messageId: 'gone' }, "Message ID 'gone'"],
	])('%s %s: an unknown ID is named with its field', async (resource, operation, parameters, named) => {
		const { message, description } = await world.failure(resource, operation, parameters);
		expect(message).toBe(`Nexora did not find ${named}`);
		expect(description).toMatch(/^Check '.*said: "(Conversation|Message)Id is Invalid" \(HTTP 400\)/);
	});

	test('current server: an unknown bot is named', async () => {
		const { description } = await world.failure('conversation', 'create', { ...newRoom(), botId: id('nobody') });
		expect(description).toContain("there is no such bot: choose another one in 'Bot'");
	});

	test('document server: an unknown bot is named, and nothing is in doubt', async () => {
		world.speak('document');
		const failure = await world.failure('conversation', 'create', { ...newRoom(), botId: id('nobody') });
		expect(failure.message).toBe("Nexora did not find Bot 'nobody'");
		expect(failure.description).toContain("Check 'Bot'");
		expect(failure.description).not.toContain('not certain');
	});

	test.each<Version>(['current', 'document'])('%s server: a message for an unknown conversation', async (version) => {
		world.speak(version);
		const failure = await world.failure('message', 'create', { ...toAnn(), conversationId: id('gone') });
		expect(failure.message).toBe("Nexora did not find Conversation 'gone'");
		expect(failure.description).toContain("Check 'Conversation'");
		expect(failure.description).not.toContain('not certain');
		expect(stored()).toEqual([]);
	});

	test.each([
		['conversation', 'create', { room: ' ' }, "'Room' is empty"],
		['conversation', 'create', { room: 'x'.repeat(101) }, "'Room' is too long"],
		['conversation', 'create', { integrationType: ' ' }, "'Integration Type' is empty"],
		['conversation', 'create', { integrationType: 'x'.repeat(101) }, "'Integration Type' is too long"],
		['conversation', 'create', { botId: '={{ $json.bot }}' }, "The expression in 'Bot' gave nothing for this item"],
		['conversation', 'create', { options: { sender: 'x'.repeat(226) } }, "'Sender' is too long"],
		['conversation', 'create', { options: { humanHandle: 'maybe' } }, "'Human Handle' must be true or false"],
		[
			'conversation',
			'get',
			{ conversationId: '={{ $json.c }}' },
			"The expression in 'Conversation' gave nothing for this item",
		],
		['conversation', 'get', { conversationId: id('a/../b') }, "'Conversation' is not a valid ID"],
		['conversation', 'delete', { conversationId: id('..') }, "'Conversation' is not a valid ID"],
		['conversation', 'update', { updateFields: {} }, "'Update Fields' is empty"],
		['conversation', 'update', { updateFields: { room: '' } }, "'Room' is empty"],
		['conversation', 'getAll', { options: { botId: id('a b') } }, "'Bot' is not a valid ID"],
		['message', 'get', { messageId: 'a/b' }, "'Message ID' is not a valid ID"],
		['message', 'create', { text: ' ' }, "'Text' is empty"],
		['message', 'create', { text: 'a\0b' }, "'Text' holds a NUL character"],
		['message', 'create', { role: 'x'.repeat(51) }, "'Role' is too long"],
		['message', 'update', { messageId: 'm', updateFields: { text: ' ' } }, "'Text' is empty"],
	])('%s %s %j is refused before anything is sent', async (resource, operation, parameters, message) => {
		const failure = await world.failure(resource, operation, { ...newRoom(), ...toAnn(), ...parameters });
		expect(failure.message).toBe(message);
		expect(world.requests).toEqual([]);
	});

	test('a room of a hundred emoji is not too long', async () => {
		await world.json('conversation', 'create', { ...newRoom(), room: '😀'.repeat(100) });
		expect(world.nexora.state.conversations).toHaveLength(4);
	});

	test('a text that a server of 2025 cannot store is not sent there', async () => {
		world.speak('document');
		const { message, description } = await world.failure('message', 'create', toAnn('x'.repeat(192)));
		expect(message).toBe("'Text' is too long");
		expect(description).toContain('191');
		expect(world.requests).toEqual([]);
		await world.json('message', 'create', toAnn('😀'.repeat(191)));
	});

	test('one of them in the last item, or in an update, keeps the first from being stored', async () => {
		world.speak('document');
		const items = [{ json: { text: 'one' } }, { json: { text: 'x'.repeat(192) } }];
		const failure = await world.failure('message', 'create', toAnn('={{ $json.text }}'), { items });
		expect(failure).toMatchObject({ message: "'Text' is too long", itemIndex: 1 });
		const updateFields = { text: 'x'.repeat(192) };
		expect(await world.failure('message', 'update', { messageId: 'm', updateFields })).toMatchObject({
			message: "'Text' is too long",
		});
		expect(world.requests).toEqual([]);
	});

	test('an update without a sender, where the conversation has none, asks for one', async () => {
		const { id: nameless } = world.nexora.addConversation();
		const parameters = { conversationId: id(nameless), updateFields: { room: 'r' } };
		const { message, description } = await world.failure('conversation', 'update', parameters);
		expect(message).toBe("'Sender' is empty, and Nexora takes no change of a conversation without one");
		expect(description).toContain('Update Fields');
	});

	test('a conversation with messages, which a server of 2025 keeps, is explained', async () => {
		world.speak('document');
		world.nexora.addMessages(1);
		const { description } = await world.failure('conversation', 'delete', world.at());
		expect(description).toContain('while the conversation has messages');
	});

	test('a mistake in the last item keeps the first from being sent', async () => {
		const items = [{ json: { text: 'one' } }, { json: { text: '' } }];
		const failure = await world.failure('message', 'create', toAnn('={{ $json.text }}'), { items });
		expect(failure).toMatchObject({ message: "The expression in 'Text' gave nothing for this item", itemIndex: 1 });
		expect(world.requests).toEqual([]);
	});

	test('On Error: the others are stored, the failed item says why', async () => {
		const items = [{ json: { text: 'one' } }, { json: { text: '' } }, { json: { text: 'three' } }];
		const { items: outputs } = await world.run('message', 'create', toAnn('={{ $json.text }}'), {
			items,
			onError: 'continueErrorOutput',
		});
		expect(outputs[0]?.map(({ json }) => json.text)).toEqual(['one', 'three']);
		expect(outputs[1]).toMatchObject([{ json: { error: "The expression in 'Text' gave nothing for this item" } }]);
		expect(stored()).toEqual(['one', 'three']);
	});
});

describe('the words of the server', () => {
	const said = async (status: number, body: object) => {
		world.sandbox.faults.add({ kind: 'status', status, body, method: 'POST' });
		return (await world.failure('conversation', 'create', newRoom())).description;
	};

	test('complaints about fields name their labels', async () => {
		const issues = [
			{ code: 'invalid_type', path: ['humanHandle'], message: 'Expected boolean, received string' },
			{ code: 'too_small', path: ['message', 'text'], message: 'String must contain at least 1 character(s)' },
			{ code: 'invalid_type', path: ['unheardOf'], message: 'Required' },
			{ code: 'invalid_type', path: [], message: 'Expected object, received null' },
		];
		expect(await said(400, { status: 400, error: issues })).toContain(
			'"Human Handle: Expected boolean, received string; Text: String must contain at least 1 character(s); unheardOf: Required; Expected object, received null"',
		);
	});

	test.each([
		[
			400,
			{ status: 400, error: { message: 'Unexpected end of JSON input', statusCode: 400 } },
			'Unexpected end of JSON',
		],
		[404, { status: 404, error: { message: 'Cannot POST /x', error: 'Not Found' } }, 'Cannot POST /x'],
		[500, { statusCode: 500, message: 'Internal server error' }, 'Internal server error'],
	])('HTTP %i %j is readable', async (status, body, words) => {
		expect(await said(status, body)).toContain(`Nexora said: "${words}`);
	});

	test('an address where there is no Nexora is not blamed on the ID', async () => {
		const { accessToken: value } = world.nexora.state.account;
		await world.begin({ ...accessToken(value), baseUrl: `${world.sandbox.url}/nexora/api` });
		const body = { status: 404, error: { message: 'Cannot GET /api/api/conversation/x', error: 'Not Found' } };
		world.sandbox.faults.add({ kind: 'status', status: 404, body });
		const { message, description } = await world.failure('conversation', 'get', world.at());
		expect(message).not.toContain('Conversation');
		expect(description).toMatch(
			/there is no Nexora at this one\. Nexora said: "Cannot GET \/api\/api\/conversation\/x" \(HTTP 404\)/,
		);
	});

	test('an error that comes as HTTP 200, as in the document, is one', async () => {
		const body = { status: 4010, error: 'ConversationId is Invalid' };
		world.sandbox.faults.add({ kind: 'status', status: 200, body, method: 'DELETE' });
		const { message } = await world.failure('conversation', 'delete', world.at());
		expect(message).toBe(`Nexora did not find Conversation '${world.ann.id}'`);
		expect(world.nexora.state.conversations).toHaveLength(3);
	});

	test('a text that is too large for the server is explained', async () => {
		const { description } = await world.failure('message', 'create', toAnn('x'.repeat(110_000)));
		expect(description).toMatch(/^Send a shorter text.*"request entity too large" \(HTTP 413\)/);
	});
});

describe('a server of the other time', () => {
	const CHOOSE = { current: "choose 'Current' in API Version", document: "choose 'Document' in API Version" };

	/** The server is of this version, the node set to the other one. */
	const mixUp = (server: Version) => {
		world.speak(server);
		world.common.apiVersion = server === 'current' ? 'document' : 'current';
	};

	test.each<Version>(['current', 'document'])('%s: a message says which version to choose', async (server) => {
		mixUp(server);
		const [message] = world.nexora.addMessages(1);
		const created = await world.failure('message', 'create', toAnn());
		expect(created.description).toContain(CHOOSE[server]);
		const updateFields = { text: 'Better' };
		const updated = await world.failure('message', 'update', { messageId: message!.id, updateFields });
		expect(updated.description).toContain(CHOOSE[server]);
		expect(stored()).toEqual(['Message 1']);
	});

	test('current: a conversation says which version to choose', async () => {
		mixUp('current');
		const { description } = await world.failure('conversation', 'create', newRoom());
		expect(description).toContain(CHOOSE.current);
		const parameters = { ...world.at(), updateFields: { room: 'r' } };
		expect((await world.failure('conversation', 'update', parameters)).description).toContain(CHOOSE.current);
	});

	test('document: conversations are found all the same, and it is said', async () => {
		mixUp('document');
		const options = { integrationType: 'WABA' };
		const { items, hints } = await world.run('conversation', 'getAll', { returnAll: true, options });
		expect(items[0]?.map(({ json }) => json.id)).toContain(world.ann.id);
		expect(hints).toEqual([{ message: expect.stringContaining(CHOOSE.document) }]);
	});

	test('document: a conversation is changed all the same, and it is said', async () => {
		mixUp('document');
		const parameters = { ...world.at(), updateFields: { room: 'new room', humanHandle: true } };
		const { error, hints } = await world.run('conversation', 'update', parameters);
		expect(error).toBeUndefined();
		expect(world.ann).toMatchObject({ room: 'new room', humanHandle: false });
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringContaining(CHOOSE.document),
			'This Nexora server has no Human Handle',
		]);
	});

	test('a filter that nothing fits leads to no further request', async () => {
		const options = { integrationType: 'pigeon' };
		expect(await world.json('conversation', 'getAll', { returnAll: true, options })).toEqual([]);
		expect(world.requests).toHaveLength(1);
	});
});

describe('trouble on the way', () => {
	test('a Base URL where something else answers is named', async () => {
		const page = '<html><title>Welcome to nginx</title></html>';
		await beside(
			(_, response) => response.setHeader('content-type', 'text/html').end(page),
			async (baseUrl) => {
				await world.begin({ baseUrl, sessionToken: '' });
				const { message, description } = await world.failure('conversation', 'get', world.at());
				expect(message).toBe('The Base URL answers, but not as Nexora does');
				expect(description).toContain(`${baseUrl} may be a web page`);
			},
		);
	});

	test.each([
		['with a session', 'any-token'],
		['without', ''],
	])('a server that is down is named, %s', async (_, sessionToken) => {
		await world.begin({ baseUrl: NOWHERE, sessionToken });
		const { message, description } = await world.failure('message', 'create', toAnn());
		expect(message).toBe('No connection to 127.0.0.1:9');
		expect(description).toContain(`Check that ${NOWHERE} (Base URL of the credential) is right and reachable`);
		expect(description).not.toContain('not certain');
	});

	test.each(DOUBTFUL)('a message is never stored twice (%s), and the doubt is said', async (_, fault, arrived) => {
		world.sandbox.faults.add({ ...fault, method: 'POST' });
		const { description } = await world.failure('message', 'create', toAnn());
		expect(description).toContain('It is not certain whether Nexora carried this out');
		expect(stored()).toHaveLength(arrived);
	});

	test.each(['/api/conversation', '/auth/refresh'])(
		'a read is repeated, also that for a new session: %s',
		async (path) => {
			world.nexora.expireAccess();
			world.sandbox.faults.add({ kind: 'status', status: 503, path });
			expect(await world.json('conversation', 'get', world.at())).toHaveLength(1);
		},
	);
});
