import { connect } from 'node:net';
import { PACT_TOKEN, startSandbox, VOIPBIN_ACCESS_KEY, type Sandbox } from '../../sandbox/sandbox.ts';

let sandbox: Sandbox;
let conversation: number;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(async () => {
	await sandbox.close();
});

beforeEach(() => {
	sandbox.reset();
	sandbox.nexora.limits = false;
	conversation = sandbox.pact.state.conversations[0]!.id;
});

describe('where and when', () => {
	it('they strike in order, as often as told, where told', async () => {
		sandbox.faults.add({ kind: 'status', status: 429, headers: { 'retry-after': '1' }, path: /messages$/, times: 2 });
		sandbox.faults.add({ kind: 'html', path: '/companies' });
		const statuses = [];
		for (const endpoint of [messages(), '/companies', messages(), messages()])
			statuses.push((await ask('GET', endpoint)).status);
		expect(statuses).toEqual([429, 502, 429, 200]);
	});

	it('a refused connection waits for its turn like any other', async () => {
		sandbox.faults.add({ kind: 'status', path: '/companies' });
		sandbox.faults.add({ kind: 'refuse', path: '/companies' });
		expect((await ask('GET', '/companies')).status).toBe(500);
		await expect(ask('GET', '/companies')).rejects.toThrow();
		expect((await ask('GET', '/companies')).status).toBe(200);
	});
});

describe('no answer', () => {
	it('a connection is refused before the body is read', async () => {
		sandbox.faults.add({ kind: 'refuse' });
		expect(await raw(sending().slice(0, -1))).toEqual({ head: '', body: '', pieces: 0, end: 'reset' });
		expect(sandbox.requests).toMatchObject([{ method: 'POST', status: 0, body: undefined }]);
		expect(await sent()).toBe(0);
	});

	it.each([
		['reset', 0],
		['resetAfter', 1],
	] as const)('%s breaks the connection with %i messages sent', async (kind, count) => {
		sandbox.faults.add({ kind, method: 'POST' });
		expect(await raw(sending())).toEqual({ head: '', body: '', pieces: 0, end: 'reset' });
		expect(await sent()).toBe(count);
		expect(sandbox.requests).toMatchObject([{ status: 0, body: { message: 'once' } }]);
	});

	it.each([
		['hang', 0],
		['hangAfter', 1],
	] as const)('%s keeps waiting with %i messages sent', async (kind, count) => {
		sandbox.faults.add({ kind, method: 'POST' });
		await expect(ask('POST', messages(), { signal: AbortSignal.timeout(200), body: ONCE })).rejects.toThrow('timeout');
		expect(await sent()).toBe(count);
		expect(sandbox.requests).toMatchObject([{ status: 0, body: { message: 'once' } }]);
	});
});

describe('another answer, and nothing is sent', () => {
	afterEach(async () => {
		expect(await sent()).toBe(0);
	});

	it.each([
		['the seconds', 7, '7'],
		['the date', new Date('2030-01-02T03:04:05Z'), 'Wed, 02 Jan 2030 03:04:05 GMT'],
		['nothing', undefined, null],
	])('too many requests, with %s to wait', async (_name, retryAfter, header) => {
		sandbox.faults.add({ kind: 'tooMany', retryAfter });
		const answer = await ask('POST', messages(), { body: ONCE });
		expect(answer.status).toBe(429);
		expect(answer.headers.get('retry-after')).toBe(header);
		expect(await answer.json()).toMatchObject({ errors: [{ status: 429, code: 'too_many_requests' }] });
	});

	it('a status, by default 500 with the error of the service', async () => {
		sandbox.faults.add({ kind: 'status' });
		const answer = await ask('POST', messages(), { body: ONCE });
		expect(answer.status).toBe(500);
		expect(await answer.json()).toEqual({ status: 'errored', errors: ['Internal Server Error'] });
	});

	it('a web page', async () => {
		sandbox.faults.add({ kind: 'html' });
		const answer = await ask('POST', messages(), { body: ONCE });
		expect(answer.status).toBe(502);
		expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
		expect(await answer.text()).toMatch(/^<!DOCTYPE html>/);
	});

	it('success in the status, an error in the body', async () => {
		sandbox.faults.add({ kind: 'hiddenError', status: 422, times: 2 });
		const answer = await ask('POST', messages(), { body: ONCE });
		expect(answer.status).toBe(200);
		expect(await answer.json()).toEqual({ status: 'errored', errors: ['Unprocessable Entity'] });
		const other = await fetch(`${sandbox.url}/voipbin/v1.0/customer?accesskey=${VOIPBIN_ACCESS_KEY}`);
		expect(other.status).toBe(200);
		expect(await other.json()).toMatchObject({ error: { message: 'Unprocessable Entity' } });
	});
});

