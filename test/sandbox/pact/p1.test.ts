import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { startReceiver, type Json, type Receiver } from '../receiver.ts';

let sandbox: Sandbox;
let receiver: Receiver;
let conversation: number;
let channel: (provider: string) => number;

beforeAll(async () => {
	sandbox = await startSandbox({ webhookRetryMs: 10 });
	receiver = await startReceiver();
});

afterAll(async () => {
	await sandbox.close();
	receiver.close();
});

beforeEach(() => {
	sandbox.reset();
	receiver.forget();
	conversation = sandbox.pact.state.conversations[0]!.id;
	channel = (provider) => sandbox.pact.state.channels.find((candidate) => candidate.provider === provider)!.id;
});

describe('paging', () => {
	it.each(['asc', 'desc'])('reads every message once to the end, %s', async (direction) => {
		const ids = sandbox.pact.addMessages(23).map(({ id }) => id);
		const seen: number[] = [];
		let from: string | undefined;
		do {
			const query = new URLSearchParams({ per: '5', sort_direction: direction, ...(from ? { from } : {}) });
			const { data } = (await get(`${messages()}?${query}`)).json;
			seen.push(...data.messages.map((message: Json) => message.external_id));
			from = data.next_page;
		} while (from);
		expect(seen).toEqual(direction === 'asc' ? ids : ids.toReversed());
	});

	it('ends exactly at a full page', async () => {
		sandbox.pact.addMessages(10);
		expect((await get(`${messages()}?per=10`)).json.data).not.toHaveProperty('next_page');
	});

	it('answers the first page to an invalid token', async () => {
		sandbox.pact.addMessages(3);
		const first = (await get(`${messages()}?per=1`)).json;
		expect((await get(`${messages()}?per=1&from=nonsense`)).json).toEqual(first);
		expect((await get(`${messages()}?per=1&from=`)).json).toEqual(first);
	});

	it('can lead round in circles', async () => {
		sandbox.pact.addMessages(4);
		sandbox.pact.loopingCursor = true;
		const cursors: string[] = [];
		for (let round = 0; round < 5; round++) {
			const from = cursors.at(-1);
			cursors.push((await get(`${messages()}?per=2${from ? `&from=${from}` : ''}`)).json.data.next_page);
		}
		expect(cursors).toHaveLength(5);
		expect(new Set(cursors).size).toBeLessThan(5);
	});

	it.each(['per=0', 'per=101', 'per=x', 'sort_direction=up', `from=${'x'.repeat(256)}`])(
		'refuses %s',
		async (query) => {
			expect((await get(`/companies?${query}`)).status).toBe(400);
		},
	);
});

