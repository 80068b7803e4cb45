import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox, VOIPBIN_ACCESS_KEY, VOIPBIN_USERNAME } from '../../../sandbox/sandbox.ts';
import type { Json } from '../receiver.ts';
import {
	sandbox,
	voipbin,
	receiver,
	NOBODY,
	STRANGER,
	conversationOf,
	conversation,
	messages,
	sign,
	call,
	get,
	post,
	put,
	login,
	listen,
} from './voipbin.ts';

describe('credentials', () => {
	const ask = async (query: string, headers: Record<string, string> = {}) => {
		const response = await fetch(`${sandbox.url}/voipbin/v1.0/conversations${query}`, { headers });
		return response.ok ? 'accepted' : (await response.json()).error.reason;
	};

	it('are taken in the order of the service, the access key in no header', async () => {
		const token = await login();
		expect(await ask('')).toBe('AUTHENTICATION_REQUIRED');
		expect(await ask('', { authorization: VOIPBIN_ACCESS_KEY })).toBe('AUTHENTICATION_REQUIRED');
		expect(await ask('', { accesskey: VOIPBIN_ACCESS_KEY })).toBe('AUTHENTICATION_REQUIRED');
		expect(await ask('', { authorization: `Bearer ${VOIPBIN_ACCESS_KEY}` })).toBe('INVALID_CREDENTIALS');
		expect(await ask('?accesskey=wrong')).toBe('INVALID_CREDENTIALS');
		expect(await ask(`?accesskey=${VOIPBIN_ACCESS_KEY}`)).toBe('accepted');
		expect(await ask('', { cookie: `a=b; accesskey=${VOIPBIN_ACCESS_KEY}` })).toBe('accepted');
		expect(await ask('', { authorization: `Bearer ${token}` })).toBe('accepted');
		expect(await ask(`?token=${token}`, { authorization: 'Bearer wrong' })).toBe('accepted');
		expect(await ask(`?token=${token}`, { cookie: 'token=wrong' })).toBe('INVALID_CREDENTIALS');
		expect(await ask(`?accesskey=${VOIPBIN_ACCESS_KEY}`, { authorization: 'Bearer wrong' })).toBe(
			'INVALID_CREDENTIALS',
		);
	});

	it('expire after seven days', async () => {
		const token = await login();
		const { exp } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());
		expect(Math.round((exp * 1000 - Date.now()) / 86_400_000)).toBe(7);
		voipbin.expireTokens();
		expect(await ask(`?token=${token}`)).toBe('INVALID_CREDENTIALS');
		expect(await ask(`?token=${await login()}`)).toBe('accepted');
	});

	it.each([{ username: VOIPBIN_USERNAME, password: 'wrong' }, {}, 'no JSON'])(
		'refuse a login with %j barely',
		async (body) => {
			const response = await fetch(`${sandbox.url}/voipbin/auth/login`, {
				method: 'POST',
				body: typeof body === 'string' ? body : JSON.stringify(body),
			});
			expect([response.status, await response.text()]).toEqual([400, '']);
		},
	);

	it('say when the account is frozen', async () => {
		voipbin.frozen = true;
		expect(await ask(`?accesskey=${VOIPBIN_ACCESS_KEY}`)).toBe('ACCOUNT_FROZEN');
	});

	it('let a mere agent do little', async () => {
		voipbin.role = 'agent';
		const token = await login();
		const as = async (method: string, endpoint: string, body?: object) =>
			(await call(method, endpoint, body, `token=${token}`)).status;
		const [first, second] = voipbin.state.conversations;
		first!.ownerId = voipbin.user.id;
		expect(await as('GET', '/conversations')).toBe(403);
		expect(await as('GET', `/conversations?owner_id=${voipbin.user.id}`)).toBe(200);
		expect(await as('GET', '/customer')).toBe(403);
		expect(await as('PUT', `/conversations/${first!.id}`, { name: 'x' })).toBe(403);
		expect(await as('POST', `/conversations/${first!.id}/messages`, { text: 'x' })).toBe(403);
		expect(await as('POST', `/conversations/${second!.id}/unassign`)).toBe(403);
		expect(await as('POST', `/conversations/${first!.id}/unassign`)).toBe(200);
		voipbin.role = 'manager';
		expect(await as('GET', '/customer')).toBe(200);
		expect(await as('PUT', '/customer', {})).toBe(403);
	});
});

