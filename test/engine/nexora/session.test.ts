import { setTimeout as sleep } from 'node:timers/promises';

import { useNexora } from './world.ts';

const world = useNexora();

const items = (count: number) => Array.from({ length: count }, () => ({ json: {} }));

describe('a session that is over', () => {
	// of the time when the server counted nothing, so that many requests take no time
	beforeEach(() => world.speak('document'));

	test('is renewed once for 20 items at once', async () => {
		world.nexora.expireAccess();
		expect(await world.json('conversation', 'get', world.at(), { items: items(20) })).toHaveLength(20);
		expect(world.renewals).toBe(1);
	});

	test('is renewed once for items that write, and each is carried out once', async () => {
		world.nexora.expireAccess();
		const parameters = { ...world.at(), text: '={{ "Nr. " + $itemIndex }}', type: 'text', role: 'Bot' };
		await world.json('message', 'create', parameters, { items: items(20) });
		const texts = world.nexora.state.messages.map(({ message }) => message.text);
		expect(texts).toEqual(items(20).map((_, index) => `Nr. ${index}`));
		expect(world.renewals).toBe(1);
	});

	test('is renewed for an execution that goes on, when the one that began to renew it was stopped', async () => {
		world.nexora.expireAccess();
		world.sandbox.faults.add({ kind: 'slow', ms: 300, path: '/auth/refresh' });
		const stop = new AbortController();
		const stopped = world.run('conversation', 'get', world.at(), { signal: stop.signal });
		while (!world.requests.some(({ route }) => route === '/auth/refresh')) await sleep(10);
		const other = world.run('conversation', 'get', world.at());
		await sleep(50);
		stop.abort();
		await stopped;
		const { error, items: outputs } = await other;
		expect(error).toBeUndefined();
		expect(outputs.flat()).toHaveLength(1);
	});

	test('is renewed once for two executions at once', async () => {
		world.nexora.expireAccess();
		const run = async () => await world.json('conversation', 'get', world.at(), { items: items(5) });
		const [one, other] = await Promise.all([run(), run()]);
		expect([...one, ...other]).toHaveLength(10);
		expect(world.renewals).toBe(1);
	});

	test('whose renewal is refused fails those who wait for it, and of none is said what another one has done', async () => {
		const message = { type: 'text', role: 'Bot' };
		const seen = (route: string) => world.requests.some((request) => request.route === route);
		world.sandbox.faults.add({ kind: 'slow', ms: 300, method: 'POST', path: '/api/message' });
		const stored = world.run('message', 'create', { ...world.at(), ...message, text: 'One' });
		while (!seen('/api/message')) await sleep(10);
		// so the first one renews when it looks for the row it has stored
		world.nexora.expireAccess();
		world.sandbox.faults.add({ kind: 'status', status: 400, ms: 300, path: '/auth/refresh' });
		while (!seen('/auth/refresh')) await sleep(10);
		const other = world.newcomer('Bob');
		const failure = await world.failure('message', 'create', { ...world.at(other), ...message, text: 'Two' });
		expect(failure.description).not.toContain('carried out');
		expect((await stored).error).toBeUndefined();
		expect([world.received(), world.received(other)]).toEqual([['One'], []]);
	});

	test('is not renewed again for an answer that comes late', async () => {
		world.nexora.expireAccess();
		world.sandbox.faults.add({ kind: 'slow', ms: 300, path: '/api/conversation' });
		expect(await world.json('conversation', 'get', world.at(), { items: items(3) })).toHaveLength(3);
		expect(world.renewals).toBe(1);
	});

	test('is begun once when there is none', async () => {
		await world.begin({ sessionToken: '' });
		await world.json('conversation', 'get', world.at(), { items: items(20) });
		expect(world.renewals).toBe(1);
		expect(world.engine.credentials.nexoraApi?.sessionToken).toBe(world.nexora.state.account.accessToken);
	});

	test('is renewed when another one has taken its place', async () => {
		await world.json('conversation', 'get', world.at());
		await fetch(`${world.sandbox.url}/nexora/auth/refresh`, {
			headers: { cookie: `refresh_token=${world.nexora.state.account.refreshToken}` },
		});
		expect(await world.json('conversation', 'get', world.at())).toHaveLength(1);
		expect(world.renewals).toBe(2);
	});

	test('that another login ends while it is being tried is renewed once more, and nothing fails', async () => {
		const superseded = { status: 400, error: 'Invalid access token!!' };
		world.sandbox.faults.add({ kind: 'status', status: 400, body: superseded, path: '/api/user' });
		world.nexora.expireAccess();
		expect(await world.json('conversation', 'get', world.at(), { items: items(3) })).toHaveLength(3);
	});

	test('that stays over in spite of all renewals is given up, and explained', async () => {
		const superseded = { status: 400, error: 'Invalid access token!!' };
		world.sandbox.faults.add({ kind: 'status', status: 400, body: superseded, path: '/api/conversation', times: 99 });
		const { message, description } = await world.failure('conversation', 'get', world.at());
		expect(message).toBe('Nexora refused the refresh token');
		expect(description).toContain('Give n8n an account of its own');
		expect(world.renewals).toBe(3);
	});
});