describe('refusals', () => {
	it('wants the token, in the header or in the query', async () => {
		const url = `${sandbox.url}/pact/p1/companies`;
		expect((await fetch(url)).status).toBe(401);
		expect((await fetch(url, { headers: { 'x-private-api-token': 'wrong' } })).status).toBe(401);
		expect((await fetch(`${url}?private_api_token=${sandbox.pact.token}`)).status).toBe(200);
	});

	it.each([
		'/companies/99/conversations',
		'/companies/1/conversations/1',
		'/companies/1/channels/1/user_exists?phone=79250000001',
		'/companies/x/channels',
		`/companies/1/conversations/${'9'.repeat(300)}`,
		'/nothing',
	])('does not know %s', async (unknown) => {
		expect((await get(unknown)).status).toBe(404);
	});

	it('knows no id for its length', async () => {
		expect((await get(`/companies/1/conversations/${'9'.repeat(300)}`)).status).toBe(404);
	});

	it.each([
		['a company without a name', '/companies', {}],
		['a long name', '/companies', { name: 'x'.repeat(256) }],
		['a phone with a plus', '/companies/1/conversations', { provider: 'whatsapp', phone: '+79250000001' }],
		['another provider', '/companies/1/conversations', { provider: 'whatsapp_business', phone: '79250000001' }],
		[
			'a telegram conversation without a text',
			'/companies/1/conversations',
			{ provider: 'telegram_personal', phone: '79250000001' },
		],
		[
			'both phone and username',
			'/companies/1/conversations',
			{ provider: 'telegram_personal', phone: '79250000001', username: 'a', text: 'b' },
		],
		['an unknown provider', '/companies/1/channels', { provider: 'pigeon' }],
		['a second channel of a provider', '/companies/1/channels', { provider: 'whatsapp' }],
		['a channel without its token', '/companies/1/channels', { provider: 'viber' }],
	])('refuses %s', async (_name, endpoint, body) => {
		expect((await post(endpoint, body)).status).toBe(400);
	});

	it('refuses an empty message, foreign attachments, buttons outside WhatsApp Business', async () => {
		expect((await post(messages(), { message: '' })).status).toBe(400);
		expect((await post(messages(), { attachments_ids: '5' })).status).toBe(400);
		expect((await post(messages(), { attachments_ids: [conversation] })).status).toBe(404);
		expect((await post(messages(), { message: 'a', interactive: { type: 'button', buttons: ['b'] } })).status).toBe(
			400,
		);
		expect(sandbox.pact.phone(conversation)).toEqual([]);
	});

	it('numbers the session of a Telegram code, and gives the code of WhatsApp itself', async () => {
		const ask = async (provider: string) =>
			(await post(`/companies/1/channels/${channel(provider)}/request_code`, { provider })).json;
		expect(await ask('telegram_personal')).toMatchObject({ status: 'ok', session_id: expect.any(Number) });
		expect(await ask('whatsapp')).toEqual({ sessionId: expect.any(String), code: 'ZHHJ-KQSP', ttl: '160s' });
	});

	it('writes first in WhatsApp Business by a complete template only', async () => {
		const endpoint = `/companies/1/channels/${channel('whatsapp_business')}/conversations`;
		const template = sandbox.pact.state.templates.find(({ name }) => name === 'order_ready')!;
		const phone = '79250000009';
		expect((await post(endpoint, { phone, message: 'hi' })).status).toBe(400);
		expect((await post(endpoint, { phone, template: { id: template.id, language_code: 'en' } })).status).toBe(400);
		const whole = { language_code: 'en', parameters: ['Ann', '7'] };
		expect((await post(endpoint, { phone, template: { id: template.id, ...whole } })).status).toBe(400);
		expect((await post(endpoint, { phone, template: { id: 'unknown', ...whole } })).status).toBe(404);
		const other = '79250000008';
		const byWabaId = { phone: other, template: { id: template.wabaId, ...whole } };
		expect((await post(endpoint, byWabaId)).status).toBe(200);
		const form = `phone=${phone}&template[id]=${template.id}&template[language_code]=en&template[parameters][]=Ann&template[parameters][]=7`;
		expect((await post(endpoint, form)).json.data).toMatchObject({ state: 'trying_deliver', conversation_id: null });
		await sandbox.pact.idle();
		const begun = sandbox.pact.state.conversations.find((candidate) => candidate.phone === phone)!;
		expect(sandbox.pact.phone(begun.id)).toMatchObject([
			{ from: 'business', text: 'Hello Ann, your order 7 is ready.' },
		]);
	});
});

