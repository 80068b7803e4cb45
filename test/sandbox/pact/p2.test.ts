import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSandbox, type PactService, type Sandbox } from '../../../sandbox/sandbox.ts';
import { startReceiver, type Json, type Receiver } from '../receiver.ts';

let sandbox: Sandbox;
let pact: PactService;
let receiver: Receiver;
let conversation: number;

beforeAll(async () => {
	sandbox = await startSandbox({ webhookRetryMs: 10 });
	({ pact } = sandbox);
	receiver = await startReceiver();
});

afterAll(async () => {
	await sandbox.close();
	receiver.close();
});

beforeEach(() => {
	sandbox.reset();
	pact.limits.p2 = false;
	receiver.forget();
	conversation = pact.state.conversations[0]!.id;
});

describe('access', () => {
	const url = () => `${sandbox.url}/pact/api/p2/conversations/${conversation}`;

	it('is by a token in the header, the query or the JSON body, of a GET too', async () => {
		expect((await fetch(`${url()}?company_id=1&private_api_token=${pact.token}`)).status).toBe(200);
		expect(await getWithBody(url(), { company_id: 1, private_api_token: pact.token })).toBe(200);
		for (const headers of [{}, { 'x-private-api-token': 'wrong' }]) {
			const response = await fetch(`${url()}?company_id=1`, { headers: headers as Record<string, string> });
			expect([response.status, await response.json()]).toEqual([
				401,
				{ errors: [{ status: 401, code: 'unauthorized', title: 'Unauthorized', detail: 'No token provided' }] },
			]);
		}
	});

	it('is refused to who does not pay, sending also on the free plan', async () => {
		pact.plan = 'free';
		expect((await post(messages(), { text: 'hi' })).json.errors).toMatchObject([{ status: 403, code: 'forbidden' }]);
		expect((await post('/messages', { provider: 'whatsapp', phone: '79250000009', text: 'hi' })).status).toBe(403);
		expect((await get('/conversations')).status).toBe(200);
		pact.unpaid = true;
		expect((await get('/conversations')).json.errors).toMatchObject([{ status: 402, code: 'payment_required' }]);
	});

	it.each([
		'/conversations/1',
		'/conversations/3/messages/9',
		'/companies/99/auths',
		'/auths?company_ids[]=99',
		'/nothing',
	])('does not know %s', async (unknown) => {
		const { status, json } = await get(unknown);
		expect([status, json.errors[0].code]).toEqual([404, 'not_found']);
	});

	it('needs the company, and keeps companies apart', async () => {
		const other = pact.addCompany({ name: 'Other' });
		expect((await call('GET', `/conversations/${conversation}`)).status).toBe(400);
		expect((await call('GET', `/conversations/${conversation}?company_id=${other.id}`)).status).toBe(404);
	});
});

describe('limits', () => {
	it('are kept by default, and tell how long to wait', async () => {
		pact.limits.p2 = true;
		const answers = await Promise.all(Array.from({ length: 11 }, async () => await get('/conversations')));
		expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
		expect(answers.find(({ status }) => status === 429)!.json.errors).toEqual([
			{
				status: 429,
				code: 'too_many_requests',
				title: 'Too many requests error',
				detail: expect.stringMatching(/^Please wait for [1-9]\d? seconds$/),
			},
		]);
		expect((await get(messages())).status).toBe(200);
	});

	it('are shared by sends and first messages', async () => {
		pact.limits.p2 = true;
		const first = { provider: 'whatsapp', phone: '79250000009', text: 'hi' };
		const sends = Array.from({ length: 6 }, async (_, index) =>
			index % 2 ? await post(messages(), { text: 'hi' }) : await post('/messages', first),
		);
		expect((await Promise.all(sends)).map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 429]);
	});

	it('pass sooner where the clock runs faster, and tell real seconds', async () => {
		pact.limits.p2 = true;
		pact.clockSpeed = 60;
		const answers = await Promise.all(Array.from({ length: 11 }, async () => await get('/conversations')));
		const [error] = answers.find(({ status }) => status === 429)!.json.errors;
		expect(error.detail).toBe('Please wait for 1 seconds');
		await sleep(1000);
		expect((await get('/conversations')).status).toBe(200);
	});
});