describe('the shapes', () => {
	it('leave out what is empty today, but not zero ids', async () => {
		const { id, peer } = voipbin.addConversation({ type: 'whatsapp', peer: { target: '+15550009999' } });
		expect((await get(`/conversations/${id}`)).json).toEqual({
			id,
			customer_id: voipbin.state.customer.id,
			owner_type: '',
			owner_id: NOBODY,
			account_id: voipbin.accountFor('whatsapp')!.id,
			type: 'whatsapp',
			dialog_id: peer.target,
			self: { type: 'whatsapp', target: expect.any(String) },
			peer: { type: 'whatsapp', target: peer.target },
			tm_create: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d*[1-9])?Z$/),
			tm_update: null,
			tm_delete: null,
		});
	});

	it('know no setup any more', async () => {
		const answer = await post('/conversations/setup', { reference_type: 'line' });
		expect(answer).toMatchObject({ status: 404, json: { error: { reason: 'ROUTE_NOT_FOUND' } } });
	});
});

describe('refusals', () => {
	it.each([
		['GET', '/nothing', undefined, 'ROUTE_NOT_FOUND', 404],
		['GET', '/conversations/1', undefined, 'INVALID_ID', 400],
		['GET', `/conversations/${NOBODY}`, undefined, 'INVALID_ID', 400],
		['GET', `/conversations/${STRANGER}`, undefined, 'CONVERSATION_NOT_FOUND', 404],
		['POST', `/conversations/${STRANGER}/messages`, { text: 'x' }, 'CONVERSATION_NOT_FOUND', 404],
		['GET', `/conversation_accounts/${STRANGER}`, undefined, 'CONVERSATION_ACCOUNT_NOT_FOUND', 404],
		['POST', '/conversations/LINE/messages', 'text=x', 'INVALID_JSON_BODY', 400],
		['POST', '/conversations/LINE/messages', undefined, 'INVALID_JSON_BODY', 400],
		['POST', '/conversations/LINE/messages', { text: 5 }, 'INVALID_JSON_BODY', 400],
		['GET', '/conversations?owner_id=me', undefined, 'INVALID_REQUEST_PARAMETER', 400],
		['POST', '/conversation_accounts', { type: 'sms', name: 'x' }, 'MISSING_REQUEST_PARAMETER', 400],
		['PUT', '/conversations/LINE', { owner_id: STRANGER }, 'AGENT_NOT_FOUND', 400],
	])('%s %s %j is %s', async (method, endpoint, body, reason, status) => {
		const answer = await call(method, endpoint.replace('LINE', conversation('line')), body);
		expect(answer).toMatchObject({ status, json: { error: { reason } } });
		expect(answer.json.error.request_id).toBe(answer.headers.get('x-request-id'));
	});

	it('keep other customers’ agents away', async () => {
		const answer = await put(`/conversations/${conversation('line')}`, { owner_id: voipbin.state.agents[2]!.id });
		expect(answer).toMatchObject({ status: 400, json: { error: { reason: 'AGENT_CUSTOMER_MISMATCH' } } });
	});

	it('come from faults with the usual reason', async () => {
		sandbox.faults.add({ kind: 'status', status: 402 });
		expect((await post(messages(), { text: 'x' })).json.error).toMatchObject({ reason: 'INSUFFICIENT_BALANCE' });
		sandbox.faults.add({ kind: 'status', status: 503 });
		expect((await get('/customer')).json.error).toMatchObject({ status: 'UNAVAILABLE', reason: 'REQUEST_TIMEOUT' });
	});

	it('tell whose limit was exceeded and how long to wait', async () => {
		voipbin.limits = true;
		let answers: Array<Awaited<ReturnType<typeof get>>> = [];
		while (answers.every(({ status }) => status === 200)) {
			answers = await Promise.all(Array.from({ length: 60 }, async () => await get('/customer')));
		}
		const refused = answers.filter(({ status }) => status === 429);
		expect(refused[0]!.headers.get('retry-after')).toBe('1');
		expect(refused[0]!.json.error).toMatchObject({
			status: 'RESOURCE_EXHAUSTED',
			reason: 'RATE_LIMIT_EXCEEDED',
			details: [{ limited_by: 'customer' }],
		});
	});
});

