import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';

import type { Trigger } from '../harness.ts';
import { accessKey, login, useVoipbin } from './world.ts';
import { beside } from '../beside.ts';
import { id } from '../world.ts';

const world = useVoipbin();
const OTHER_ID = '11111111-1111-4111-8111-111111111111';
const FOREIGN = 'https://crm.example.com/voipbin';

const customer = () => world.voipbin.state.customer;
const occupy = (webhookUri: string, webhookMethod = 'POST') => Object.assign(customer(), { webhookUri, webhookMethod });
const changes = () => world.requests.filter(({ method }) => method === 'PUT');

const EVERYTHING = [
	'account',
	'conversationNew',
	'conversationUpdated',
	'incomingMessage',
	'messageDeleted',
	'messageUpdated',
	'outgoingMessage',
];

/** Posts bytes as they are; there are no repeats, so whatever the trigger answers is the answer. */
const post = async (url: string, body: string, signature: string | null = world.sign(body)) => {
	const headers = {
		'content-type': 'application/json',
		...(signature !== null && { 'X-VoIPBIN-Signature': signature }),
	};
	return (await axios.post(url, Buffer.from(body), { headers, validateStatus: () => true })).status;
};

let written = 0;
/** The body of a new message's event. */
const event = (words = `Message ${++written}`) =>
	JSON.stringify(
		world.voipbin.payloads.conversationMessageCreated(
			world.voipbin.addMessage({ conversationId: world.ann.id, direction: 'incoming', text: words }),
		),
	);

const items = (trigger: Trigger) => trigger.executions.flat().map(({ json }) => json);
const texts = (trigger: Trigger) => items(trigger).map((item) => item.text);