describe('conversations', () => {
	it('are listed the latest first, page by page', async () => {
		const { id: channelId } = pact.state.channels[0]!;
		const ids = Array.from({ length: 27 }, (_, index) => pact.addConversation({ channelId, name: `No ${index}` }).id);
		pact.addMessage({ conversationId: ids[5]!, text: 'again', income: true, createdAt: '2999-01-01T00:00:00.000Z' });
		const first = (await get('/conversations')).json;
		expect(first.conversations[0].id).toBe(ids[5]);
		expect(first.meta).toEqual({ page: 1, entries_count: 25, per_page: 25 });
		const second = (await get('/conversations?page=2')).json;
		expect(second.meta).toEqual({ page: 2, entries_count: 5, per_page: 25 });
		expect((await get('/conversations?page=3')).json.conversations).toEqual([]);
		const seen = [...first.conversations, ...second.conversations].map(({ id }) => id);
		expect(new Set(seen).size).toBe(30);
	});

	it.each([
		['+79250000001', 'Ann Baker'],
		['@boris', 'Борис Волков'],
		['лебед', 'Maria Лебедева'],
	])('are found by %s', async (wanted, name) => {
		const { json } = await get(`/conversations?search_string=${encodeURIComponent(wanted)}`);
		expect(json.conversations.map((found: Json) => found.sender_name)).toEqual([name]);
	});

	it('have the documented fields', async () => {
		expect((await get(`/conversations/${conversation}`)).json).toEqual({
			conversation: {
				id: conversation,
				company_id: 1,
				sender_name: 'Ann Baker',
				sender_phone: '79250000001',
				sender_external_id: '79250000001',
				sender_external_public_id: '79250000001',
				provider: 'whatsapp',
				avatar_url: `${sandbox.url}/avatars/original/missing.png`,
				created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
				last_updated_at: expect.stringMatching(/\.000Z$/),
				last_message_id: null,
				operational_state: 'open',
				replied_state: 'initialized',
				group: false,
			},
		});
	});

	it('are changed where told, to documented states only', async () => {
		const one = `/conversations/${conversation}`;
		const { json } = await put(one, { operational_state: 'archived', assignee_id: 7 });
		expect(json.conversation).toMatchObject({ operational_state: 'archived', replied_state: 'initialized' });
		expect(pact.state.conversations[0]!.assigneeId).toBe(7);
		await put(one, { replied_state: 'replied' });
		expect(pact.state.conversations[0]!.assigneeId).toBe(7);
		await put(one, { assignee_id: null });
		expect(pact.state.conversations[0]!.assigneeId).toBeNull();
		expect((await put(one, { operational_state: 'blocked' })).status).toBe(400);
		expect((await put(one, { replied_state: 'initialized' })).status).toBe(400);
	});
});