describe('conversations', () => {
	it('are assigned, renamed and unassigned', async () => {
		const seller = voipbin.state.agents[1]!.id;
		const { id } = conversationOf('message');
		const assigned = (await put(`/conversations/${id}`, { owner_id: seller, owner_type: 'team', name: 'VIP' })).json;
		expect(assigned).toMatchObject({
			owner_type: 'agent',
			owner_id: seller,
			name: 'VIP',
			tm_update: expect.any(String),
		});
		expect((await get(`/conversations?owner_id=${seller}`)).json.result).toEqual([assigned]);
		expect((await get(`/conversations?owner_id=${NOBODY}`)).json.result).toHaveLength(4);
		expect((await post(`/conversations/${id}/unassign`)).json).toMatchObject({
			owner_type: '',
			owner_id: NOBODY,
			name: 'VIP',
		});
		await put(`/conversations/${id}`, { owner_id: seller });
		expect((await put(`/conversations/${id}`, { owner_id: NOBODY })).json.owner_type).toBe('');
	});

	it('are listed without deleted ones', async () => {
		conversationOf('line').deletedAt = voipbin.now();
		const { json } = await get('/conversations');
		expect(json.result.map(({ type }: Json) => type)).toEqual(['webchat', 'whatsapp', 'message']);
	});
});

describe('accounts', () => {
	it('are created, changed and deleted, and keep their secrets', async () => {
		const secrets = { secret: 'invented-secret', token: 'invented-token' };
		const given = { type: 'whatsapp', name: 'Shop', detail: 'Main', provider_data: { phone_number_id: '1' } };
		const { id, ...created } = (await post('/conversation_accounts', { ...given, ...secrets })).json;
		expect(created).toMatchObject({ ...given, message_flow_id: NOBODY, tm_delete: null });
		expect(JSON.stringify(created)).not.toContain('invented');
		expect(voipbin.state.accounts.at(-1)).toMatchObject(secrets);

		const one = `/conversation_accounts/${id}`;
		expect((await put(one, { name: 'Store' })).json).toMatchObject({ name: 'Store', detail: 'Main' });
		expect((await get('/conversation_accounts?page_size=1')).json.result).toMatchObject([{ id, name: 'Store' }]);
		expect((await call('DELETE', one)).json).toMatchObject({ id, tm_delete: expect.any(String) });
		expect((await get(one)).status).toBe(404);
		expect((await get('/conversation_accounts')).json.result).toHaveLength(3);
	});

	it('of WhatsApp want the number from Meta, and lose it to an update that leaves it out', async () => {
		const given = { type: 'whatsapp', name: 'Shop', detail: '', secret: '', token: '' };
		expect((await post('/conversation_accounts', given)).status).toBe(400);
		const account = voipbin.state.accounts.find(({ type }) => type === 'whatsapp')!;
		const changes = { provider_data: { app_secret: 'invented' } };
		expect((await put(`/conversation_accounts/${account.id}`, changes)).status).toBe(400);
		expect(account.providerData).toEqual({ app_secret: 'invented' });
	});
});

describe('the customer', () => {
	it('loses what an update leaves out, and shows the secret only when asked', async () => {
		const { webhookSecret } = voipbin.state.customer;
		expect((await get('/customer')).json).toMatchObject({ name: 'Sandbox Store', webhook_secret: webhookSecret });
		const updated = (await put('/customer', { name: 'New', webhook_method: 'POST', webhook_uri: 'anything' })).json;
		expect(updated).toMatchObject({ name: 'New', webhook_method: 'POST', webhook_uri: 'anything' });
		for (const lost of ['detail', 'email', 'phone_number', 'address', 'webhook_secret']) {
			expect(updated).not.toHaveProperty(lost);
		}
		expect((await get('/customer')).json).toMatchObject({ webhook_secret: webhookSecret });
	});
});

