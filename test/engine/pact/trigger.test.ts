import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';

import { PACT_TOKEN } from '../../../sandbox/sandbox.ts';
import { beside } from '../beside.ts';

import { company, usePact, withoutKey } from './world.ts';
import { id } from '../world.ts';

const world = usePact('p1');
const FOREIGN = 'https://crm.example.com/pact';

/** No retries: whatever the trigger answers is the answer. */
const post = async (
	url: string,
	body: unknown,
	headers: Record<string, string> = { 'content-type': 'application/json' },
) =>
	await axios.post(url, typeof body === 'string' ? Buffer.from(body) : body, { headers, validateStatus: () => true });

const address = () => world.pact.state.companies[0]!.webhookUrl ?? '';
const place = () => withoutKey(address());
const occupy = (url: string) => (world.pact.state.companies[0]!.webhookUrl = url);

/** Ann writes, with files that are somewhere. */
async function emitWith(urls: string[]): Promise<void> {
	const message = world.pact.addMessage({ conversationId: world.ann.id, text: 'With files', income: true });
	const payload = world.pact.p1.payloads.messageNew(message) as { data: { attachments: unknown[] } };
	payload.data.attachments = urls.map((url, index) => ({ id: index, file_name: `${index}`, attachment_url: url }));
	await world.pact.p1.emit(payload);
}

const EVERYTHING = [
	'channelState',
	'conversationNew',
	'conversationUpdated',
	'incomingMessage',
	'jobFinished',
	'messageStatus',
	'outgoingMessage',
];