describe('messages', () => {
	it('are sent, then delivered, and p1 and the phone see them', async () => {
		const { message } = (await post(messages(), { text: 'Привет' })).json;
		expect(message).toEqual({
			id: expect.any(Number),
			external_id: null,
			company_id: 1,
			conversation_id: conversation,
			contact_id: expect.any(Number),
			replied_to_id: null,
			created_at: expect.any(String),
			external_created_at: expect.stringMatching(/\.000Z$/),
			income: false,
			status: 'sent',
			message: 'Привет',
			reactions: [],
			details: null,
			delivery: false,
			deleted: false,
			attachments: [],
		});
		expect(pact.phone(conversation)).toEqual([]);
		await pact.idle();
		expect((await get(`${messages()}/${message.id}`)).json.message).toMatchObject({
			status: 'delivered',
			external_id: expect.any(String),
		});
		expect(pact.phone(conversation)).toMatchObject([{ text: 'Привет', ack: 2 }]);
		const p1 = await call('GET', `/companies/1/conversations/${conversation}/messages`, undefined, '/p1');
		expect(p1.json.data.messages).toMatchObject([{ external_id: message.id, message: 'Привет' }]);
		pact.customerReads(conversation);
		expect((await get(`${messages()}/${message.id}`)).json.message.status).toBe('read');
	});

	it('fail with the reason, and never reach the phone', async () => {
		const { message } = (await post('/messages', { provider: 'whatsapp', phone: '79250000404', text: 'hi' })).json;
		await pact.idle();
		const endpoint = messages(message.conversation_id);
		expect((await get(`${endpoint}/${message.id}`)).json.message).toMatchObject({
			status: 'error',
			external_id: null,
			details: { reason: expect.any(String) },
		});
		pact.customerReads(message.conversation_id);
		expect(pact.phone(message.conversation_id)).toEqual([]);
	});

	it('of a channel that is not connected fail', async () => {
		const { id } = pact.state.channels[0]!;
		await put(`/companies/1/auths/${id}/disable`, {});
		await post(messages(), { text: 'nobody hears' });
		await pact.idle();
		expect((await get(messages())).json.messages).toMatchObject([{ status: 'error' }]);
	});

	it('are listed by pages of 150, a larger page is cut', async () => {
		const ids = pact.addMessages(160).map(({ id }) => id);
		const { messages: first, meta } = (await get(`${messages()}?per_page=1000`)).json;
		expect(meta).toEqual({ page: 1, entries_count: 150, per_page: 150 });
		const { messages: second } = (await get(`${messages()}?page=2`)).json;
		expect([...first, ...second].map(({ id }) => id)).toEqual(ids);
	});

	it('answer a message by its external id', async () => {
		const asked = pact.customerWrites(conversation, { text: 'open?' });
		const { message } = (await post(messages(), { text: 'yes', replied_to_id: asked.externalId })).json;
		expect(message.replied_to_id).toBe(asked.externalId);
		expect((await post(messages(), { text: 'yes', replied_to_id: String(asked.id) })).status).toBe(400);
	});

	it('need a text or one attachment', async () => {
		const ids = [await upload('a.txt'), await upload('b.txt')];
		expect((await post(messages(), {})).status).toBe(400);
		expect((await post(messages(), { attachment_ids: ids })).status).toBe(400);
		expect((await post(messages(), { attachment_ids: [conversation] })).status).toBe(404);
		const { message } = (await post(messages(), { attachment_ids: [ids[0]] })).json;
		expect(message).toMatchObject({ message: null, attachments: [{ file_name: 'a.txt', message_id: message.id }] });
	});

	it('are deleted where the messenger can', async () => {
		const [first, second] = pact.addMessages(2);
		expect((await del(messages(), { message_ids: [] })).status).toBe(400);
		expect((await del(messages(), { message_ids: Array(101).fill(first!.id) })).status).toBe(400);
		expect((await del(messages(), { message_ids: [first!.id, 1] })).status).toBe(404);
		expect(await del(messages(), { message_ids: [first!.id] })).toEqual({ status: 204, json: '' });
		expect((await get(messages())).json.messages).toMatchObject([{ deleted: true }, { deleted: false }]);
		expect(pact.phone(conversation).map(({ id }) => id)).toEqual([second!.id]);
		const vk = pact.state.conversations.find(({ channelType }) => channelType === 'vkontakte')!.id;
		const [inVk] = pact.addMessages(1, vk);
		expect((await del(messages(vk), { message_ids: [inVk!.id] })).status).toBe(400);
	});
});