describe('registration', () => {
	test('publishing puts the address there and changes nothing else, deactivating takes it back', async () => {
		const before = structuredClone(customer());
		const trigger = await world.published();
		expect(customer()).toEqual({
			...before,
			webhookUri: trigger.webhookUrl,
			webhookMethod: 'POST',
			updatedAt: expect.any(String),
		});
		await trigger.deactivate();
		expect(customer()).toEqual({ ...before, updatedAt: expect.any(String) });
		expect(trigger.staticData).not.toHaveProperty('secret');
	});

	test('publishing twice changes nothing', async () => {
		const trigger = await world.published();
		await trigger.activate();
		expect(customer().webhookUri).toBe(trigger.webhookUrl);
		expect(changes()).toHaveLength(1);
	});

	test('an address of ours that is called with another method is put right', async () => {
		const trigger = await world.published();
		occupy(trigger.webhookUrl, 'GET');
		await trigger.activate();
		expect(customer().webhookMethod).toBe('POST');
		await trigger.deactivate();
		expect(customer()).toMatchObject({ webhookUri: '', webhookMethod: '' });
	});

	test("another system's address is left alone, and named", async () => {
		occupy(FOREIGN, 'PUT');
		await expect(world.trigger().activate()).rejects.toMatchObject({
			message: `The VoIPbin account already reports to another system (${FOREIGN}): remove it in VoIPbin, or switch on 'Replace Existing Webhook' under Options`,
			description: expect.stringContaining('Replace Existing Webhook'),
		});
		expect(customer()).toMatchObject({ webhookUri: FOREIGN, webhookMethod: 'PUT' });
		expect(changes()).toEqual([]);
	});

	test('when the user says so it is replaced, and comes back with its method, also after a restart', async () => {
		occupy(FOREIGN, 'PUT');
		const trigger = await world.published({ options: { replaceExisting: true } });
		expect(customer()).toMatchObject({ webhookUri: trigger.webhookUrl, webhookMethod: 'POST' });
		await trigger.restart();
		await trigger.deactivate();
		expect(customer()).toMatchObject({ webhookUri: FOREIGN, webhookMethod: 'PUT', name: 'Sandbox Store' });
	});

	test('an address that was taken over meanwhile is not touched when the workflow is deactivated', async () => {
		const trigger = await world.published();
		occupy(FOREIGN);
		await trigger.deactivate();
		expect(customer().webhookUri).toBe(FOREIGN);
	});

	test('an address that somebody else overwrites at the same moment is noticed', async () => {
		const read = (body: object, times: number) =>
			world.sandbox.faults.add({ kind: 'status', status: 200, method: 'GET', path: '/customer', body, times });
		const { id: customerId, webhookSecret } = customer();
		read({ id: customerId, webhook_secret: webhookSecret, webhook_uri: '' }, 3);
		read({ id: customerId, webhook_secret: webhookSecret, webhook_uri: FOREIGN }, 1);
		await expect(world.trigger().activate()).rejects.toMatchObject({
			message: 'VoIPbin did not keep the webhook address',
			description: expect.stringContaining(FOREIGN),
		});
	});

	test.each([
		[{}, 'VoIPbin did not tell what it knows of the account'],
		[{ result: [] }, 'VoIPbin did not tell what it knows of the account'],
		['', 'VoIPbin answered with nothing'],
	])('an answer that is no customer (%j) changes nothing', async (body, message) => {
		world.sandbox.faults.add({ kind: 'status', status: 200, method: 'GET', path: '/customer', body, times: 9 });
		await expect(world.trigger().activate()).rejects.toMatchObject({ message });
		expect(changes()).toEqual([]);
	});

	test('what could not be put back is put back by the next try', async () => {
		occupy(FOREIGN, 'PUT');
		const trigger = await world.published({ options: { replaceExisting: true } });
		world.sandbox.faults.add({ kind: 'status', status: 503, method: 'PUT' });
		await expect(trigger.deactivate()).rejects.toMatchObject({
			message: 'VoIPbin is having problems; this may have been carried out',
		});
		expect(customer().webhookUri).toBe(trigger.webhookUrl);
		await trigger.deactivate();
		expect(customer()).toMatchObject({ webhookUri: FOREIGN, webhookMethod: 'PUT' });
	});

	test('an address of this n8n where nobody listens any more does not come back', async () => {
		const first = await world.published();
		const second = world.trigger({ options: { replaceExisting: true } }, { webhookId: OTHER_ID, beside: first });
		await second.activate();
		await first.deactivate();
		expect(customer().webhookUri).toBe(second.webhookUrl);
		await second.deactivate();
		expect(customer().webhookUri).toBe('');
	});

	test('one where somebody listens does', async () => {
		const first = await world.published();
		const second = world.trigger({ options: { replaceExisting: true } }, { webhookId: OTHER_ID, beside: first });
		await second.activate();
		await second.deactivate();
		expect(customer().webhookUri).toBe(first.webhookUrl);
	});

	test('a copy of the workflow in another n8n does not take the place without being told to', async () => {
		const trigger = await world.published();
		await expect(world.trigger().activate()).rejects.toMatchObject({
			message: expect.stringContaining(`already reports to another system (${trigger.webhookUrl})`),
		});
		expect(customer().webhookUri).toBe(trigger.webhookUrl);
	});

	test('another workflow of this n8n is called by its name, also after a restart, and keeps the place', async () => {
		const first = await world.published();
		await first.restart();
		await first.activate({ activation: 'init' });
		const second = world.trigger({}, { webhookId: OTHER_ID, beside: first });
		await expect(second.activate()).rejects.toMatchObject({
			message: `The VoIPbin account already reports to another workflow of this n8n, 'My workflow' (${first.webhookUrl}): unpublish that one, or switch on 'Replace Existing Webhook' under Options`,
		});
		expect(customer().webhookUri).toBe(first.webhookUrl);
	});

	test('one that another process has published is named by its address', async () => {
		const first = await world.published();
		const { origin } = new URL(first.webhookUrl);
		occupy(`${origin}/webhook/${OTHER_ID}/webhook`);
		await expect(world.trigger({}, { beside: first }).activate()).rejects.toThrow(
			`already reports to another workflow of this n8n (${origin}/webhook/${OTHER_ID}/webhook): unpublish that one`,
		);
	});

	test('a test in the editor borrows the place of another workflow of this n8n: both hear, and it comes back', async () => {
		const published = await world.published();
		const tested = world.trigger({}, { webhookId: OTHER_ID, beside: published });
		await tested.activate({ mode: 'manual' });
		expect(customer().webhookUri).toBe(tested.testWebhookUrl);
		world.annWrites('Hello');
		await world.idle();
		await tested.waitForExecutions(1);
		await published.waitForExecutions(1);
		await published.idle();
		expect(customer().webhookUri).toBe(published.webhookUrl);
	});

	test('publishing while its own test listens does not cut off whom the test borrows from', async () => {
		const first = await world.published();
		const second = world.trigger({}, { webhookId: OTHER_ID, beside: first });
		await second.activate({ mode: 'manual' });
		await expect(second.activate()).rejects.toThrow(
			`already reports to another workflow of this n8n, 'My workflow' (${first.webhookUrl}): unpublish that one`,
		);
		world.annWrites('Hello');
		await world.idle();
		await second.waitForExecutions(1);
		await first.waitForExecutions(1);
		await first.idle();
		expect(customer().webhookUri).toBe(first.webhookUrl);
	});

	test('when the user says so it takes that place then, and gives it back', async () => {
		const first = await world.published();
		const second = world.trigger({ options: { replaceExisting: true } }, { webhookId: OTHER_ID, beside: first });
		await second.activate({ mode: 'manual' });
		await second.activate();
		expect(customer().webhookUri).toBe(second.webhookUrl);
		await second.deactivate();
		expect(customer().webhookUri).toBe(first.webhookUrl);
	});

	test('a test does not borrow from another system', async () => {
		occupy(FOREIGN, 'PUT');
		await expect(world.trigger().activate({ mode: 'manual' })).rejects.toThrow('already reports to another system');
		expect(customer()).toMatchObject({ webhookUri: FOREIGN, webhookMethod: 'PUT' });
	});

	test('an n8n that has moved takes the place of its old address, and leaves none', async () => {
		const trigger = await world.published();
		const old = trigger.webhookUrl.replace('127.0.0.1', 'n8n-before.localhost');
		trigger.remember({ ...trigger.staticData, address: old });
		occupy(old);
		await trigger.activate();
		expect(customer().webhookUri).toBe(trigger.webhookUrl);
		trigger.remember({ ...trigger.staticData, address: old });
		occupy(old);
		await trigger.deactivate();
		expect(customer().webhookUri).toBe('');
	});

	test('who is no admin is told so', async () => {
		world.voipbin.role = 'agent';
		const engine = await world.engineWith(login);
		const trigger = engine.trigger({ type: `${world.type}Trigger` });
		await expect(trigger.activate()).rejects.toMatchObject({
			message: 'VoIPbin does not allow this',
			description: expect.stringContaining('managers and admins'),
		});
		await engine.close();
	});

	test('a login can register too, and a wrong key is named', async () => {
		const engine = await world.engineWith(login);
		const trigger = engine.trigger({ type: `${world.type}Trigger` });
		await trigger.activate();
		expect(customer().webhookUri).toBe(trigger.webhookUrl);
		await trigger.deactivate();
		await engine.close();
		const wrong = await world.engineWith({ ...accessKey, accessKey: 'vb_wrong_access_key_000000' });
		await expect(wrong.trigger({ type: `${world.type}Trigger` }).activate()).rejects.toMatchObject({
			message: 'VoIPbin refused the access key',
		});
		await wrong.close();
	});
});