describe('sending', () => {
	it.each([
		['line', 'done', ['conversation_message_created', 'conversation_message_updated']],
		['whatsapp', 'done', ['conversation_message_created', 'conversation_message_updated']],
		['webchat', 'done', ['webchat_message_created', 'conversation_message_created']],
		[
			'message',
			'progressing',
			['message_created', 'conversation_message_created', 'message_updated', 'conversation_message_updated'],
		],
	] as const)('in %s answers %s and tells', async (type, status, events) => {
		await listen();
		const { id } = conversationOf(type);
		const sent = (await post(`/conversations/${id}/messages`, { text: 'hi', medias: [{ type: 'image' }] })).json;
		expect(sent).toMatchObject({ direction: 'outgoing', status, text: 'hi', reference_type: type });
		expect(sent).not.toHaveProperty('medias');
		await voipbin.idle();
		expect(receiver.received.map(({ json }) => json.type)).toEqual(events);
		expect(receiver.received.at(-1)!.json.data).toMatchObject({ id: sent.id, direction: 'outgoing', status: 'done' });
		expect(voipbin.phone(id)).toMatchObject([{ from: 'business', text: 'hi', ack: 2 }]);
	});

	it('a text message may fail', async () => {
		await listen();
		voipbin.outcome = 'failed';
		const { id } = conversationOf('message');
		await post(`/conversations/${id}/messages`, { text: 'hi' });
		await voipbin.idle();
		expect((await get(`/conversations/${id}/messages`)).json.result).toMatchObject([{ status: 'failed' }]);
		const [, , updated] = receiver.received;
		expect(updated!.json).toMatchObject({ type: 'message_updated', data: { targets: [{ status: 'failed' }] } });
	});

	it('an e-mail answers an id that is not the message’s', async () => {
		const { id } = voipbin.addConversation({ type: 'email', peer: { target: 'ann@mail.example' } });
		const sent = (await post(`/conversations/${id}/messages`, { text: 'hi' })).json;
		await voipbin.idle();
		const { result } = (await get(`/conversations/${id}/messages`)).json;
		expect(result).toMatchObject([{ text: 'hi', direction: 'outgoing' }]);
		expect(result[0].id).not.toBe(sent.id);
	});

	it('takes anything for a text', async () => {
		expect((await post(messages(), {})).json).not.toHaveProperty('text');
	});
});

describe('webhooks', () => {
	it('tell of one text message twice, signed', async () => {
		await listen();
		const { id, conversationId } = voipbin.customerWrites(conversation('message'), { text: 'привет' });
		await voipbin.idle();
		const [own, common] = receiver.received;
		expect(own!.json).toMatchObject({
			type: 'message_created',
			data: { id, direction: 'inbound', source: { target: '+15550001111' }, targets: [{ status: 'received' }] },
		});
		expect(common!.json).toEqual({
			type: 'conversation_message_created',
			data: {
				id,
				customer_id: voipbin.state.customer.id,
				conversation_id: conversationId,
				direction: 'incoming',
				status: 'done',
				reference_type: 'message',
				reference_id: id,
				source: { type: 'tel', target: '+15550001111', target_name: 'Борис Волков' },
				destination: { type: 'tel', target: '+15550002222' },
				text: 'привет',
				tm_create: expect.any(String),
				tm_update: null,
				tm_delete: null,
			},
		});
		for (const { headers, body } of receiver.received) {
			expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-voipbin-signature': sign(body) });
		}
	});

	it('announce a new conversation before its first message', async () => {
		await listen();
		const sender = { type: 'whatsapp', target: '+15550007777', name: 'Ольга' } as const;
		const { conversationId } = voipbin.customerWrites(sender, { text: 'first' });
		expect(voipbin.customerWrites(sender, { text: 'second' })).toMatchObject({ conversationId });
		await voipbin.idle();
		expect(receiver.received.map(({ json }) => json.type)).toEqual([
			'conversation_created',
			'conversation_message_created',
			'conversation_message_created',
		]);
		expect(receiver.received[0]!.json.data).toMatchObject({ id: conversationId, peer: { target_name: 'Ольга' } });
	});

	it.each(['POST', 'PUT', 'GET', 'DELETE'])('come by %s with their body', async (method) => {
		await listen(method);
		await voipbin.emit(voipbin.payloads.accountUpdated(voipbin.state.accounts[0]!));
		expect(receiver.received).toMatchObject([{ method, json: { type: 'account_updated' } }]);
	});

	it('come three times, while the receiver fails', async () => {
		await listen();
		receiver.answers.push(500, 503, 500);
		const delivery = await voipbin.emit({ type: 'x', data: {} });
		await voipbin.idle();
		expect(delivery).toMatchObject({ state: 'dropped', attempts: [{ status: 500 }, { status: 503 }, { status: 500 }] });
		expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
	});

	it.each([302, 401, 404])('are done with when %i is answered', async (status) => {
		await listen();
		receiver.answers.push(status);
		const delivery = await voipbin.emit({ type: 'x', data: {} });
		await voipbin.idle();
		expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ status }] });
	});

	it('can be unsigned, forged and tampered with', async () => {
		await listen();
		const payload = voipbin.payloads.conversationUpdated(conversationOf('line'));
		await voipbin.emit(payload, { signature: null });
		await voipbin.emit(payload, { signature: 'sha256=00' });
		await voipbin.emit(payload, { body: '{"type":"other"}' });
		const signed = sign(JSON.stringify(payload));
		expect(receiver.received.map(({ headers }) => headers['x-voipbin-signature'])).toEqual([
			undefined,
			'sha256=00',
			signed,
		]);
		expect(receiver.received.at(-1)!.body).toBe('{"type":"other"}');
		voipbin.state.customer.webhookSecret = '';
		await voipbin.emit(payload);
		expect(receiver.received.at(-1)!.headers).not.toHaveProperty('x-voipbin-signature');
	});

	it('stop when the address is emptied', async () => {
		await listen();
		await put('/customer', {});
		voipbin.customerWrites(conversation('line'), { text: 'anybody?' });
		await voipbin.idle();
		expect(receiver.received).toEqual([]);
	});
});