describe('first messages', () => {
	it.each([
		['whatsapp', { phone: '+79250000021' }, '79250000021'],
		['telegram_personal', { nickname: '@olga' }, 'olga'],
		['vkontakte_direct', { vkontakte_id: '77' }, 'id77'],
		['vkontakte_direct', { vkontakte_domain: 'olga' }, 'olga'],
	])('of %s begin a conversation, once', async (provider, recipient, publicId) => {
		if (provider === 'vkontakte_direct') pact.addChannel({ companyId: 1, provider });
		const { message } = (await post('/messages', { provider, ...recipient, text: 'hello' })).json;
		const again = (await post('/messages', { provider, ...recipient, text: 'again' })).json.message;
		await pact.idle();
		expect(message).toMatchObject({ status: 'sent', external_id: null });
		expect(again.conversation_id).toBe(message.conversation_id);
		const { json } = await get(`/conversations/${message.conversation_id}`);
		expect(json.conversation).toMatchObject({ provider, sender_external_public_id: publicId });
		expect(pact.phone(message.conversation_id).map(({ text }) => text)).toEqual(['hello', 'again']);
	});

	it('of WhatsApp Business are templates', async () => {
		const to = { provider: 'whatsapp_business', phone: '79250000031' };
		expect((await post('/messages', { ...to, text: 'hi' })).status).toBe(400);
		expect((await post('/messages', { ...to, waba_id: 'waba_order_ready', substitutions: ['Ann'] })).status).toBe(400);
		expect((await post('/messages', { ...to, waba_id: 'nothing' })).status).toBe(404);
		const { json } = await post('/messages', { ...to, waba_id: 'waba_order_ready', substitutions: ['Ann', '7'] });
		expect(json.message.message).toBe('Hello Ann, your order 7 is ready.');
	});

	it.each([
		[{ provider: 'vkontakte', phone: '79250000021' }],
		[{ provider: 'whatsapp' }],
		[{ provider: 'whatsapp', phone: 'none' }],
		[{ provider: 'telegram_personal', phone: '79250000021', nickname: 'olga' }],
		[{ provider: 'max', phone: '79250000021' }],
	])('are refused to %j', async (body) => {
		expect((await post('/messages', { ...body, text: 'hi' })).status).toBe(400);
	});
});

describe('attachments', () => {
	it('come with their metadata', async () => {
		const form = new FormData();
		form.append('file', new Blob(['a picture'], { type: 'image/png' }), 'фото.png');
		form.append('company_id', '1');
		form.append('metadata[data][width]', '1024');
		form.append('metadata[data][height]', '1280');
		const { attachment } = (await post('/attachments/', form)).json;
		expect(attachment).toEqual({
			id: expect.any(Number),
			message_id: null,
			file_name: 'фото.png',
			mime_type: 'image/png',
			size: 9,
			attachment_url: expect.stringContaining(sandbox.url),
			preview_url: expect.stringContaining(sandbox.url),
			aspect_ratio: 0.8,
			data: { width: 1024, height: 1280 },
		});
		expect(await (await fetch(attachment.attachment_url)).text()).toBe('a picture');
		expect(sandbox.requests.at(-1)).toMatchObject({
			route: '/api/p2/attachments',
			body: { files: [{ field: 'file' }] },
		});
	});

	it('are fetched from an address', async () => {
		const voice = { file_url: `${receiver.url}/voice.ogg`, metadata: { push_to_talk: true } };
		expect((await post('/attachments', voice)).json.attachment).toMatchObject({
			file_name: 'voice.ogg',
			push_to_talk: true,
		});
		expect((await post('/attachments', {})).status).toBe(400);
	});
});