describe('another process of the same n8n', () => {
	beforeEach(() => world.speak('document'));

	const run = async (engine: typeof world.engine) => {
		const parameters = { apiVersion: 'document', resource: 'conversation', operation: 'get', ...world.at() };
		const { error, items: outputs } = await engine.run({ type: world.type, parameters, items: items(5) });
		if (error) throw error;
		return outputs.flat();
	};

	test('has its renewal picked up', async () => {
		const other = await world.process(world.engine.credentials);
		world.nexora.expireAccess();
		expect(await run(other)).toHaveLength(5);
		expect(await run(world.engine)).toHaveLength(5);
		expect(world.renewals).toBe(1);
		await other.close();
	});

	test('may renew at the same moment: all items are carried out', async () => {
		const other = await world.process(world.engine.credentials);
		world.nexora.expireAccess();
		const [here, there] = await Promise.all([run(world.engine), run(other)]);
		expect([...here, ...there]).toHaveLength(10);
		await other.close();
	});
});

test('a new refresh token that was pasted meanwhile is used', async () => {
	world.nexora.expireRefresh();
	await expect(world.json('conversation', 'get', world.at())).rejects.toThrow('Nexora refused the refresh token');
	const { email, password } = world.nexora.state.account;
	const post = async (path: string, body: object) =>
		await fetch(`${world.sandbox.url}/nexora${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	await post('/auth/login', { email, password });
	await post('/auth/otp-verification', { email, codeOTP: world.nexora.otp });
	world.engine.credentials.nexoraApi!.refreshToken = world.nexora.state.account.refreshToken;
	expect(await world.json('conversation', 'get', world.at())).toHaveLength(1);
});

test('the rate of the server is kept, with the renewal and by all its credentials together', async () => {
	world.nexora.limits = true;
	world.nexora.expireAccess();
	const { items: outputs, hints } = await world.run('conversation', 'get', world.at(), { items: items(4) });
	expect(outputs.flat()).toHaveLength(4);
	expect(world.renewals).toBe(1);
	expect(hints).toEqual([{ message: expect.stringMatching(/^Waited \d+ seconds .* that Nexora allows$/) }]);
	const { accessToken } = world.nexora.state.account;
	world.engine.credentials.nexoraApi = world.credential({ authentication: 'accessToken', accessToken });
	await world.json('conversation', 'get', world.at(), { items: items(3) });
	expect(world.requests.filter(({ status }) => status === 429)).toEqual([]);
});

test('who stands behind the first refusal waits for the new token, and is not refused too', async () => {
	world.nexora.limits = true;
	world.nexora.expireAccess();
	expect(await world.json('conversation', 'get', world.at(), { items: items(8) })).toHaveLength(8);
	expect(world.requests.filter(({ status }) => status === 400).length).toBeLessThanOrEqual(5);
	expect(world.requests.filter(({ status }) => status === 429)).toEqual([]);
});

test('an execution that is stopped while it signs in does not fail another that waits for the session', async () => {
	const { accessToken } = world.nexora.state.account;
	await world.begin({ authentication: 'accessToken', accessToken });
	// so few places are left that signing in has to wait for its turn
	await world.json('conversation', 'get', world.at(), { items: items(4) });
	world.engine.credentials.nexoraApi = world.credential({ sessionToken: '' });
	const stop = new AbortController();
	const stopped = world.run('conversation', 'get', world.at(), { signal: stop.signal });
	const other = world.json('conversation', 'get', world.at());
	await sleep(300);
	stop.abort();
	await stopped;
	expect(await other).toHaveLength(1);
	expect(world.renewals).toBe(1);
});

test('a server that refuses all the same is asked again, and a message is stored once', async () => {
	world.nexora.limits = true;
	// others behind the same address have used up what it allows
	const read = async () => await fetch(`${world.sandbox.url}/nexora/auth/refresh`);
	await Promise.all(Array.from({ length: 5 }, read));
	const parameters = { ...world.at(), text: 'Once', type: 'text', role: 'Bot' };
	expect(await world.json('message', 'create', parameters)).toMatchObject([{ text: 'Once' }]);
	expect(world.requests.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
	expect(world.nexora.state.messages).toHaveLength(1);
});