describe('registration', () => {
	test('publishing registers the address, the ping starts nothing, deactivating takes it back', async () => {
		const trigger = await world.published();
		expect(place()).toBe(trigger.webhookUrl);
		expect(world.pact.webhooks).toEqual([expect.objectContaining({ state: 'delivered' })]);
		expect(trigger.executions).toEqual([]);
		await trigger.deactivate();
		expect(address()).toBe('');
	});

	test('the address has a key that only Pact is told, and nothing is believed without it', async () => {
		const trigger = await world.published();
		const body = world.pact.p1.payloads.messageNew(
			world.pact.addMessage({ conversationId: world.ann.id, text: 'Forged?', income: true }),
		);
		expect(address()).toMatch(/\?triggerKey=[0-9a-f]{48}$/);
		expect(JSON.stringify(trigger.staticData)).not.toContain('triggerKey');
		const key = new URL(address()).searchParams.get('triggerKey')!;
		const { webhookUrl } = trigger;
		for (const query of [
			'',
			'?triggerKey=',
			'?triggerKey=x',
			`?triggerKey=${key}0`,
			`?triggerKey=${key}&triggerKey=`,
		]) {
			expect((await post(`${webhookUrl}${query}`, body)).status).toBe(401);
		}
		expect(trigger.started).toBe(0);
		await trigger.restart();
		expect((await post(address(), body)).status).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	test('an address of ours that was registered without a key gets one with the next publishing', async () => {
		const trigger = world.trigger();
		await trigger.listen();
		occupy(trigger.webhookUrl);
		await trigger.activate();
		expect(address()).toMatch(/\?triggerKey=[0-9a-f]{48}$/);
		await trigger.deactivate();
		expect(address()).toBe('');
	});

	test('a call that cannot be verified, because Pact does not answer, is repeated and then taken', async () => {
		const trigger = await world.published();
		world.sandbox.faults.add({ kind: 'status', status: 400, path: '/companies' });
		const message = world.pact.addMessage({ conversationId: world.ann.id, text: 'Later', income: true });
		const body = world.pact.p1.payloads.messageNew(message);
		expect((await post(address(), body)).status).toBe(503);
		await trigger.restart();
		expect((await post(address(), body)).status).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	test('publishing twice changes nothing', async () => {
		const trigger = await world.published();
		await trigger.activate();
		expect(place()).toBe(trigger.webhookUrl);
		expect(world.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
	});

	test("another system's address is left alone, and named", async () => {
		occupy(FOREIGN);
		await expect(world.trigger().activate()).rejects.toMatchObject({
			message: `Company '1' already reports to another system (${FOREIGN}): remove it in Pact, or switch on 'Replace Existing Webhook' under Options`,
			description: expect.stringContaining('Replace Existing Webhook'),
		});
		expect(address()).toBe(FOREIGN);
	});

	test('it is replaced when the user says so', async () => {
		occupy(FOREIGN);
		const trigger = await world.published({ options: { replaceExisting: true } });
		expect(place()).toBe(trigger.webhookUrl);
		world.annWrites('Hello');
		await world.pact.idle();
		expect(trigger.executions.map(([item]) => item?.json.text)).toEqual(['Hello']);
	});

	test('and comes back, also after a restart', async () => {
		const { webhookUrl: before } = await world.published();
		const key = address();
		const trigger = world.trigger(
			{ options: { replaceExisting: true } },
			{ webhookId: '11111111-1111-4111-8111-111111111111' },
		);
		await trigger.activate();
		expect(place()).toBe(trigger.webhookUrl);
		expect(JSON.stringify(trigger.staticData)).not.toContain('triggerKey');
		await trigger.restart();
		await trigger.deactivate();
		expect(place()).toBe(before);
		expect(address()).not.toBe(key);
	});

	test('when the old address is gone for good, none stands there instead of ours', async () => {
		occupy('http://127.0.0.1:9/gone');
		const trigger = await world.published({ options: { replaceExisting: true } });
		await trigger.deactivate();
		expect(address()).toBe('');
	});

	test('an address that was taken over meanwhile is not touched when the workflow is deactivated', async () => {
		const trigger = await world.published();
		occupy(FOREIGN);
		await trigger.deactivate();
		expect(address()).toBe(FOREIGN);
	});

	test('a company has to be chosen, since p1 does not tell which one calls', async () => {
		await expect(world.trigger({ companyId: id('') }).activate()).rejects.toMatchObject({
			message: "Choose a 'Company'",
			description: expect.stringContaining('P1'),
		});
		expect(world.requests).toEqual([]);
	});

	test('an unknown company and a wrong token are named', async () => {
		await expect(world.trigger({ companyId: id(77) }).activate()).rejects.toMatchObject({
			message: "Pact did not find Company '77'",
		});
		world.sandbox.faults.add({ kind: 'status', status: 401 });
		await expect(world.trigger().activate()).rejects.toMatchObject({ message: 'Pact refused the API token' });
	});

	test('an address that Pact cannot reach is explained', async () => {
		world.sandbox.faults.add({
			kind: 'status',
			status: 400,
			method: 'PUT',
			body: { errors: ['webhook_url must answer 200'] },
		});
		await expect(world.trigger().activate()).rejects.toMatchObject({
			message: expect.stringContaining('reachable from the internet'),
			description: expect.stringContaining('webhook_url must answer 200'),
		});
	});

	test('the company is found on any page of the list', async () => {
		for (let number = 0; number < 130; number++) world.pact.addCompany({ name: `Company ${number}` });
		const { id: last } = world.pact.state.companies.at(-1)!;
		const trigger = await world.published({ companyId: last });
		expect(world.pact.state.companies.at(-1)?.webhookUrl).toContain(`${trigger.webhookUrl}?`);
	});
});

describe('Listen for test event', () => {
	test('gives back what it took after the first event', async () => {
		occupy(FOREIGN);
		const trigger = world.trigger({ options: { replaceExisting: true } });
		await trigger.activate({ mode: 'manual' });
		expect(place()).toBe(trigger.testWebhookUrl);
		await trigger.deactivate({ mode: 'manual' });
		expect(address()).toBe('');
	});

	test('borrows from the published workflow, which misses nothing, and gives back', async () => {
		const trigger = await world.published();
		await trigger.activate({ mode: 'manual' });
		expect(place()).toBe(trigger.testWebhookUrl);
		world.pact.customerWrites(world.ann.id, { text: 'While testing' });
		await trigger.waitForExecutions(2);
		await trigger.idle();
		expect(trigger.executions.map(([item]) => item?.json.text)).toEqual(['While testing', 'While testing']);
		expect(place()).toBe(trigger.webhookUrl);
		await world.pact.idle();
	});

	test('borrows from another workflow of the same n8n, which misses nothing though n8n has just started, and gives back', async () => {
		const trigger = await world.published();
		const before = address();
		const testing = world.trigger({}, { beside: trigger, webhookId: '11111111-1111-4111-8111-111111111111' });
		await trigger.restart();
		await testing.activate({ mode: 'manual' });
		world.annWrites('To both');
		await trigger.waitForExecutions(1);
		await world.pact.idle();
		await trigger.idle();
		expect(testing.executions.flat().map(({ json }) => json.text)).toEqual(['To both']);
		expect(trigger.executions.flat().map(({ json }) => json.text)).toEqual(['To both']);
		expect(address()).toBe(before);
	});

	test('an end of the test leaves a workflow alone that was published meanwhile', async () => {
		const trigger = world.trigger();
		await trigger.activate({ mode: 'manual' });
		await trigger.activate();
		expect(place()).toBe(trigger.webhookUrl);
		await trigger.deactivate({ mode: 'manual' });
		expect(place()).toBe(trigger.webhookUrl);
		await trigger.deactivate();
		expect(address()).toBe('');
	});

	test('a workflow that is deactivated during its test leaves nothing behind', async () => {
		const trigger = await world.published();
		await trigger.activate({ mode: 'manual' });
		await trigger.deactivate();
		await trigger.deactivate({ mode: 'manual' });
		expect(address()).toBe('');
	});

	test('a test that was never ended, because n8n was killed, is cleared by the next one and by publishing', async () => {
		const trigger = await world.published();
		await trigger.activate({ mode: 'manual' });
		await trigger.restart();
		expect(place()).toBe(trigger.testWebhookUrl);
		await trigger.activate({ mode: 'manual' });
		await trigger.deactivate({ mode: 'manual' });
		expect(place()).toBe(trigger.webhookUrl);
		world.annWrites('Heard');
		await trigger.waitForExecutions(1);

		await trigger.activate({ mode: 'manual' });
		await trigger.restart();
		await trigger.activate();
		expect(place()).toBe(trigger.webhookUrl);
		await world.pact.idle();
	});

	test('a test that is refused does not touch the other address', async () => {
		occupy(FOREIGN);
		await expect(world.trigger().activate({ mode: 'manual' })).rejects.toThrow(FOREIGN);
		expect(address()).toBe(FOREIGN);
	});
});

describe('events', () => {
	test('a customer writes: one item in the common shape', async () => {
		const trigger = await world.published({ simplify: true, options: { includeRaw: true } });
		world.pact.customerWrites(world.ann.id, { text: 'Привет 👋' });
		await trigger.waitForExecutions(1);
		expect(trigger.executions[0]?.[0]?.json).toMatchObject({
			event: 'incomingMessage',
			id: expect.stringMatching(/^\d+$/),
			service: 'pact',
			conversationId: String(world.ann.id),
			direction: 'incoming',
			text: 'Привет 👋',
			channel: { id: expect.any(String), type: 'whatsapp' },
			attachments: [],
			createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
			raw: { type: 'message', event: 'new', data: expect.anything() },
		});
		await world.pact.idle();
		expect(trigger.executions).toHaveLength(1);
	});

	test('not simplified, the item is what Pact sent', async () => {
		const trigger = await world.published({ simplify: false });
		const payload = world.pact.p1.payloads.messageNew(
			world.pact.addMessage({ conversationId: world.ann.id, text: 'Hi', income: true }),
		);
		await world.pact.p1.emit(payload);
		expect(trigger.executions[0]?.[0]?.json).toEqual(payload);
	});

	test('a new customer, a new name, an answer and its delivery: each event by its name', async () => {
		const trigger = await world.published({ events: EVERYTHING });
		const { id: channelId } = world.pact.state.channels[0]!;
		world.pact.customerWrites({ channelId, name: 'Зоя', phone: '79990001122' }, { text: 'Hello' });
		await world.pact.idle();
		const { id: zoya } = world.pact.state.conversations.at(-1)!;
		world.pact.customerRenames(zoya, 'Зоя К.');
		await world.json('message', 'send', { conversationId: id(zoya), text: 'Hi' });
		await world.pact.idle();
		const items = trigger.executions.flat().map(({ json }) => json);
		expect(items.map(({ event }) => event)).toEqual(
			expect.arrayContaining([
				'conversationNew',
				'incomingMessage',
				'conversationUpdated',
				'jobFinished',
				'outgoingMessage',
				'messageStatus',
			]),
		);
		expect(items.find(({ event }) => event === 'conversationUpdated')).toMatchObject({
			id: String(zoya),
			name: 'Зоя К.',
		});
		expect(items.find(({ event }) => event === 'jobFinished')).toMatchObject({
			id: expect.any(String),
			messageId: expect.any(String),
			status: 'delivered',
		});
	});

	test('groups, QR codes and channel states are understood', async () => {
		const trigger = await world.published({ events: EVERYTHING });
		const { payloads } = world.pact.p1;
		const message = world.pact.addMessage({ conversationId: world.ann.id, text: 'In the group', income: true });
		await world.pact.p1.emit(payloads.groupConversationNew(world.ann));
		await world.pact.p1.emit(payloads.groupMessageNew(message));
		await world.pact.p1.emit(payloads.groupMessageAck(message));
		await world.pact.p1.emit(payloads.groupConversationContactNew(world.ann));
		await world.pact.p1.emit(payloads.qrCode(world.pact.state.channels[0]!.id));
		await world.pact.p1.emit(payloads.system('phone offline', world.pact.state.channels[0]!.id));
		const items = trigger.executions.flat().map(({ json }) => json);
		expect(items[1]).toMatchObject({ group: true, sender: { id: 'group-message-1', phone: null } });
		expect(items[2]).toMatchObject({ group: true });
		expect(items.map(({ event }) => event)).toEqual([
			'conversationNew',
			'incomingMessage',
			'messageStatus',
			'conversationUpdated',
			'channelState',
			'channelState',
		]);
		expect(items[4]).toMatchObject({
			status: 'qr_code',
			qrCode: expect.any(String),
			channel: { id: expect.any(String) },
		});
		expect(items[5]).toMatchObject({ status: 'phone offline', severity: expect.any(String) });
	});

	test('what is not asked for starts nothing and is answered 200', async () => {
		const other = world.pact.state.conversations[1]!;
		const options = { channelTypes: 'whatsapp', conversationIds: String(world.ann.id) };
		const trigger = await world.published({ events: ['incomingMessage'], options });
		world.pact.customerWrites(other.id, { text: 'Telegram' });
		await world.json('message', 'send', { ...world.at(), text: 'Our own words' });
		world.pact.customerWrites(world.ann.id, { text: 'Wanted' });
		await world.pact.idle();
		expect(trigger.executions.map(([item]) => item?.json.text)).toEqual(['Wanted']);
		expect(world.pact.webhooks.every(({ state, attempts }) => state === 'delivered' && attempts.length === 1)).toBe(
			true,
		);
	});

	test('attachments come along as files', async () => {
		const trigger = await world.published({ options: { downloadAttachments: true, binaryPrefix: 'file_' } });
		const content = Buffer.from('picture 🖼️');
		world.pact.customerWrites(world.ann.id, {
			text: '',
			attachments: [{ fileName: 'фото.png', mimeType: 'image/png', content }],
		});
		await trigger.waitForExecutions(1);
		const [item] = trigger.executions[0]!;
		expect(item?.json.attachments).toEqual([expect.objectContaining({ fileName: 'фото.png', mimeType: 'image/png' })]);
		expect(item?.binary?.file_0).toMatchObject({ fileName: 'фото.png', mimeType: 'image/png' });
		expect(await world.engine.binary.read(item, 'file_0')).toEqual(content);
	});

	test('files are never asked for with the token, whatever host they name, and only over the web', async () => {
		const trigger = await world.published({ options: { downloadAttachments: true } });
		const own = `${world.sandbox.url}/pact/p1/companies`;
		await emitWith([own, '/pact/p1/companies', 'data:text/plain,inner', 'file:///etc/passwd', 'not an address']);
		await trigger.waitForExecutions(1);
		expect(trigger.executions[0]![0]!.binary).toEqual({});
		const asked = world.requests.filter(({ method, status }) => method === 'GET' && status === 401);
		expect(asked.length).toBeGreaterThan(0);
		expect(JSON.stringify(asked)).not.toContain(PACT_TOKEN);
	});

	test('files have one time and one size together; what does not come is left out, and no connection stays', async () => {
		const options = { downloadAttachments: true, attachmentsTimeout: 2, attachmentsSize: 1 };
		const trigger = await world.published({ options });
		const sockets = new Set<Socket>();
		await beside(
			(request, response) => {
				const { socket } = request;
				sockets.add(socket.once('close', () => sockets.delete(socket)));
				const large = Buffer.alloc(700_000);
				if (request.url === '/gone') response.writeHead(404).end(large);
				else if (request.url === '/moved') response.writeHead(302, { location: '/small' }).end(large);
				else if (request.url === '/announced') response.writeHead(200, { 'content-length': 2_000_000 }).write('x');
				else if (request.url === '/large') response.write(large);
				else if (request.url === '/small') response.end('small');
				else if (request.url === '/stalled') response.write('a beginning');
				if (request.url === '/large') response.end(large);
			},
			async (url) => {
				await emitWith(
					['/gone', '/moved', '/announced', '/small', '/large', '/stalled', '/silent', '/small'].map(
						(end) => url + end,
					),
				);
				await trigger.waitForExecutions(1);
				const { binary = {}, json } = trigger.executions[0]![0]!;
				expect(Object.keys(binary)).toEqual(['attachment_1', 'attachment_3']);
				expect(json.attachments).toHaveLength(8);
				await sleep(100);
				expect(sockets.size).toBe(0);
			},
		);
		expect(world.pact.webhooks.at(-1)).toMatchObject({ attempts: [{ status: 200 }] });
	});

	test('a file that cannot be fetched does not cost the message', async () => {
		const trigger = await world.published({ options: { downloadAttachments: true } });
		const message = world.pact.addMessage({ conversationId: world.ann.id, text: 'With a file', income: true });
		const payload = world.pact.p1.payloads.messageNew(message) as { data: { attachments: unknown[] } };
		payload.data.attachments = [{ id: 1, file_name: 'gone.pdf', attachment_url: `${world.sandbox.url}/gone.pdf` }];
		await world.pact.p1.emit(payload);
		await trigger.waitForExecutions(1);
		expect(trigger.executions[0]?.[0]).toMatchObject({
			json: { text: 'With a file', attachments: [{ fileName: 'gone.pdf' }] },
		});
	});
});

describe('messages', () => {
	const body = (data: object) => ({ type: 'message', event: 'new', data });

	test('without an id are told apart by what they say', async () => {
		const trigger = await world.published();
		await world.pact.p1.emit(body({ income: true, message: 'One' }));
		await world.pact.p1.emit(body({ income: true, message: 'Two' }));
		await world.pact.p1.emit(body({ income: true, message: 'Two' }));
		expect(trigger.executions.map(([item]) => item?.json.text)).toEqual(['One', 'Two']);
	});

	test('that may be our own start nothing', async () => {
		const trigger = await world.published({ events: EVERYTHING });
		await world.pact.p1.emit(body({ external_id: 5, message: 'Whose?' }));
		await world.pact.p1.emit(body({ external_id: 6, income: 'true', message: 'Whose?' }));
		expect(trigger.started).toBe(0);
		expect(world.pact.webhooks.at(-1)).toMatchObject({ attempts: [{ status: 200 }] });
	});
});

describe('repeats', () => {
	const payload = () => {
		const message = world.pact.addMessage({
			conversationId: world.ann.id,
			text: 'Once',
			income: true,
		});
		return world.pact.p1.payloads.messageNew(message);
	};

	test('one after another start one execution, also across a restart', async () => {
		const trigger = await world.published();
		const body = payload();
		await post(address(), body);
		await post(address(), body);
		await trigger.restart();
		expect((await post(address(), body)).status).toBe(200);
		expect(trigger.executions).toHaveLength(1);
		await post(address(), payload());
		expect(trigger.executions).toHaveLength(2);
	});

	test('many at the same moment start one execution', async () => {
		const trigger = await world.published();
		const body = payload();
		const answers = await Promise.all(Array.from({ length: 8 }, async () => await post(address(), body)));
		expect(answers.map(({ status }) => status)).toContain(200);
		expect((await post(address(), body)).status).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	test('are kept apart from a second message with the same words', async () => {
		const trigger = await world.published();
		await post(address(), payload());
		await post(address(), payload());
		expect(trigger.executions).toHaveLength(2);
	});
});

describe('bodies that are not events', () => {
	test.each([
		['an array', [1], 400],
		['a text', JSON.stringify('hello'), 400],
		['an object of something else', { hello: 1 }, 400],
		['a message without data', { type: 'message', event: 'new' }, 400],
		['an unknown type', { type: 'reaction', event: 'new', data: {} }, 200],
		[
			'an event of the other API generation',
			{ type: 'message', event: 'create', object: { id: 1, income: true } },
			200,
		],
		['the test ping', { source: 'pact.im', operation: 'test' }, 200],
	])('%s: no execution, no exception', async (_, body, status) => {
		const trigger = await world.published({ events: EVERYTHING });
		expect((await post(address(), body)).status).toBe(status);
		expect(trigger.executions).toEqual([]);
		expect(trigger.errors).toEqual([]);
	});

	test('no JSON: refused before it reaches the node', async () => {
		const trigger = await world.published();
		expect((await post(address(), '{"type":')).status).toBe(422);
		expect((await post(address(), 'hello', { 'content-type': 'text/plain' })).status).toBe(400);
		expect(trigger.errors).toEqual([]);
	});

	test('a message of 2 MB is still a message', async () => {
		const trigger = await world.published();
		const body = world.pact.p1.payloads.messageNew(
			world.pact.addMessage({
				conversationId: world.ann.id,
				text: 'я'.repeat(1_000_000),
				income: true,
			}),
		);
		expect((await post(address(), body)).status).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	test('GET is not for us', async () => {
		await world.published();
		const { status } = await axios.get(address(), { validateStatus: () => true });
		expect(status).toBe(404);
	});
});

test('companies to choose from are listed in the trigger too', async () => {
	const { results } = await world.engine.listSearch({
		type: 'n8n-nodes-conversations.pactTrigger',
		method: 'searchCompanies',
		currentParameters: { companyId: company },
	});
	expect(results).toEqual([{ name: 'Sandbox Store (1)', value: '1' }]);
});