describe('sending', () => {
	it('queues a job, delivers once, and tells', async () => {
		await listen();
		const { id } = (await post(messages(), 'message=%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82')).json.data;
		await sandbox.pact.idle();
		expect(sandbox.pact.phone(conversation)).toMatchObject([{ from: 'business', text: 'Привет', ack: 2 }]);
		expect(events()).toEqual(['job executed', 'message new', 'message ack']);
		expect(receiver.bodies[1].data).toMatchObject({ job_id: id, income: false });
		const job = (await get(`/companies/1/channels/${channel('whatsapp')}/jobs/${id}`)).json.data;
		expect(job).toMatchObject({ state: 'delivered', details: { result: 'DELIVERED' } });
	});

	it('delivers at once or not at all when told so', async () => {
		await listen();
		sandbox.pact.jobs = 'sync';
		expect((await post(messages(), { message: 'now' })).json.data.message_id).toEqual(expect.any(Number));
		sandbox.pact.jobs = 'fail';
		await post(messages(), { message: 'never' });
		await sandbox.pact.idle();
		expect(sandbox.pact.phone(conversation).map(({ text }) => text)).toEqual(['now']);
		// the other message is told of meanwhile
		expect(receiver.bodies.map(({ data }) => data)).toContainEqual(
			expect.objectContaining({ result: 'NOT DELIVERED', reason: expect.any(String) }),
		);
	});

	it('streams an upload of any size, and hands small ones out', async () => {
		const big = randomBytes(12 * 1024 * 1024);
		const small = 'small file';
		const ids = [await upload('big.bin', big), await upload('малый.txt', small)];
		expect(sandbox.requests.at(0)!.body).toEqual({
			fields: {},
			files: [expect.objectContaining({ field: 'file', fileName: 'big.bin', size: big.length, sha256: sha256(big) })],
		});
		for (const id of ids) await post(messages(), `attachments_ids[]=${id}`);
		await sandbox.pact.idle();
		const [first, second] = sandbox.pact.phone(conversation).map(({ attachments }) => attachments[0]!);
		expect(first).toMatchObject({ sha256: sha256(big) });
		expect((await fetch(first!.url)).status).toBe(410);
		expect(await (await fetch(second!.url)).text()).toBe(small);
	});

	it('wants exactly one of file and file_url', async () => {
		const both = new FormData();
		both.append('file', new Blob(['a']), 'a.txt');
		both.append('file_url', `${receiver.url}/b.txt`);
		expect((await post(`${messages()}/attachments`, both)).status).toBe(400);
		expect((await post(`${messages()}/attachments`, {})).status).toBe(400);
		expect((await post(`${messages()}/attachments`, { file_url: 'ftp://127.0.0.1/a' })).status).toBe(400);
		expect((await post(`${messages()}/attachments`, { file_url: `${receiver.url}/b.txt` })).status).toBe(200);
	});
});

describe('webhooks', () => {
	it('saves an address only when it answers the test with 200', async () => {
		receiver.answers.push(204);
		expect((await put('/companies/1', { webhook_url: receiver.url })).status).toBe(400);
		expect((await put('/companies/1', { webhook_url: 'https://somewhere.example/hook' })).status).toBe(400);
		expect(sandbox.pact.state.companies[0]!.webhookUrl).toBeNull();
		expect((await put('/companies/1', { webhook_url: receiver.url })).status).toBe(200);
		expect(receiver.bodies).toEqual(Array(2).fill({ source: 'pact.im', operation: 'test' }));
		await put('/companies/1', { webhook_url: '' });
		expect(sandbox.pact.state.companies[0]!.webhookUrl).toBeNull();
	});

	it('repeats the same payload until 200', async () => {
		await listen();
		receiver.answers.push(500, 202);
		sandbox.pact.customerWrites(conversation, { text: 'hello' });
		await sandbox.pact.idle();
		expect(receiver.bodies).toHaveLength(3);
		expect(new Set(receiver.bodies.map((body) => JSON.stringify(body))).size).toBe(1);
		expect(sandbox.pact.webhooks.at(-1)!.attempts.map(({ status }) => status)).toEqual([500, 202, 200]);
	});

	it('gives up after ten repeats', async () => {
		await listen();
		receiver.answers.push(...Array(20).fill(503));
		const delivery = await sandbox.pact.p1.emit(sandbox.pact.p1.payloads.qrCode(channel('whatsapp')));
		await sandbox.pact.idle();
		expect(delivery).toMatchObject({ state: 'dropped' });
		expect(delivery.attempts).toHaveLength(11);
	});

	it('announces a new customer once, before the first message', async () => {
		await listen();
		const sender = { channelId: channel('whatsapp'), name: 'Ольга', phone: '79250000077' };
		const { conversationId } = sandbox.pact.customerWrites(sender, { text: 'first' });
		expect(sandbox.pact.customerWrites(sender, { text: 'second' })).toMatchObject({ conversationId });
		await sandbox.pact.idle();
		expect(events()).toEqual(['conversation new', 'message new', 'message new']);
		expect(receiver.bodies[0].data).toMatchObject({
			name: 'Ольга',
			sender_external_id: '79250000077',
			created_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/),
		});
	});
});