describe('auths', () => {
	const auths = (id: number | string = '') => `/companies/1/auths${id && `/${id}`}`;

	beforeEach(async () => {
		pact.state.channels = [];
		await listen();
	});

	it.each([
		['whatsapp', {}, { qr: expect.stringMatching(/^data:image\/png;base64,/) }],
		['whatsapp', { phone_number: '79250000000' }, { code: expect.any(String) }],
		['max', { sync_period: 'week' }, { qr: expect.any(String), sync_messages_at: expect.any(String) }],
		['avito', {}, { oauth_provider_url: expect.stringContaining('https://') }],
	])('of %s %j are connected by their owner', async (provider, given, asked) => {
		const { auth } = (await post(auths(), { provider, ...given })).json;
		expect(auth).toMatchObject({ provider, state: 'initial', ...asked });
		await put(`${auths(auth.id)}/enable`, {});
		pact.scanQr(auth.id);
		await pact.idle();
		const { auths: listed, meta } = (await get(auths())).json;
		expect(listed).toEqual([expect.objectContaining({ id: auth.id, state: 'enabled' })]);
		expect(listed[0]).not.toHaveProperty(Object.keys(asked)[0]!);
		expect(meta).toEqual({ page: 1, entries_count: 1, per_page: 25 });
		expect(told()).toEqual(['create initial', 'update initial', 'update enabled']);
		expect(receiver.bodies[1].object).toMatchObject(asked);
	});

	it('of Telegram by the code it sent', async () => {
		const { auth } = (await post(auths(), { provider: 'telegram_personal', phone_number: '79250000000' })).json;
		expect((await put(`${auths(auth.id)}/enable`, {})).status).toBe(400);
		expect((await put(`${auths(auth.id)}/enable`, { code: '00000' })).status).toBe(400);
		expect((await call('PATCH', `${auths(auth.id)}/enable`, { code: '12345' })).json.auth.state).toBe('enabled');
	});

	it('of VK show the groups to choose from', async () => {
		const { auth } = (await post(auths(), { provider: 'vkontakte' })).json;
		pact.scanQr(auth.id);
		await pact.idle();
		const pages = receiver.bodies.map(({ object }) => object.pages?.map(({ enabled }: Json) => enabled));
		expect(pages).toEqual([undefined, undefined, [false, false], [true, false]]);
		expect(receiver.bodies[2].object.pages[0]).toMatchObject({ oauth_provider_url: expect.any(String) });
	});

	it('by a token connect at once, are disabled, enabled and deleted', async () => {
		expect((await post(auths(), { provider: 'telegram' })).status).toBe(400);
		const { auth } = (await post(auths(), { provider: 'telegram', token: 'invented' })).json;
		expect(auth.state).toBe('enabled');
		expect((await post(auths(), { provider: 'telegram', token: 'invented' })).status).toBe(400);
		expect((await put(`${auths(auth.id)}/disable`, {})).json.auth.state).toBe('disabled');
		expect((await put(`${auths(auth.id)}/enable`, {})).json.auth.state).toBe('enabled');
		expect((await del(auths(auth.id))).status).toBe(204);
		await pact.idle();
		expect(told()).toEqual(['create initial', 'update enabled', 'update disabled', 'update enabled', 'delete enabled']);
	});

	it('of several companies are listed together', async () => {
		const other = pact.addCompany({ name: 'Other' }).id;
		for (const companyId of [1, other]) pact.addChannel({ companyId, provider: 'whatsapp' });
		const { json } = await get(`/auths?company_ids[]=1&company_ids[]=${other}`);
		expect(json.auths.map((auth: Json) => auth.company_id)).toEqual([1, other]);
		expect((await get('/auths')).status).toBe(400);
	});

	it('leave the phones alone while they are being connected', async () => {
		await post(auths(), { provider: 'whatsapp' });
		await pact.idle();
		const services = await (await fetch(`${sandbox.url}/phones/services`)).json();
		expect(services.find(({ name }: Json) => name === 'pact')).toMatchObject({
			channels: [{ label: 'WhatsApp' }],
			webhook: { url: receiver.url, last: { what: expect.stringMatching(/^auth /), state: 'delivered' } },
		});
	});

	const told = () => receiver.bodies.map(({ event, object }) => `${event} ${object.state}`);
});

describe('templates', () => {
	it('are sorted as asked, the newest first', async () => {
		const names = async (query: string) =>
			(await get(`/waba_templates?${query}`)).json.waba_templates.map(({ name }: Json) => name);
		const inOrder = pact.state.templates.map(({ name }) => name);
		expect(await names('company_ids[]=1')).toEqual(inOrder.toReversed());
		expect(await names('sort[position]=asc')).toEqual(inOrder);
		expect((await get('/waba_templates?sort[position]=up')).status).toBe(400);
		expect((await get('/waba_templates?per_page=1')).json).toEqual({
			waba_templates: [
				{
					id: expect.any(Number),
					name: 'zakaz_gotov',
					body: expect.stringContaining('{{1}}'),
					waba_id: 'waba_zakaz_gotov',
					substitutions_count: 1,
					header_content_type: null,
					company_id: 1,
					header: null,
					namespace: null,
					created_at: expect.any(String),
					position: 3,
				},
			],
			meta: { page: 1, entries_count: 1, per_page: 1 },
		});
	});
});

