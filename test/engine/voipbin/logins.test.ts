import type { INodeType } from 'n8n-workflow';

import { VOIPBIN_PASSWORD } from '../../../sandbox/sandbox.ts';
import type { Engine } from '../harness.ts';
import { createEngine } from '../harness.ts';
import { until } from '../../live/until.ts';
import { login, useVoipbin } from './world.ts';

const world = useVoipbin();

const SELLER = 'seller@sandbox-store.example';
/** A credential whose login comes with each item. */
const LOGIN_OF_ITEM = {
	authentication: 'login',
	username: '={{ $json.username }}',
	password: '={{ $json.password }}',
};

const by = (username: string, password = VOIPBIN_PASSWORD) => ({ json: { username, password } });

const send = async (engine: Engine, items: Array<{ json: object }>, settings: object = {}) =>
	await engine.run({
		type: world.type,
		parameters: { resource: 'message', operation: 'send', ...world.at(), text: '={{ "From " + $json.username }}' },
		items: items as never,
		...settings,
	});

/** Who sent the messages that VoIPbin took, by the token each came with. */
const senders = () =>
	world.requests
		.filter(({ route, status }) => route.endsWith('/messages') && status < 300)
		.map(({ query, body }) => [
			(body as { text: string }).text,
			`From ${world.voipbin.tokens.usernameIn(String(query.token))}`,
		]);
const logins = () => world.requests.filter(({ route }) => route === '/auth/login').length;
const all = (username: string, count: number) => Array.from({ length: count }, () => by(username));

test('a wrong password is not tried again by later items, which could lock the account', async () => {
	const engine = await world.engineWith({ ...login, password: 'wrong-password-000' });
	const { items: outputs } = await send(engine, all(login.username, 100), { onError: 'continueRegularOutput' });
	const refused = Array(100).fill('VoIPbin refused the user name or password');
	expect(outputs.flat().map(({ json }) => json.error)).toEqual(refused);
	expect(logins()).toBe(1);
});

describe('a login that is an expression', () => {
	test('is that of each execution: no message leaves under the name of another user', async () => {
		const engine = await world.engineWith(LOGIN_OF_ITEM);
		for (const username of [login.username, SELLER, login.username]) {
			expect((await send(engine, [by(username)])).error).toBeUndefined();
		}
		expect(senders()).toHaveLength(3);
		for (const [text, sender] of senders()) expect(text).toBe(sender);
		expect(logins()).toBe(2);
	});

	test('is that of each item', async () => {
		const engine = await world.engineWith(LOGIN_OF_ITEM);
		const items = Array.from({ length: 20 }, (_, index) => by(index % 2 ? SELLER : login.username));
		expect((await send(engine, items)).error).toBeUndefined();
		expect(senders()).toHaveLength(20);
		for (const [text, sender] of senders()) expect(text).toBe(sender);
		expect(logins()).toBe(2);
	});

	test('is that of each of two executions at once, in two processes of one n8n, also when all tokens expire', async () => {
		const here = await world.engineWith(LOGIN_OF_ITEM);
		const there = await createEngine({ credentials: here.credentials });
		await Promise.all([send(here, all(SELLER, 5)), send(there, all(login.username, 5))]);
		world.voipbin.expireTokens();
		const runs = [
			send(here, all(SELLER, 15)),
			send(there, all(login.username, 15)),
			send(here, all(login.username, 15)),
		];
		for (const { error } of await Promise.all(runs)) expect(error).toBeUndefined();
		expect(senders()).toHaveLength(55);
		for (const [text, sender] of senders()) expect(text).toBe(sender);
		await there.close();
	});

	test('lets nobody in with a wrong password, whoever was let in before', async () => {
		const engine = await world.engineWith(LOGIN_OF_ITEM);
		await send(engine, [by(SELLER)]);
		const { error } = await send(engine, [by(SELLER, 'wrong-password-000')]);
		expect(error?.message).toBe('VoIPbin refused the user name or password');
		expect(senders()).toHaveLength(1);
	});

	test('leaves the expression in the credential, and nothing that tells a password', async () => {
		const engine = await world.engineWith(LOGIN_OF_ITEM);
		await send(engine, [by(SELLER)]);
		expect(engine.credentials.voipbinApi).toMatchObject(LOGIN_OF_ITEM);
		expect(JSON.stringify(engine.credentials)).not.toContain(VOIPBIN_PASSWORD);
	});
});

test('who comes while a new session is being tried uses it, and does not sign in again', async () => {
	const engine = await world.engineWith(login);
	await send(engine, [by(login.username)]);
	world.voipbin.expireTokens();
	const before = logins();
	world.sandbox.faults.add({ kind: 'slow', ms: 1500, method: 'GET', path: '/v1.0/conversations', times: 1 });
	const first = send(engine, [by(login.username)]);
	await until('the new session is tried', () => logins() > before && world.requests.at(-1)!.method === 'GET');
	const runs = [first, send(engine, [by(login.username)]), send(engine, [by(login.username)])];
	for (const { error } of await Promise.all(runs)) expect(error).toBeUndefined();
	expect(logins() - before).toBe(1);
});

test('a login that was changed in the credential counts from the next message on, though the session before is good', async () => {
	const engine = await world.engineWith(login);
	await send(engine, [by(login.username)]);
	Object.assign(engine.credentials.voipbinApi!, { username: SELLER });
	await send(engine, [by(SELLER)]);
	expect(senders().map(([, sender]) => sender)).toEqual([`From ${login.username}`, `From ${SELLER}`]);
});

test('a request that n8n itself signs with the credential, as its HTTP Request node has it, is signed anew too', async () => {
	const request: INodeType = {
		description: {
			displayName: 'Request',
			name: 'request',
			group: ['output'],
			version: 1,
			description: '',
			defaults: { name: 'Request' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'voipbinApi', required: true }],
			properties: [],
		},
		async execute() {
			const url = `${world.sandbox.url}/voipbin/v1.0/conversations`;
			return [[{ json: await this.helpers.httpRequestWithAuthentication.call(this, 'voipbinApi', { url }) }]];
		},
	};
	const credentials = { voipbinApi: world.credential(login) };
	const engine = await createEngine({ credentials, extraNodes: { 'test.request': request } });
	await send(engine, [by(login.username)]);
	Object.assign(engine.credentials.voipbinApi!, { username: SELLER });
	const before = world.requests.length;
	expect((await engine.run({ type: 'test.request' })).error).toBeUndefined();
	const tokens = world.requests.slice(before).map(({ query }) => String(query.token ?? ''));
	expect(tokens.filter(Boolean).map((token) => world.voipbin.tokens.usernameIn(token))).toEqual([SELLER]);
	await engine.close();
});