describe('signatures', () => {
	test('a genuine call starts the workflow, and the secret is nowhere in it', async () => {
		const trigger = await world.published({ options: { includeRaw: true } });
		world.voipbin.customerWrites(world.ann.id, { text: 'Привет 👋' });
		await world.voipbin.idle();
		expect(world.voipbin.webhooks).toEqual([
			expect.objectContaining({ state: 'delivered', attempts: [expect.objectContaining({ status: 200 })] }),
		]);
		expect(texts(trigger)).toEqual(['Привет 👋']);
		expect(JSON.stringify(trigger.executions)).not.toContain(customer().webhookSecret);
	});

	const digits = (length: number, digit = 'a') => `sha256=${digit.repeat(length)}`;

	test.each<[string, (body: string) => string | null]>([
		['none', () => null],
		['an empty one', () => ''],
		['one of another secret', (body) => world.sign(body, 'test-secret')],
		['one of another body', () => world.sign('{}')],
		['one without sha256=', (body) => world.sign(body).slice(7)],
		['one that is too short', (body) => world.sign(body).slice(0, -1)],
		['one that is too long', (body) => `${world.sign(body)}0`],
		['one of the right length', () => digits(64)],
		['one that is not hexadecimal', () => digits(64, 'z')],
		['a very long one', () => digits(8000)],
		['one of no bytes', () => 'sha256='],
	])('%s is refused with 401, and nothing starts', async (_, signature) => {
		const trigger = await world.published();
		const body = event();
		expect(await post(trigger.webhookUrl, body, signature(body))).toBe(401);
		expect(await post(trigger.webhookUrl, '{"call":1}', signature('{"call":1}'))).toBe(401);
		expect(trigger.executions).toEqual([]);
		expect(trigger.errors).toEqual([]);
		expect(await post(trigger.webhookUrl, body)).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	test('a workflow that was published by 0.1.0 goes on hearing, and loses the secret that stood in it', async () => {
		const trigger = world.trigger();
		await trigger.listen();
		const secret = customer().webhookSecret;
		trigger.remember({
			address: trigger.webhookUrl,
			previous: { address: '' },
			testing: false,
			secret,
			seen: { a: 1 },
		});
		occupy(trigger.webhookUrl);
		await trigger.activate({ activation: 'init' });
		expect(await post(trigger.webhookUrl, event('Still heard'))).toBe(200);
		expect(texts(trigger)).toEqual(['Still heard']);
		expect(trigger.staticData).toEqual({ address: trigger.webhookUrl, previous: { address: '' }, testing: false });
		await trigger.deactivate();
		expect(customer().webhookUri).toBe('');
	});

	test('a body that was tampered with is refused, down to a space', async () => {
		const trigger = await world.published();
		const body = event('Pay 10');
		const signature = world.sign(body);
		expect(await post(trigger.webhookUrl, body.replace('Pay 10', 'Pay 99'), signature)).toBe(401);
		expect(await post(trigger.webhookUrl, `${body} `, signature)).toBe(401);
		expect(trigger.executions).toEqual([]);
	});

	test('what is signed are the bytes, however the JSON is written', async () => {
		const trigger = await world.published();
		const body = event('Привет').replace('"Привет"', '"\\u041f\\u0440\\u0438"').replaceAll(',"', ' ,\n\t"');
		expect(await post(trigger.webhookUrl, body)).toBe(200);
		expect(texts(trigger)).toEqual(['При']);
	});

	test('a genuine body over 1 MB is still a message, a false one is still refused', async () => {
		const trigger = await world.published();
		const body = event('я'.repeat(1_000_000));
		expect(await post(trigger.webhookUrl, body, world.sign(body, 'test-secret'))).toBe(401);
		expect(await post(trigger.webhookUrl, body)).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	test('are not looked at when the user does not want it', async () => {
		const trigger = await world.published({ verifySignature: false });
		expect(await post(trigger.webhookUrl, event(), null)).toBe(200);
		expect(await post(trigger.webhookUrl, event(), 'sha256=zz')).toBe(200);
		expect(trigger.executions).toHaveLength(2);
	});

	test('cannot be verified where VoIPbin has no secret, as in 2022: publishing says what to do', async () => {
		world.speak('2022');
		await expect(world.trigger().activate()).rejects.toMatchObject({
			message: expect.stringContaining("switch off 'Verify Signature'"),
			description: expect.stringContaining('forged'),
		});
		expect(changes()).toEqual([]);
		const trigger = await world.published({ verifySignature: false });
		expect(await post(trigger.webhookUrl, event(), null)).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	test('are verified after a restart, and a changed secret is learnt with the first call that has it', async () => {
		const trigger = await world.published();
		expect(await post(trigger.webhookUrl, event())).toBe(200);
		await trigger.restart();
		expect(await post(trigger.webhookUrl, event(), null)).toBe(401);
		const body = event();
		const signature = world.sign(body);
		customer().webhookSecret = 'another-invented-secret';
		expect(await post(trigger.webhookUrl, event())).toBe(200);
		expect(await post(trigger.webhookUrl, body, signature)).toBe(401);
		expect(trigger.executions).toHaveLength(2);
	});

	const asked = () => world.requests.filter(({ route }) => route.endsWith('/customer')).length;

	test('that do not fit have VoIPbin asked a few times, however many there are, and unsigned calls never', async () => {
		const trigger = await world.published();
		const before = asked();
		for (let number = 0; number < 20; number++) expect(await post(trigger.webhookUrl, event(), null)).toBe(401);
		expect(asked()).toBe(before);
		const forge = async () => await post(trigger.webhookUrl, event(), 'sha256=00');
		const answers = new Set(await Promise.all(Array.from({ length: 200 }, forge)));
		for (let number = 0; number < 100; number++) answers.add(await forge());
		expect(answers).toEqual(new Set([401, 503]));
		expect(asked() - before).toBeLessThan(20);
		expect(trigger.executions).toEqual([]);
	});

	test('of a secret that was changed a moment after a forged call are believed at once', async () => {
		const trigger = await world.published();
		expect(await post(trigger.webhookUrl, event(), 'sha256=00')).toBe(401);
		customer().webhookSecret = 'another-invented-secret';
		expect(await post(trigger.webhookUrl, event('Signed anew'))).toBe(200);
		expect(texts(trigger)).toEqual(['Signed anew']);
	});

	test('of a secret that is changed while VoIPbin is being asked cost no message', async () => {
		const trigger = await world.published();
		world.sandbox.faults.add({ kind: 'slow', ms: 300, method: 'GET', path: '/customer' });
		const forged = post(trigger.webhookUrl, event(), 'sha256=00');
		await sleep(100);
		customer().webhookSecret = 'another-invented-secret';
		expect(await post(trigger.webhookUrl, event('Signed anew'))).toBe(200);
		expect(await forged).toBe(401);
	});

	test('of a changed secret are not refused while VoIPbin cannot be asked, but repeated', async () => {
		const trigger = await world.published();
		expect(await post(trigger.webhookUrl, event())).toBe(200);
		customer().webhookSecret = 'another-invented-secret';
		world.sandbox.faults.add({ kind: 'status', status: 400, method: 'GET', path: '/customer' });
		const body = event();
		expect(await post(trigger.webhookUrl, body)).toBe(503);
		expect(await post(trigger.webhookUrl, body)).toBe(200);
	});

	test('of a secret that is changed under a flood of forged calls are known to one of the three calls', async () => {
		const trigger = await world.published();
		let flooding = true;
		const flood = Array.from({ length: 10 }, async () => {
			while (flooding) await post(trigger.webhookUrl, event('Forged'), 'sha256=00');
		});
		await sleep(500);
		customer().webhookSecret = 'another-invented-secret';
		const body = event('Genuine');
		const answers: number[] = [];
		for (let call = 0; call < 3 && answers.at(-1) !== 200; call++) {
			if (call > 0) await sleep(1000);
			answers.push(await post(trigger.webhookUrl, body));
		}
		flooding = false;
		await Promise.all(flood);
		expect(answers.at(-1)).toBe(200);
		expect(answers).not.toContain(401);
		expect(texts(trigger)).toEqual(['Genuine']);
	});

	test('are not believed while VoIPbin does not tell its secret: it is asked to call again', async () => {
		const trigger = await world.published();
		world.sandbox.faults.add({ kind: 'status', status: 400, method: 'GET', path: '/customer', times: 2 });
		const body = event();
		expect(await post(trigger.webhookUrl, body)).toBe(503);
		expect(await post(trigger.webhookUrl, body, 'sha256=00')).toBe(503);
		expect(await post(trigger.webhookUrl, body, null)).toBe(401);
		expect(trigger.executions).toEqual([]);
		await trigger.restart();
		expect(await post(trigger.webhookUrl, body)).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	test('are demanded from the first moment, and no call touches what publishing remembers', async () => {
		occupy(FOREIGN, 'PUT');
		const trigger = world.trigger({ options: { replaceExisting: true } });
		await trigger.listen();
		world.sandbox.faults.add({ kind: 'slow', ms: 100, path: '/customer', times: 9 });
		const publishing = trigger.activate();
		const answers: number[] = [];
		for (let number = 0; number < 10; number++) answers.push(await post(trigger.webhookUrl, event(), null));
		await publishing;
		expect(await post(trigger.webhookUrl, event(), null)).toBe(401);
		expect(new Set(answers)).toEqual(new Set([401]));
		expect(trigger.staticData).toEqual({
			address: trigger.webhookUrl,
			previous: { address: FOREIGN, method: 'PUT', keyed: false },
			testing: false,
		});
		await trigger.deactivate();
		expect(customer()).toMatchObject({ webhookUri: FOREIGN, webhookMethod: 'PUT' });
		expect(trigger.staticData).toEqual({});
	});
});

describe('Listen for test event', () => {
	test('verifies too, and gives back what it took', async () => {
		occupy(FOREIGN, 'PUT');
		const trigger = world.trigger({ options: { replaceExisting: true } });
		await trigger.activate({ mode: 'manual' });
		expect(customer()).toMatchObject({ webhookUri: trigger.testWebhookUrl, webhookMethod: 'POST' });
		expect(await post(trigger.testWebhookUrl, event(), null)).toBe(401);
		await trigger.idle();
		expect(trigger.executions).toEqual([]);
		expect(customer().webhookUri).toBe(trigger.testWebhookUrl);
		expect(await post(trigger.testWebhookUrl, event())).toBe(200);
		await trigger.idle();
		expect(trigger.executions).toHaveLength(1);
		expect(customer()).toMatchObject({ webhookUri: FOREIGN, webhookMethod: 'PUT' });
	});

	test('borrows from the published workflow, which gets a copy that is as genuine', async () => {
		const trigger = await world.published();
		await trigger.activate({ mode: 'manual' });
		expect(customer().webhookUri).toBe(trigger.testWebhookUrl);
		const body = event('While testing').replaceAll(',"', ', "');
		expect(await post(trigger.testWebhookUrl, body)).toBe(200);
		await trigger.waitForExecutions(2);
		await trigger.idle();
		expect(texts(trigger)).toEqual(['While testing', 'While testing']);
		expect(customer().webhookUri).toBe(trigger.webhookUrl);
	});

	test('has an event repeated that the published workflow could not take', async () => {
		const published = await world.published();
		const tested = world.trigger({}, { webhookId: OTHER_ID, beside: published });
		await tested.activate({ mode: 'manual' });
		published.unstorable = 1;
		const body = event('To both');
		expect(await post(tested.testWebhookUrl, body)).toBe(503);
		expect(await post(tested.testWebhookUrl, body)).toBe(200);
		expect(texts(published)).toEqual(['To both']);
		expect(texts(tested)).toEqual(['To both']);
	});

	test('passes on to another system what it took the place of, byte by byte', async () => {
		const seen: object[] = [];
		const body = '{ "type" : "call_updated",\n"data": { "id": "звонок" } }';
		const trigger = world.trigger({ options: { replaceExisting: true } });
		await beside(
			(request, response) => {
				const { method, headers } = request;
				const signature = headers['x-voipbin-signature'];
				void text(request).then((body) => seen.push({ method, signature, type: headers['content-type'], body }));
				response.end();
			},
			async (url) => {
				occupy(`${url}/crm`, 'PUT');
				await trigger.activate({ mode: 'manual' });
				expect(await post(trigger.testWebhookUrl, body)).toBe(200);
				await trigger.deactivate({ mode: 'manual' });
			},
		);
		expect(seen).toEqual([{ method: 'PUT', signature: world.sign(body), type: 'application/json', body }]);
		expect(trigger.executions).toEqual([]);
	});

	test('a workflow that is deactivated during its test leaves nothing behind', async () => {
		const trigger = await world.published();
		await trigger.activate({ mode: 'manual' });
		await trigger.deactivate();
		await trigger.deactivate({ mode: 'manual' });
		expect(customer()).toMatchObject({ webhookUri: '', webhookMethod: '' });
	});
});

describe('events', () => {
	test('a customer writes: one item in the common shape', async () => {
		const trigger = await world.published({ simplify: true, options: { includeRaw: true } });
		const { id: whatsapp, peer } = world.conversation('whatsapp');
		const attachments = [{ fileName: 'фото.png', mimeType: 'image/png', content: 'picture' }];
		world.voipbin.customerWrites(whatsapp, { text: 'Привет 👋', attachments });
		await world.voipbin.idle();
		expect(items(trigger)).toEqual([
			{
				event: 'incomingMessage',
				id: expect.any(String),
				service: 'voipbin',
				chatInput: 'Привет 👋',
				sessionId: `voipbin:${whatsapp}`,
				conversationId: whatsapp,
				direction: 'incoming',
				text: 'Привет 👋',
				status: 'done',
				sender: { id: peer.target, name: peer.targetName, phone: '+15550004444' },
				channel: { id: null, type: 'whatsapp' },
				attachments: [{ id: expect.any(String), url: null, fileName: 'фото.png', mimeType: null, size: null }],
				createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
				raw: { type: 'conversation_message_created', data: expect.objectContaining({ text: 'Привет 👋' }) },
			},
		]);
	});

	test('a message whose files VoIPbin does not hand out comes without them', async () => {
		const trigger = await world.published({
			options: { downloadAttachments: true, binaryPrefix: 'file_', attachmentsSize: 20, attachmentsTimeout: 10 },
		});
		const attachments = [{ fileName: 'фото.png', mimeType: 'image/png', content: 'picture' }];
		world.voipbin.customerWrites(world.ann.id, { text: 'Look', attachments });
		await world.voipbin.idle();
		expect(items(trigger)).toEqual([
			expect.objectContaining({ text: 'Look', attachments: [expect.objectContaining({ fileName: 'фото.png' })] }),
		]);
		expect(trigger.executions[0]?.[0]?.binary).toEqual({});
		expect(trigger.errors).toEqual([]);
	});

	test.each(['message', 'webchat'])('one message is one item, though %s is told twice', async (channel) => {
		const trigger = await world.published({ events: EVERYTHING });
		world.voipbin.customerWrites(world.conversation(channel).id, { text: 'Once' });
		await world.voipbin.idle();
		expect(world.voipbin.webhooks).toHaveLength(2);
		expect(items(trigger)).toEqual([expect.objectContaining({ event: 'incomingMessage', text: 'Once' })]);
	});

	test('a new customer, our answer and its delivery: each event by its name, and an answer is no incoming message', async () => {
		const trigger = await world.published({ events: EVERYTHING });
		const sender = { type: 'message' as const, target: '+15550007777', name: 'Зоя' };
		const { conversationId } = world.voipbin.customerWrites(sender, { text: 'Hello' });
		await world.json('message', 'send', { conversationId: id(conversationId), text: 'Hi' });
		await world.json('conversation', 'update', { conversationId: id(conversationId), updateFields: { name: 'VIP' } });
		await world.voipbin.idle();
		const found = items(trigger).map((item) => [item.event, item.text ?? item.name, item.direction ?? null]);
		expect(found).toHaveLength(5);
		expect(found).toEqual(
			expect.arrayContaining([
				['conversationNew', 'Зоя', null],
				['incomingMessage', 'Hello', 'incoming'],
				['outgoingMessage', 'Hi', 'outgoing'],
				['conversationUpdated', 'VIP', null],
				['messageUpdated', 'Hi', 'outgoing'],
			]),
		);
		expect(items(trigger).find((item) => item.event === 'messageUpdated')).toMatchObject({ status: 'done' });
		expect(items(trigger).find((item) => item.event === 'conversationNew')).toMatchObject({
			id: conversationId,
			contact: { id: '+15550007777', phone: '+15550007777' },
		});
	});

	test('two updates of one message are two events', async () => {
		const trigger = await world.published({ events: ['messageUpdated', 'messageDeleted'] });
		const message = world.voipbin.addMessage({
			conversationId: world.ann.id,
			direction: 'outgoing',
			text: 'Hi',
			status: 'progressing',
		});
		const { payloads } = world.voipbin;
		await world.voipbin.emit(payloads.conversationMessageUpdated(message));
		await world.voipbin.emit(payloads.conversationMessageUpdated({ ...message, status: 'failed' }));
		await world.voipbin.emit(payloads.conversationMessageDeleted(message));
		expect(items(trigger).map(({ event: name, status }) => [name, status])).toEqual([
			['messageUpdated', 'progressing'],
			['messageUpdated', 'failed'],
			['messageDeleted', 'progressing'],
		]);
	});

	test('accounts come and go, and their secrets are not told', async () => {
		const trigger = await world.published({ events: ['account'], simplify: false });
		const options = { phoneNumberId: '1', appSecret: 'invented-app-secret' };
		const parameters = { type: 'whatsapp', name: 'New', detail: '', secret: '', token: '', options };
		const [created] = await world.json('account', 'create', parameters);
		const accountId = id(created?.id);
		await world.json('account', 'update', { accountId, name: 'Newer' });
		await world.json('account', 'delete', { accountId });
		await world.voipbin.idle();
		expect(items(trigger).map(({ type }) => type)).toEqual(['account_created', 'account_updated', 'account_deleted']);
		expect(items(trigger)[0]).toMatchObject({ data: { name: 'New', provider_data: { phone_number_id: '1' } } });
		expect(JSON.stringify(items(trigger))).not.toContain('invented-app-secret');
		await trigger.deactivate();

		const simple = await world.published({ events: ['account'] });
		await world.voipbin.emit(world.voipbin.payloads.accountCreated(world.voipbin.state.accounts[0]!));
		expect(items(simple)).toEqual([
			expect.objectContaining({ event: 'account', action: 'created', service: 'voipbin', name: 'LINE' }),
		]);
	});

	test('accounts of billing are none', async () => {
		const trigger = await world.published({ events: ['account'] });
		const data = { id: '1', name: 'Billing', balance: 5 };
		expect(await post(trigger.webhookUrl, JSON.stringify({ type: 'account_updated', data }))).toBe(200);
		expect(trigger.started).toBe(0);
	});

	test('not simplified, the item is what VoIPbin sent', async () => {
		const trigger = await world.published({ simplify: false });
		const body = event();
		await post(trigger.webhookUrl, body);
		expect(items(trigger)).toEqual([JSON.parse(body)]);
	});

	test('those of 2022 have no direction but in their state', async () => {
		world.speak('2022');
		const trigger = await world.published({ events: EVERYTHING, verifySignature: false });
		world.voipbin.customerWrites(world.ann.id, { text: 'Hello' });
		await world.json('message', 'send', { ...world.at(world.conversation('webchat')), text: 'Hi' });
		await world.voipbin.idle();
		expect(items(trigger).map(({ event: name, text: words }) => [name, words])).toEqual(
			expect.arrayContaining([
				['incomingMessage', 'Hello'],
				['outgoingMessage', 'Hi'],
			]),
		);
		expect(trigger.executions).toHaveLength(2);
	});

	test('a message that may be our own starts nothing', async () => {
		const trigger = await world.published({ events: EVERYTHING });
		const data = { id: '1', conversation_id: world.ann.id, text: 'Whose?' };
		expect(await post(trigger.webhookUrl, JSON.stringify({ type: 'conversation_message_created', data }))).toBe(200);
		expect(trigger.executions).toEqual([]);
	});

	test('what is not asked for starts nothing and is answered 200', async () => {
		const { id: wanted } = world.conversation('whatsapp');
		const options = { channelTypes: 'whatsapp', conversationIds: wanted };
		const trigger = await world.published({ events: ['incomingMessage'], options });
		world.voipbin.customerWrites(world.conversation('line').id, { text: 'LINE' });
		world.voipbin.customerWrites({ type: 'whatsapp', target: '+15550009999' }, { text: 'Another' });
		await world.json('message', 'send', { ...world.at(world.conversation('whatsapp')), text: 'Our own words' });
		world.voipbin.customerWrites(wanted, { text: 'Wanted' });
		await world.voipbin.idle();
		expect(texts(trigger)).toEqual(['Wanted']);
		expect(world.voipbin.webhooks.every(({ attempts }) => attempts.length === 1 && attempts[0]?.status === 200)).toBe(
			true,
		);
	});
});

describe('repeats', () => {
	test('one after another start one execution, also across a restart', async () => {
		const trigger = await world.published();
		const body = event();
		await post(trigger.webhookUrl, body);
		await post(trigger.webhookUrl, body);
		expect(trigger.started).toBe(1);
		await trigger.restart();
		expect(await post(trigger.webhookUrl, body)).toBe(200);
		expect(trigger.executions).toHaveLength(1);
		await post(trigger.webhookUrl, event());
		expect(trigger.executions).toHaveLength(2);
	});

	test('many at the same moment start one execution; while n8n does not have it, VoIPbin is asked to call again', async () => {
		const trigger = await world.published();
		const body = event();
		const answers = await Promise.all(Array.from({ length: 8 }, async () => await post(trigger.webhookUrl, body)));
		expect(answers).toContain(200);
		expect(answers.filter((status) => status !== 200 && status !== 503)).toEqual([]);
		expect(await post(trigger.webhookUrl, body)).toBe(200);
		expect(trigger.started).toBe(1);
		expect(trigger.executions).toHaveLength(1);
	});

	test('are taken when n8n could not store the first', async () => {
		const trigger = await world.published();
		const body = event('Not lost');
		trigger.unstorable = 2;
		expect(await post(trigger.webhookUrl, body)).toBe(500);
		expect(await post(trigger.webhookUrl, body)).toBe(500);
		expect(await post(trigger.webhookUrl, body)).toBe(200);
		expect(texts(trigger)).toEqual(['Not lost']);
	});

	test('are taken when VoIPbin had hung up before n8n could not store the first', async () => {
		const trigger = await world.published();
		const body = event('Not lost');
		trigger.unstorable = 1;
		world.sandbox.faults.add({ kind: 'slow', ms: 600, path: '/customer' });
		await expect(
			axios.post(trigger.webhookUrl, Buffer.from(body), {
				headers: { 'content-type': 'application/json', 'X-VoIPBIN-Signature': world.sign(body) },
				timeout: 200,
			}),
		).rejects.toThrow('timeout');
		await trigger.idle();
		expect(await post(trigger.webhookUrl, body)).toBe(200);
		expect(texts(trigger)).toEqual(['Not lost']);
	});

	test('are not needed when the database of n8n is away for a moment only', async () => {
		const trigger = await world.published();
		const body = event('Not lost');
		trigger.unreachable = 3;
		expect(await post(trigger.webhookUrl, body)).toBe(200);
		expect(await post(trigger.webhookUrl, body)).toBe(200);
		expect(texts(trigger)).toEqual(['Not lost']);
	});

	test('are taken when the database of n8n is away for longer', async () => {
		const trigger = await world.published();
		const body = event('Not lost');
		trigger.unreachable = 4;
		expect(await post(trigger.webhookUrl, body)).toBe(500);
		expect(texts(trigger)).toEqual([]);
		expect(await post(trigger.webhookUrl, body)).toBe(200);
		expect(await post(trigger.webhookUrl, body)).toBe(200);
		expect(texts(trigger)).toEqual(['Not lost']);
	});

	test('of many that came at once are known after a restart', async () => {
		const trigger = await world.published();
		const bodies = Array.from({ length: 200 }, () => event());
		const deliver = async () => {
			const waiting = bodies.values();
			const caller = async () => {
				for (const body of waiting) expect(await post(trigger.webhookUrl, body)).toBe(200);
			};
			await Promise.all(Array.from({ length: 25 }, caller));
		};
		await deliver();
		expect(trigger.executions).toHaveLength(200);
		await trigger.restart();
		await deliver();
		expect(trigger.executions).toHaveLength(200);
	});

	test('pass while testing, however often', async () => {
		const trigger = world.trigger();
		const body = event('Again');
		for (let number = 0; number < 2; number++) {
			await trigger.activate({ mode: 'manual' });
			expect(await post(trigger.testWebhookUrl, body)).toBe(200);
			await trigger.idle();
		}
		expect(texts(trigger)).toEqual(['Again', 'Again']);
	});

	test.each([
		['at once, one event at a time', 100, 1, 0],
		['at once, 20 events at a time', 100, 20, 0],
		['later, 20 events at a time', 100, 20, 100],
	])('to two processes of queue mode, %s: none passes twice, none is lost', async (_, count, abreast, later) => {
		const trigger = await world.published();
		await trigger.scale(2, 2);
		const bodies = Array.from({ length: count }, () => event());
		const waiting = bodies.values();
		const untilTaken = async (body: string) => {
			while ((await post(trigger.webhookUrl, body)) !== 200) await sleep(20);
		};
		const caller = async () => {
			for (const body of waiting) {
				const first = untilTaken(body);
				if (later > 0) await first.then(async () => await sleep(later));
				await Promise.all([first, untilTaken(body), untilTaken(body)]);
			}
		};
		await Promise.all(Array.from({ length: abreast }, caller));
		await trigger.idle();
		const expected = bodies.map((body) => (JSON.parse(body) as { data: { id: string } }).data.id);
		expect(items(trigger).map((item) => item.id)).toHaveLength(count);
		expect(new Set(items(trigger).map((item) => item.id))).toEqual(new Set(expected));
		expect(trigger.started).toBeGreaterThan(count);
		expect(trigger.errors).toEqual([]);
	});

	test('of 1,000 calls, a tenth tampered with and a tenth repeated, exactly the genuine first ones start an execution', async () => {
		const trigger = await world.published();
		const genuine = Array.from({ length: 800 }, () => event());
		const calls = genuine.map((body) => ({ body, signature: world.sign(body) }));
		const tampered = calls.slice(0, 100).map(({ signature }, index) => ({
			body: genuine[index]!.replace('Message', 'Massage'),
			signature,
		}));
		const shuffled = [...calls, ...tampered, ...calls.slice(300, 400)]
			.map((call, index) => ({ call, order: (index * 7919) % 1000 }))
			.sort((a, b) => a.order - b.order)
			.map(({ call }) => call)
			.values();
		const statuses: number[] = [];
		const caller = async () => {
			for (const { body, signature } of shuffled) statuses.push(await post(trigger.webhookUrl, body, signature));
		};
		await Promise.all(Array.from({ length: 25 }, caller));
		await trigger.idle();
		const expected = genuine.map((body) => (JSON.parse(body) as { data: { id: string } }).data.id);
		expect(items(trigger).map((item) => item.id)).toHaveLength(800);
		expect(new Set(items(trigger).map((item) => item.id))).toEqual(new Set(expected));
		expect(statuses.filter((status) => status === 401 || status === 503)).toHaveLength(100);
		expect(statuses.filter((status) => status === 200)).toHaveLength(900);
		expect(trigger.errors).toEqual([]);
	});
});

describe('bodies that are not events', () => {
	test.each([
		['an array', '[1]', 400],
		['a text', '"hello"', 400],
		['an object of something else', '{"hello":1}', 400],
		['an event without data', '{"type":"conversation_message_created"}', 400],
		['an event whose data is a text', '{"type":"conversation_message_created","data":"x"}', 400],
		['an unknown type', '{"type":"call_updated","data":{"id":"test"}}', 200],
		[
			'an event in 3,000 levels',
			`{"type":"conversation_message_created","data":{"id":${'['.repeat(3000)}${']'.repeat(3000)}}}`,
			400,
		],
	])('%s, signed: no execution, no exception', async (_, body, status) => {
		const trigger = await world.published({ events: EVERYTHING });
		expect(await post(trigger.webhookUrl, body)).toBe(status);
		expect(await post(trigger.webhookUrl, body, null)).toBe(401);
		expect(trigger.executions).toEqual([]);
		expect(trigger.errors).toEqual([]);
	});

	test('no JSON is refused before it reaches the node', async () => {
		const trigger = await world.published();
		expect(await post(trigger.webhookUrl, '{"type":')).toBe(422);
		expect(trigger.errors).toEqual([]);
	});

	test('other methods are not for us', async () => {
		const trigger = await world.published();
		for (const method of ['get', 'put', 'delete']) {
			const { status } = await axios.request({ url: trigger.webhookUrl, method, validateStatus: () => true });
			expect(status).toBe(404);
		}
	});
});