describe('webhook objects', () => {
	const webhooks = (id: number | string = '') => `/companies/1/webhooks${id && `/${id}`}`;
	const ping = { source: 'pact.im', operation: 'test' };

	it('are created inactive, used once they answered the test, and deleted', async () => {
		const { webhook } = (await post(webhooks(), { url: receiver.url })).json;
		expect(webhook).toEqual({ id: expect.any(Number), url: receiver.url, active: false });
		expect(receiver.bodies).toEqual([]);
		receiver.answers.push(204);
		expect((await put(webhooks(webhook.id), { active: true })).status).toBe(400);
		expect((await get(webhooks())).json).toEqual({
			webhooks: [webhook],
			meta: { page: 1, entries_count: 1, per_page: 25 },
		});
		expect((await put(webhooks(webhook.id), { active: true })).json.webhook.active).toBe(true);
		expect((await put(webhooks(webhook.id), { url: `${receiver.url}/new` })).json.webhook.url).toBe(
			`${receiver.url}/new`,
		);
		await put(webhooks(webhook.id), { active: false });
		expect(receiver.bodies).toEqual([ping, ping, ping]);
		expect(await del(webhooks(webhook.id))).toEqual({ status: 204, json: '' });
		expect((await get(webhooks())).json.webhooks).toEqual([]);
	});

	it('are at most five a company', async () => {
		const statuses = [];
		for (let count = 0; count < 6; count++) statuses.push((await post(webhooks(), { url: receiver.url })).status);
		expect(statuses).toEqual([200, 200, 200, 200, 200, 400]);
		expect((await post(webhooks(), { url: 'nowhere' })).status).toBe(400);
	});
});

describe('events', () => {
	it('of an incoming message: one create, and the conversation', async () => {
		await listen();
		const sender = { channelId: pact.state.channels[0]!.id, name: 'Ольга', phone: '79250000077' };
		const message = pact.customerWrites(sender, { text: 'first' });
		await pact.idle();
		expect(events()).toEqual(['create conversation', 'create message', 'update conversation']);
		expect(receiver.bodies[0].object).toMatchObject({ last_message_id: null, replied_state: 'initialized' });
		expect(receiver.bodies[1].object).toMatchObject({
			id: message.id,
			income: true,
			status: 'created',
			message: 'first',
			reactions: null,
			delivery: null,
			contact: {
				external_id: expect.any(String),
				external_public_id: '+79250000077',
				name: 'Ольга',
				phone: '+79250000077',
			},
			conversation: { id: message.conversationId, sender_phone: '79250000077', replied_state: 'unreplied' },
		});
		expect(receiver.bodies[1].object.contact).not.toHaveProperty('internal_id');
		expect(receiver.bodies[2].object.last_message_id).toBe(message.id);
		expect(pact.phone(message.conversationId)).toMatchObject([{ ack: 2 }]);
	});

	it.each([
		['async', { status: 'delivered', external_id: expect.any(String), details: null }],
		['fail', { status: 'error', external_id: null, details: { reason: expect.any(String) } }],
	] as const)('of an outgoing message: create, then update, %s', async (jobs, end) => {
		await listen();
		pact.jobs = jobs;
		const { message } = (await post(messages(), { text: 'hello' })).json;
		await pact.idle();
		expect(events()).toEqual(['create message', 'update conversation', 'update message']);
		expect(receiver.bodies[0].object).toMatchObject({ id: message.id, status: 'sent', external_id: null });
		expect(receiver.bodies[0].object.contact).toMatchObject({ internal_id: expect.any(Number) });
		expect(receiver.bodies[0].object.contact).not.toHaveProperty('external_id');
		expect(receiver.bodies[2].object).toMatchObject({ id: message.id, ...end });
	});

	it('of both versions arrive at one address, whichever sent', async () => {
		await listen();
		await call('PUT', '/companies/1', { webhook_url: receiver.url }, '/p1');
		receiver.forget();
		await post(messages(), { text: 'by p2' });
		await pact.idle();
		expect(events().sort()).toEqual(
			['create message', 'update conversation', 'update message', 'new message', 'ack message'].sort(),
		);
		receiver.forget();
		await call('POST', `/companies/1/conversations/${conversation}/messages`, { message: 'by p1' }, '/p1');
		await pact.idle();
		expect(events().filter((event) => /^(create|update) message/.test(event))).toEqual([
			'create message',
			'update message',
		]);
		expect(events()).toContain('executed job');
	});

	it('are told of reading, renaming, deleting and changing', async () => {
		const [, sent] = pact.addMessages(2);
		sent!.ack = 2;
		await listen();
		pact.customerReads(conversation);
		pact.customerRenames(conversation, 'Ann Smith');
		await del(messages(), { message_ids: [sent!.id] });
		await put(`/conversations/${conversation}`, { operational_state: 'archived' });
		await pact.idle();
		expect(receiver.bodies).toMatchObject([
			{ event: 'update', type: 'message', object: { status: 'read', deleted: false } },
			{ event: 'update', type: 'conversation', object: { sender_name: 'Ann Smith' } },
			{ event: 'update', type: 'message', object: { deleted: true } },
			{ event: 'update', type: 'conversation', object: { operational_state: 'archived' } },
		]);
	});

	it('go to every active webhook, and are repeated five times', async () => {
		await listen();
		pact.addWebhook({ companyId: 1, url: receiver.url });
		pact.addWebhook({ companyId: 1, url: receiver.url, active: false });
		receiver.answers.push(...Array(20).fill(503));
		const message = pact.addMessages(1)[0]!;
		const deliveries = await pact.p2.emit(pact.p2.payloads.documentedMessage(message));
		await pact.idle();
		expect(deliveries).toMatchObject([{ state: 'dropped' }, { state: 'dropped' }]);
		expect(deliveries.map(({ attempts }) => attempts.length)).toEqual([6, 6]);
		expect(receiver.bodies[0].object).toMatchObject({
			income: true,
			status: 'delivered',
			conversation: { operational_state: 'active' },
		});
	});
});