describe('a spoiled answer, and the message is sent', () => {
	afterEach(async () => {
		expect(await sent()).toBe(1);
	});

	it('late', async () => {
		sandbox.faults.add({ kind: 'slow', ms: 1000 });
		const order: string[] = [];
		const slow = ask('POST', messages(), { body: ONCE }).then(() => order.push('slow'));
		await until(() => sandbox.requests.length === 1);
		await ask('GET', messages()).then(() => order.push('quick'));
		await slow;
		expect(order).toEqual(['quick', 'slow']);
	});

	it('byte by byte', async () => {
		sandbox.faults.add({ kind: 'drip', ms: 300 });
		const { head, body, pieces, end } = await raw(sending());
		expect(head).toContain(`content-length: ${body.length}`);
		expect(JSON.parse(body)).toMatchObject({ status: 'ok' });
		expect(pieces).toBeGreaterThan(10);
		expect(end).toBe('closed');
	});

	it('half a JSON', async () => {
		sandbox.faults.add({ kind: 'malformed' });
		const { head, body, end } = await raw(sending());
		expect(head).toMatch(/^HTTP\/1.1 200 OK\r\n/);
		expect(head).toContain(`content-length: ${body.length}`);
		expect(() => JSON.parse(body)).toThrow(SyntaxError);
		expect(body).toMatch(/^{"status":"ok"/);
		expect(end).toBe('closed');
	});

	it('half of the bytes it promised', async () => {
		sandbox.faults.add({ kind: 'cut' });
		const { head, body } = await raw(sending());
		expect(head).toMatch(/^HTTP\/1.1 200 OK\r\n/);
		const promised = Number(/content-length: (\d+)/.exec(head)![1]);
		expect(body).toHaveLength(Math.floor(promised / 2));
		expect(body).toMatch(/^{"status":"ok"/);
	});

	it('called gzip without being it', async () => {
		sandbox.faults.add({ kind: 'wrongGzip', times: 2 });
		const { head, body } = await raw(sending());
		expect(head).toContain('content-encoding: gzip');
		expect(JSON.parse(body)).toMatchObject({ status: 'ok' });
		await expect(ask('GET', messages()).then(async (answer) => await answer.json())).rejects.toThrow();
	});
});

it.each([
	['pact/p1/companies/1/conversations?per=2', { data: { conversations: [], next_page: expect.any(String) } }],
	['pact/api/p2/conversations?company_id=1', { conversations: [], meta: { page: 1 } }],
	['voipbin/v1.0/conversations', { result: [], next_page_token: expect.stringMatching(/./) }],
	['nexora/api/admin/conversation?page=1&limit=2', { data: [], pagination: { totalItems: 3 } }],
])('a page of %s has no rows', async (address, page) => {
	sandbox.faults.add({ kind: 'emptyPage' });
	const { accessToken } = sandbox.nexora.state.account;
	const answer = await fetch(`${sandbox.url}/${address}`, {
		headers: {
			'x-private-api-token': PACT_TOKEN,
			cookie: `accesskey=${VOIPBIN_ACCESS_KEY}; access_token=${accessToken}`,
		},
	});
	expect(await answer.json()).toMatchObject(page);
	expect(answer.status).toBe(200);
});

const ONCE = JSON.stringify({ message: 'once' });

const messages = () => `/companies/1/conversations/${conversation}/messages`;

const ask = async (method: string, endpoint: string, options: RequestInit = {}) =>
	await fetch(`${sandbox.url}/pact/p1${endpoint}`, {
		method,
		headers: { 'x-private-api-token': PACT_TOKEN, 'content-type': 'application/json' },
		...options,
	});

/** How many messages have reached the customer in the end. */
async function sent(): Promise<number> {
	await sandbox.pact.idle();
	return sandbox.pact.phone(conversation).length;
}

async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await new Promise(setImmediate);
}

const sending = (): string =>
	[
		`POST /pact/p1${messages()} HTTP/1.1`,
		'host: sandbox',
		'connection: close',
		`x-private-api-token: ${PACT_TOKEN}`,
		'content-type: application/json',
		`content-length: ${ONCE.length}`,
		'',
		ONCE,
	].join('\r\n');

/** Asks over a bare connection: the bytes that arrive, in how many pieces, and how the connection ends. */
async function raw(request: string) {
	const pieces: Buffer[] = [];
	const end = await new Promise<'closed' | 'reset'>((resolve) => {
		const socket = connect(sandbox.port, '127.0.0.1', () => socket.write(request));
		socket.on('data', (piece) => pieces.push(piece));
		socket.on('error', () => resolve('reset'));
		socket.on('close', () => resolve('closed'));
	});
	const [head = '', body = ''] = Buffer.concat(pieces).toString().split('\r\n\r\n');
	return { head, body, pieces: pieces.length, end };
}