describe('limits', () => {
	it('says truly how long to wait', async () => {
		sandbox.pact.limits.p1 = true;
		const answers = await Promise.all(Array.from({ length: 11 }, async () => await get('/companies/1/conversations')));
		const { json } = answers.find(({ status }) => status === 429)!;
		expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
		expect(json.errors).toEqual([
			{
				status: 429,
				code: 'too_many_requests',
				title: 'Too many requests error',
				detail: expect.stringMatching(/^Please wait for [1-9]\d? seconds$/),
			},
		]);
	});
});

describe('the rest', () => {
	it('keeps its state across a restart', async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-'));
		const stateFile = path.join(folder, 'state.json');
		const before = await startSandbox({ stateFile });
		before.pact.customerWrites(before.pact.state.conversations[0]!.id, { text: 'remember me' });
		await before.close();
		const after = await startSandbox({ stateFile });
		expect(after.pact.state).toEqual(before.pact.state);
		await after.close();
		rmSync(folder, { recursive: true });
	});

	it('lets the customer write and read on the phone', async () => {
		await listen();
		await post(messages(), { message: 'a question' });
		await sandbox.pact.idle();
		const api = `${sandbox.url}/phones/services/pact/${conversation}`;
		const written = new FormData();
		written.append('text', 'the answer 😀');
		written.append('file', new Blob(['a picture'], { type: 'image/png' }), 'фото.png');
		expect((await fetch(api, { method: 'POST', body: written })).status).toBe(204);
		expect((await fetch(`${api}/read`, { method: 'POST' })).status).toBe(204);
		await sandbox.pact.idle();
		expect(await (await fetch(api)).json()).toMatchObject([
			{ from: 'business', text: 'a question', ack: 3 },
			{ from: 'customer', text: 'the answer 😀', ack: 2, attachments: [{ fileName: 'фото.png' }] },
		]);
	});

	it('lets no other site write in the name of a customer', async () => {
		const headers = { 'sec-fetch-site': 'cross-site' };
		const api = `${sandbox.url}/phones/services/pact/${conversation}/read`;
		expect((await fetch(api, { method: 'POST', headers })).status).toBe(403);
	});
});

const messages = () => `/companies/1/conversations/${conversation}/messages`;

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

const events = () => receiver.bodies.map(({ type, event }) => `${type} ${event}`);

async function call(method: string, endpoint: string, body?: FormData | string | object) {
	const type = typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json';
	const isForm = body instanceof FormData;
	const response = await fetch(`${sandbox.url}/pact/p1${endpoint}`, {
		method,
		headers: {
			'x-private-api-token': sandbox.pact.token,
			...(body === undefined || isForm ? {} : { 'content-type': type }),
		},
		body: isForm || typeof body === 'string' ? body : JSON.stringify(body),
	});
	const answer = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json');
	return { status: response.status, json: isJson ? JSON.parse(answer) : answer };
}

const get = async (endpoint: string) => await call('GET', endpoint);
const post = async (endpoint: string, body: FormData | string | object) => await call('POST', endpoint, body);
const put = async (endpoint: string, body: object) => await call('PUT', endpoint, body);

async function upload(fileName: string, content: Buffer | string): Promise<number> {
	const form = new FormData();
	form.append('file', new Blob([content as string]), fileName);
	return (await post(`${messages()}/attachments`, form)).json.data.external_id;
}

/** Registers the receiver as the company's webhook. */
async function listen(): Promise<void> {
	await put('/companies/1', { webhook_url: receiver.url });
	receiver.forget();
}