describe('the state', () => {
	it('is kept across a restart, sends under way and files of older sandboxes too', async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-'));
		const stateFile = path.join(folder, 'state.json');
		const older = structuredClone(pact.state);
		Reflect.deleteProperty(older, 'webhooks');
		for (const begun of older.conversations) Reflect.deleteProperty(begun, 'lastUpdatedAt');
		older.messages = [{ ...pact.addMessage({ conversationId: conversation, text: 'late', income: false }), ack: 0 }];
		writeFileSync(stateFile, JSON.stringify({ pact: older }));
		const after = await startSandbox({ stateFile });
		await after.pact.idle();
		expect(after.pact.phone(conversation)).toMatchObject([{ text: 'late', ack: 2 }]);
		const listed = await fetch(`${after.url}/pact/api/p2/conversations?company_id=1&private_api_token=${pact.token}`);
		expect(listed.status).toBe(200);
		await after.close();
		rmSync(folder, { recursive: true });
	});
});

const messages = (id = conversation) => `/conversations/${id}/messages`;

const events = () => receiver.bodies.map(({ event, type }) => `${event} ${type}`);

async function call(method: string, endpoint: string, body?: FormData | object, version = '/api/p2') {
	const isForm = body instanceof FormData;
	const response = await fetch(`${sandbox.url}/pact${version}${endpoint}`, {
		method,
		headers: {
			'x-private-api-token': pact.token,
			...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
		},
		body: isForm ? body : JSON.stringify(body),
	});
	const answer = await response.text();
	return { status: response.status, json: answer === '' ? '' : JSON.parse(answer) };
}

const get = async (endpoint: string) =>
	await call('GET', `${endpoint}${endpoint.includes('?') ? '&' : '?'}company_id=1`);
const post = async (endpoint: string, body: FormData | object) =>
	await call('POST', endpoint, body instanceof FormData ? body : { company_id: 1, ...body });
const put = async (endpoint: string, body: object) => await call('PUT', endpoint, { company_id: 1, ...body });
const del = async (endpoint: string, body: object = {}) => await call('DELETE', endpoint, { company_id: 1, ...body });

/** What `fetch` refuses to do. */
async function getWithBody(url: string, body: object): Promise<number> {
	const content = JSON.stringify(body);
	const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) };
	return await new Promise((resolve, reject) => {
		const sent = request(url, { headers }, (response) => resolve(response.resume().statusCode!));
		sent.on('error', reject).end(content);
	});
}

async function upload(fileName: string): Promise<number> {
	const form = new FormData();
	form.append('file', new Blob(['content']), fileName);
	form.append('company_id', '1');
	return (await post('/attachments', form)).json.attachment.id;
}

/** Makes the receiver an active webhook of the company. */
async function listen(): Promise<void> {
	const { webhook } = (await post('/companies/1/webhooks', { url: receiver.url })).json;
	await put(`/companies/1/webhooks/${webhook.id}`, { active: true });
	receiver.forget();
}