describe('the rest', () => {
	it('goes on after a restart, with messages on their way', async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-'));
		const stateFile = path.join(folder, 'state.json');
		const before = await startSandbox({ stateFile });
		before.voipbin.deliveryMs = 60_000;
		const { id } = before.voipbin.state.conversations.find(({ type }) => type === 'message')!;
		const url = `/voipbin/v1.0/conversations/${id}/messages?accesskey=${VOIPBIN_ACCESS_KEY}`;
		await fetch(before.url + url, { method: 'POST', body: '{"text":"hi"}' });
		await before.close();

		const after = await startSandbox({ stateFile });
		await after.voipbin.idle();
		const { result } = await (await fetch(after.url + url)).json();
		expect(result).toMatchObject([{ text: 'hi', status: 'done' }]);
		await after.close();
		rmSync(folder, { recursive: true });
	});

	it('records every request without the service’s name', async () => {
		await post(messages(), { text: 'hi' });
		expect(sandbox.requests.at(-1)).toMatchObject({
			service: 'voipbin',
			method: 'POST',
			route: '/v1.0/conversations/:id/messages',
			path: `/v1.0${messages()}`,
			query: { accesskey: VOIPBIN_ACCESS_KEY },
			body: { text: 'hi' },
			status: 200,
		});
	});

	it('has phones to write, send files and read on', async () => {
		await listen();
		const api = `${sandbox.url}/phones/services/voipbin`;
		const form = new FormData();
		for (const [name, value] of Object.entries({ channelId: 'line', name: 'Юлия', phone: '79250000077', text: 'hi' })) {
			form.append(name, value);
		}
		form.append('file', new Blob(['a picture'], { type: 'image/png' }), 'фото.png');
		const { id } = await (await fetch(api, { method: 'POST', body: form })).json();
		await post(`/conversations/${id}/messages`, { text: 'hello' });
		expect((await fetch(`${api}/${id}/read`, { method: 'POST' })).status).toBe(204);
		await voipbin.idle();
		const shown = await (await fetch(`${api}/${id}`)).json();
		expect(shown).toMatchObject([
			{ from: 'customer', text: 'hi', ack: 2, attachments: [{ fileName: 'фото.png', mimeType: 'image/png' }] },
			{ from: 'business', text: 'hello', ack: 3 },
		]);
		expect(await (await fetch(shown[0].attachments[0].url)).text()).toBe('a picture');
		expect((await get(`/conversations/${id}/messages`)).json.result[1].medias).toMatchObject([
			{ type: 'image', filename: 'фото.png' },
		]);
		const services = await (await fetch(`${sandbox.url}/phones/services`)).json();
		const tab = services.find(({ name }: Json) => name === 'voipbin');
		expect(tab).toMatchObject({ title: 'VoIPbin', webhook: { url: receiver.url, last: { status: 200 } } });
		expect(tab.contacts.find((contact: Json) => contact.id === id)).toMatchObject({ name: 'Юлия', unread: 0 });
	});
});
