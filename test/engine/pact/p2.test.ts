import type { RequestListener } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';
import type { INodeExecutionData } from 'n8n-workflow';

import { CONFIRMATION_CODE } from '../../../sandbox/sandbox.ts';
import { beside } from '../beside.ts';
import { usePact, withoutKey } from './world.ts';
import { id } from '../world.ts';

const world = usePact('p2');
const raw = { simplify: false };

describe('conversations', () => {
	test('are archived, marked as replied, assigned and unassigned', async () => {
		const update = async (updateFields: object) =>
			await world.json('conversation', 'update', { ...world.at(), updateFields: updateFields as never });
		const [archived] = await update({ operationalState: 'archived', repliedState: 'replied', assigneeId: '7' });
		expect(archived).toMatchObject({ id: String(world.ann.id), status: 'archived' });
		await update({ operationalState: 'open', assigneeId: '' });
		expect(world.sent('PUT')).toEqual([
			{ company_id: 1, operational_state: 'archived', replied_state: 'replied', assignee_id: 7 },
			{ company_id: 1, operational_state: 'open', assignee_id: null },
		]);
	});

	test('are listed by Pact itself: latest first, searched there, as large a page as it gives', async () => {
		const options = { search: '+7925' };
		await world.json('conversation', 'getAll', { returnAll: true, options });
		expect(world.requests).toHaveLength(1);
		expect(world.requests[0]?.query).toMatchObject({
			company_id: '1',
			search_string: '7925',
			page: '1',
			per_page: '150',
		});
	});

	test('one is opened without a word to the CRM when the user says so', async () => {
		const parameters = { provider: 'whatsapp', phone: '79991112233', text: 'Hello', options: { sendToCrm: false } };
		await world.json('conversation', 'create', parameters);
		expect(world.sent('POST')).toEqual([
			{ company_id: 1, provider: 'whatsapp', phone: '79991112233', text: 'Hello', send_to_crm: false },
		]);
	});

	test('a list is known by its name, and errors are no list', async () => {
		const conversations = [{ id: 5, sender_name: 'Ann' }];
		const body = { errors: [], conversations, meta: { entries_count: 1, per_page: 150 } };
		world.sandbox.faults.add({ kind: 'status', status: 200, body });
		expect(await world.json('conversation', 'getAll', { returnAll: true })).toMatchObject([{ id: '5', name: 'Ann' }]);
		world.sandbox.faults.add({ kind: 'status', status: 200, body: { errors: [{ title: 'No access' }] } });
		const failure = await world.failure('conversation', 'getAll', { returnAll: true });
		expect(failure.description).toContain('Pact said: "No access" (HTTP 200)');
	});

	test('come once, though one arrives between two pages and moves the others on', async () => {
		const channelId = world.channelOf('whatsapp');
		for (let number = 100; number < 260; number++) {
			world.pact.customerWrites({ channelId, name: 'New', phone: `79990000${number}` }, { text: 'Hello' });
		}
		await world.pact.idle();
		const { length } = world.pact.state.conversations;
		world.sandbox.faults.add({ kind: 'slow', ms: 300, method: 'GET', path: 'conversations' });
		const reading = world.json('conversation', 'getAll', { returnAll: true });
		while (world.requests.length === 0) await sleep(10);
		await sleep(50);
		world.pact.customerWrites({ channelId, name: 'Newer', phone: '79990001000' }, { text: 'Meanwhile' });
		const ids = (await reading).map((conversation) => conversation.id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toHaveLength(length);
	});

	test('empty pages that claim to be full end the list', async () => {
		const body = { conversations: [], meta: { entries_count: 150, per_page: 150 } };
		world.sandbox.faults.add({ kind: 'status', status: 200, body, times: 3 });
		expect(await world.json('conversation', 'getAll', { returnAll: true })).toEqual([]);
		expect(world.requests).toHaveLength(1);
	});

	test('one that was opened is told as far as it is known, when Pact cannot be asked for the rest', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 404, method: 'GET', path: '/conversations/' });
		const parameters = { provider: 'whatsapp', phone: '79991112233', text: 'Hello' };
		const { error, items, hints } = await world.run('conversation', 'create', parameters);
		expect(error).toBeUndefined();
		await world.pact.idle();
		const opened = world.pact.state.conversations.at(-1)!;
		expect(items[0]).toMatchObject([{ json: { id: String(opened.id), channel: { type: 'whatsapp' } } }]);
		expect(hints).toEqual([{ message: expect.stringContaining(`could not be asked for Conversation '${opened.id}'`) }]);
		expect(world.received(opened)).toEqual(['Hello']);
	});

	test('a text that is missing in the last item keeps the first from being opened', async () => {
		const items = [{ json: { text: 'one' } }, { json: { text: '' } }];
		const parameters = { provider: 'whatsapp', phone: '79991112233', text: '={{ $json.text }}' };
		const failure = await world.failure('conversation', 'create', parameters, { items });
		expect(failure).toMatchObject({ message: "The expression in 'Text' gave nothing for this item", itemIndex: 1 });
		expect(world.requests).toEqual([]);
	});

	test('as Pact gives them', async () => {
		const [own] = await world.json('conversation', 'get', { ...world.at(), ...raw });
		expect(own).toMatchObject({ id: world.ann.id, company_id: 1, sender_name: 'Ann Baker', operational_state: 'open' });
	});
});

describe('messages', () => {
	test('one is read', async () => {
		const [first] = world.pact.addMessages(2);
		expect(await world.json('message', 'get', { ...world.at(), messageId: first!.id })).toEqual([
			expect.objectContaining({ id: String(first!.id), text: 'Message 1', direction: 'incoming' }),
		]);
		const [own] = await world.json('message', 'get', { ...world.at(), messageId: first!.id, ...raw });
		expect(own).toMatchObject({ id: first!.id, income: true, message: 'Message 1' });
	});

	test('of one second stand in order, beyond a page too', async () => {
		const conversation = world.newcomer('Olga');
		const createdAt = new Date(Date.now() - 60_000).toISOString();
		const said = Array.from({ length: 160 }, (_, number) => String(number));
		for (const text of said) world.pact.addMessage({ conversationId: conversation.id, text, income: true, createdAt });
		const texts = async (parameters: object) =>
			(await world.json('message', 'getAll', { ...world.at(conversation), ...parameters })).map(({ text }) => text);
		expect(await texts({ limit: 155 })).toEqual(said.slice(5).reverse());
		expect(await texts({ returnAll: true, options: { sortDirection: 'asc' } })).toEqual(said);
	});

	test('that stand in line when one is refused are not sent', async () => {
		const people = Array.from({ length: 40 }, (_, number) => world.newcomer(`Customer ${number}`));
		world.sandbox.faults.add({ kind: 'status', status: 400, path: `/conversations/${people[1]!.id}/` });
		const items = people.map((person) => ({ json: { to: person.id } }));
		const conversationId = id('={{ $json.to }}');
		const failure = await world.failure('message', 'send', { conversationId, text: 'Hello' }, { items });
		expect(failure.itemIndex).toBe(1);
		await world.idle();
		const received = people.filter((person) => world.received(person).length > 0).length;
		expect(failure.description).toContain(`${received} of 40 items were carried out before this`);
		// as many as Pact takes in a second
		expect(received).toBeLessThan(5);
	});

	test('one that failed says why', async () => {
		world.pact.jobs = 'fail';
		const parameters = { ...world.at(), text: 'Hi', options: { waitForDelivery: 30 } };
		expect(await world.json('message', 'send', parameters)).toEqual([
			expect.objectContaining({ status: 'error', reason: world.pact.state.messages.at(-1)!.failure }),
		]);
	});

	test('a reply to one that is still on its way is not sent', async () => {
		world.pact.jobMs = 60_000;
		const [ours] = await world.json('message', 'send', { ...world.at(), text: 'First' });
		const options = { replyToId: String(ours!.id) };
		const failure = await world.failure('message', 'send', { ...world.at(), text: 'Second', options });
		expect(failure.message).toBe("The message in 'Reply To' has not been delivered yet");
		expect(world.sent('POST')).toHaveLength(1);
	});

	test('a reply names the message as the messenger knows it', async () => {
		world.pact.customerWrites(world.ann.id, { text: 'Where is my order?' });
		const [question] = await world.json('message', 'getAll', { ...world.at(), returnAll: true, ...raw });
		const options = { replyToId: String(question!.id), sendToCrm: false };
		await world.json('message', 'send', { ...world.at(), text: 'On its way', options });
		expect(world.sent('POST')).toEqual([
			{ company_id: 1, text: 'On its way', replied_to_id: question!.external_id, send_to_crm: false },
		]);
	});

	test('several files become several messages in order, the text with the first, and the output says so', async () => {
		const items = await Promise.all(
			['a.txt', 'b.txt', 'c.txt'].map(
				async (fileName) =>
					await world.engine.binary.item(Buffer.from(fileName), { fileName, propertyName: fileName[0] }),
			),
		);
		const item = { json: {}, binary: Object.assign({}, ...items.map(({ binary }) => binary)) };
		const parameters = { ...world.at(), text: 'Three files', binaryPropertyName: 'a, b, c' };
		const { items: outputs, hints } = await world.run('message', 'send', parameters, { items: [item] });
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }, { item: 0 }]);
		expect(hints.map(({ message }) => message).join()).toContain('one file a message');
		await world.pact.idle();
		const arrived = world.phone(world.ann).filter(({ from }) => from === 'business');
		expect(arrived.map(({ text, attachments }) => [text, attachments[0]?.fileName])).toEqual([
			['Three files', 'a.txt'],
			['', 'b.txt'],
			['', 'c.txt'],
		]);
	});

	test('are deleted, up to 100 at once', async () => {
		const messages = world.pact.addMessages(3).map(({ id: one }) => one);
		const deleted = await world.json('message', 'delete', { ...world.at(), messageIds: messages.join(', ') });
		expect(deleted).toEqual(messages.map((one) => ({ deleted: true, id: String(one) })));
		expect(world.sent('DELETE')).toEqual([{ company_id: 1, message_ids: messages }]);
		const tooMany = { ...world.at(), messageIds: Array.from({ length: 101 }, (_, index) => index + 1) };
		const failure = await world.failure('message', 'delete', tooMany);
		expect(failure.message).toBe("'Message IDs' has 101 entries");
	});

	test('those that Pact keeps are told apart from those it deleted', async () => {
		const [one, other] = world.pact.addMessages(2).map(({ id: message }) => message);
		const body = { deleted: [one], errors: [{ id: other, detail: 'Too old' }] };
		world.sandbox.faults.add({ kind: 'status', status: 200, body });
		const { items, hints } = await world.run('message', 'delete', { ...world.at(), messageIds: `${one}, ${other}` });
		expect(items[0]?.map(({ json }) => json)).toEqual([
			{ deleted: true, id: String(one) },
			{ deleted: false, id: String(other), reason: 'Too old' },
		]);
		expect(hints).toEqual([{ message: 'Pact did not delete 1 of 2 messages' }]);
	});

	test('the first one goes to a Telegram name or a VK page', async () => {
		const telegram = { provider: 'telegram_personal', phone: '', username: '@ann_smith', text: 'Hello' };
		await world.json('message', 'sendFirst', telegram);
		const options = { sendToCrm: false };
		world.pact.addChannel({ companyId: 1, provider: 'vkontakte_direct' });
		await world.json('message', 'sendFirst', {
			provider: 'vkontakte_direct',
			vkontakteId: '123456',
			text: 'Hello',
			options,
		});
		await world.json('message', 'sendFirst', { provider: 'vkontakte_direct', vkontakteId: 'ann.smith', text: 'Hello' });
		expect(world.sent('POST')).toEqual([
			{ company_id: 1, provider: 'telegram_personal', nickname: 'ann_smith', text: 'Hello' },
			{ company_id: 1, provider: 'vkontakte_direct', vkontakte_id: '123456', text: 'Hello', send_to_crm: false },
			{ company_id: 1, provider: 'vkontakte_direct', vkontakte_domain: 'ann.smith', text: 'Hello' },
		]);
	});

	test('the first one takes one file that was uploaded before, with or without words', async () => {
		const upload = async (name: string) => {
			const item = await world.engine.binary.item(Buffer.from(name), { fileName: name });
			const [file] = await world.json('attachment', 'upload', { binaryPropertyName: 'data' }, { items: [item] });
			return Number(file!.id);
		};
		const [one, other] = [await upload('one.txt'), await upload('other.txt')];
		const first = { provider: 'whatsapp', phone: '79990000001' };
		await world.json('message', 'sendFirst', { ...first, text: 'Look', attachmentIds: `${one}` });
		await world.json('message', 'sendFirst', { ...first, text: '', attachmentIds: [other] });
		expect(world.sent('POST').slice(2)).toEqual([
			{ company_id: 1, provider: 'whatsapp', phone: '79990000001', text: 'Look', attachment_ids: [one] },
			{ company_id: 1, provider: 'whatsapp', phone: '79990000001', attachment_ids: [other] },
		]);
		const both = { ...first, text: 'Look', attachmentIds: `${one}, ${other}` };
		const { message } = await world.failure('message', 'sendFirst', both);
		expect(message).toBe("'Attachment IDs' has 2 entries");
		expect(world.sent('POST')).toHaveLength(4);
	});

	test('a picture tells its size, a voice message that it is one', async () => {
		const item = await world.engine.binary.item(Buffer.from('x'), { fileName: 'a.png', mimeType: 'image/png' });
		const options = { width: 640, height: 480, pushToTalk: false };
		await world.json(
			'attachment',
			'upload',
			{ source: 'binary', binaryPropertyName: 'picture', options },
			{ items: [{ json: {}, binary: { picture: item.binary!.data! } }] },
		);
		expect(world.requests.at(-1)?.body).toMatchObject({
			fields: {
				company_id: '1',
				metadata: { push_to_talk: 'false', data: { width: '640', height: '480' } },
			},
		});
	});
});

test('templates are sorted by Pact', async () => {
	await world.json('template', 'getAll', { returnAll: true, options: { sortDirection: 'asc' } });
	await world.json('template', 'getAll', { returnAll: true, options: { sortBy: 'position', sortDirection: 'desc' } });
	await world.json('template', 'getAll', { returnAll: true });
	expect(world.requests.map(({ query }) => query.sort)).toEqual([
		{ created_at: 'asc' },
		{ position: 'desc' },
		undefined,
	]);
	expect(world.requests[0]?.query).toMatchObject({ company_ids: ['1'] });
});

describe('channels', () => {
	test('are connected, enabled by code, disabled', async () => {
		const companyId = id(world.pact.addCompany({ name: 'New' }).id);
		const options = { phone: '+7 925 000-00-01', syncPeriod: 'week' };
		const [created] = await world.json('channel', 'create', { companyId, provider: 'telegram_personal', options });
		expect(created).toMatchObject({ provider: 'telegram_personal', state: 'initial' });
		const channelId = id(created!.id);
		const code = { code: CONFIRMATION_CODE };
		const enabled = await world.json('channel', 'enable', { companyId, channelId, options: code });
		expect(enabled).toEqual([expect.objectContaining({ id: created!.id, state: 'enabled' })]);
		expect(world.pact.state.channels.at(-1)).toMatchObject({ state: 'enabled' });
		await world.json('channel', 'enable', { companyId, channelId, options: { clientUrl: 'https://example.com/pact' } });
		expect(world.sent('PUT').at(-1)).toEqual({ client_url: 'https://example.com/pact' });
		const disabled = await world.json('channel', 'disable', { companyId, channelId });
		expect(disabled).toEqual([expect.objectContaining({ id: created!.id, state: 'disabled' })]);
		expect(world.pact.state.channels.at(-1)).toMatchObject({ state: 'disabled' });
	});
});

describe('webhooks', () => {
	test('are created, tested when they are activated, changed and deleted', async () => {
		const trigger = world.trigger();
		await trigger.listen();
		await trigger.activate();
		const listed = await world.json('webhook', 'getAll', { returnAll: true });
		expect(listed).toEqual([
			{ id: expect.any(Number), url: expect.stringContaining(trigger.webhookUrl), active: true },
		]);
		const [created] = await world.json('webhook', 'create', { url: `${trigger.webhookUrl}?second` });
		expect(created).toMatchObject({ active: false });
		const parameters = { webhookId: created!.id as number, url: trigger.webhookUrl, active: true };
		expect(await world.json('webhook', 'update', parameters)).toEqual([expect.objectContaining({ active: true })]);
		expect(await world.json('webhook', 'update', { ...parameters, active: false })).toEqual([
			expect.objectContaining({ active: false }),
		]);
		expect(world.sent('PUT').at(-1)).toEqual({ url: trigger.webhookUrl, active: false });
		expect(await world.json('webhook', 'delete', { webhookId: created!.id as number })).toEqual([
			{ deleted: true, id: String(created!.id) },
		]);
		expect(await world.json('webhook', 'getAll', { returnAll: false, limit: 5 })).toHaveLength(1);
	});
});

describe('the trigger', () => {
	const webhooks = () => world.pact.state.webhooks.map(({ url, active }) => [withoutKey(url), active]);

	test('has a webhook of its own, and leaves the others and the address of p1 alone', async () => {
		world.pact.addWebhook({ companyId: 1, url: 'http://127.0.0.1:9/crm' });
		world.pact.state.companies[0]!.webhookUrl = 'http://127.0.0.1:9/old';
		const trigger = await world.published();
		await trigger.activate();
		expect(webhooks()).toEqual([
			['http://127.0.0.1:9/crm', true],
			[trigger.webhookUrl, true],
		]);
		await trigger.restart();
		await trigger.deactivate();
		expect(webhooks()).toEqual([['http://127.0.0.1:9/crm', true]]);
		expect(world.pact.state.companies[0]!.webhookUrl).toBe('http://127.0.0.1:9/old');
	});

	test('says which five are there when there is no room', async () => {
		for (let number = 1; number <= 5; number++)
			world.pact.addWebhook({ companyId: 1, url: `http://127.0.0.1:9/${number}` });
		await expect(world.trigger().activate()).rejects.toMatchObject({
			message: expect.stringMatching(/^Company '1' already has 5 webhooks.*: delete one/),
			description: expect.stringContaining('http://127.0.0.1:9/3'),
		});
		expect(world.pact.state.webhooks).toHaveLength(5);
	});

	describe('with no company chosen', () => {
		const none = { companyId: { __rl: true as const, mode: 'list', value: '' } };

		test('it is the only one of the account, and items say which', async () => {
			const trigger = await world.published(none);
			expect(world.pact.state.webhooks).toMatchObject([{ companyId: 1, active: true }]);
			world.annWrites('Hello');
			await world.pact.idle();
			expect(trigger.executions).toMatchObject([[{ json: { text: 'Hello', companyId: '1' } }]]);
		});

		test('a company that is added later takes nothing away: it goes on, also after a restart, and cleans up', async () => {
			const trigger = await world.published(none);
			world.pact.addCompany({ name: 'Second' });
			await trigger.restart();
			world.annWrites('Hello');
			await world.pact.idle();
			await trigger.activate();
			expect(world.pact.state.webhooks).toHaveLength(1);
			await trigger.deactivate();
			expect(world.pact.state.webhooks).toEqual([]);
			expect(trigger.executions).toHaveLength(1);
		});

		test('one of several has to be, and the message says so', async () => {
			world.pact.addCompany({ name: 'Second' });
			await expect(world.trigger(none).activate()).rejects.toThrow("Choose a 'Company': the account has several");
			expect(world.pact.state.webhooks).toEqual([]);
		});
	});

	test('an unknown company is named', async () => {
		await expect(world.trigger({ companyId: id(77) }).activate()).rejects.toMatchObject({
			message: "Pact did not find Company '77'",
			description: expect.stringContaining("Check 'Company'"),
		});
	});

	test('keeps its key to itself where Pact repeats the address that it refuses', async () => {
		const answer: RequestListener = (asked, response) => {
			let body = '';
			asked.on('data', (part) => (body += String(part)));
			asked.on('end', () => {
				const { url } = JSON.parse(body || '{}') as { url?: string };
				response.writeHead(url ? 422 : 200, { 'content-type': 'application/json' });
				response.end(JSON.stringify(url ? { errors: [`${url} does not answer`] } : { webhooks: [] }));
			});
		};
		await beside(answer, async (baseUrl) => {
			await world.begin({ ...world.credential(), baseUrl });
			const failed = await world.published().catch((error: Error & { description?: string }) => error);
			await world.begin();
			const told = JSON.stringify([
				failed,
				(failed as Error).message,
				(failed as { description?: string }).description,
			]);
			expect(told).toContain('does not answer');
			expect(told).not.toMatch(/triggerKey=[0-9a-f]/);
		});
	});

	test('leaves nothing behind when its address fails the test', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 400, method: 'PUT', path: '/webhooks/' });
		await expect(world.trigger().activate()).rejects.toMatchObject({
			message: expect.stringMatching(/^Pact did not accept the webhook address: .*WEBHOOK_URL/),
		});
		expect(world.pact.state.webhooks).toEqual([]);
	});

	test('has a key of its own in every address, without which nothing starts', async () => {
		const trigger = await world.published();
		const { url } = world.pact.state.webhooks[0]!;
		expect(url).toMatch(/\?triggerKey=[0-9a-f]{48}$/);
		const message = world.pact.addMessage({ conversationId: world.ann.id, text: 'Hi', income: true });
		const payload = world.pact.p2.payloads.documentedMessage(message);
		const status = async (to: string) => (await axios.post(to, payload, { validateStatus: () => true })).status;
		expect(await status(trigger.webhookUrl)).toBe(401);
		expect(await status(url.slice(0, -1))).toBe(401);
		await trigger.restart();
		expect(await status(url)).toBe(200);
		expect(trigger.executions).toHaveLength(1);
		expect(JSON.stringify(trigger.staticData)).not.toContain('triggerKey');
	});

	test('takes away what it has left behind: where n8n was before it moved, doubles, and a test that was never ended', async () => {
		const trigger = await world.published();
		const before = world.pact.state.webhooks[0]!;
		const here = trigger.webhookUrl;
		before.url = before.url.replace('127.0.0.1', 'n8n-before.localhost');
		trigger.remember({ ...trigger.staticData, address: withoutKey(before.url) });
		world.pact.addWebhook({ companyId: 1, url: here, active: false });
		world.pact.addWebhook({ companyId: 1, url: here, active: false });
		world.pact.addWebhook({ companyId: 1, url: trigger.testWebhookUrl });
		world.pact.addWebhook({ companyId: 1, url: 'http://127.0.0.1:9/crm' });
		await trigger.activate();
		expect(webhooks()).toEqual([
			[here, true],
			['http://127.0.0.1:9/crm', true],
		]);
	});

	test('a workflow that was published by 0.1.0 refuses calls until n8n starts again or it is published again', async () => {
		const trigger = await world.published();
		const [webhook] = world.pact.state.webhooks;
		webhook!.url = trigger.webhookUrl;
		trigger.remember({ address: trigger.webhookUrl, previous: { address: '' }, testing: false });
		const message = (text: string) =>
			world.pact.p2.payloads.documentedMessage(
				world.pact.addMessage({ conversationId: world.ann.id, text, income: true }),
			);
		const status = async (to: string, text: string) =>
			(await axios.post(to, message(text), { validateStatus: () => true })).status;
		expect(await status(trigger.webhookUrl, 'Before')).toBe(401);
		await trigger.restart();
		await trigger.activate({ activation: 'init' });
		expect(world.pact.state.webhooks).toHaveLength(1);
		expect(world.pact.state.webhooks[0]!.url).toMatch(/\?triggerKey=[0-9a-f]{48}$/);
		expect(await status(world.pact.state.webhooks[0]!.url, 'After')).toBe(200);
		expect(trigger.executions.map(([item]) => item?.json.text)).toEqual(['After']);
	});

	test('knows its webhook again however WEBHOOK_URL is written: one stands there, and none in the end', async () => {
		const trigger = world.trigger({}, { host: '127.1' });
		await trigger.activate();
		const { url } = world.pact.state.webhooks[0]!;
		expect(new URL(url).hostname).toBe('127.0.0.1');
		await trigger.activate({ mode: 'manual' });
		await trigger.deactivate({ mode: 'manual' });
		await trigger.restart();
		await trigger.activate();
		expect(world.pact.state.webhooks.map((webhook) => webhook.url)).toEqual([url]);
		expect(world.sent('POST')).toHaveLength(2);
		await trigger.deactivate();
		expect(world.pact.state.webhooks).toEqual([]);
	});

	test('finds its inactive webhook again and activates it', async () => {
		const trigger = world.trigger();
		await trigger.listen();
		world.pact.addWebhook({ companyId: 1, url: trigger.webhookUrl, active: false });
		await trigger.activate();
		expect(webhooks()).toEqual([[trigger.webhookUrl, true]]);
	});

	test('a test has a webhook of its own beside the published one', async () => {
		const trigger = await world.published();
		await trigger.activate({ mode: 'manual' });
		world.pact.customerWrites(world.ann.id, { text: 'To both' });
		await trigger.waitForExecutions(2);
		await trigger.idle();
		await world.pact.idle();
		expect(webhooks()).toEqual([[trigger.webhookUrl, true]]);
		expect(trigger.executions.map(([item]) => item?.json.text)).toEqual(['To both', 'To both']);
	});

	test('tells incoming from outgoing by income, whatever the status; who wrote, and in which messenger', async () => {
		const trigger = await world.published({ events: ['incomingMessage'], options: { includeRaw: true } });
		const message = world.pact.addMessage({ conversationId: world.ann.id, text: 'Hi', income: true });
		await world.pact.p2.emit(world.pact.p2.payloads.documentedMessage(message));
		expect(trigger.executions[0]?.[0]?.json).toMatchObject({
			event: 'incomingMessage',
			direction: 'incoming',
			sender: { name: 'Ann Baker', phone: '79250000001' },
			channel: { type: 'whatsapp' },
			raw: { type: 'message', event: 'create' },
		});
		const nulls = world.pact.addMessage({ conversationId: world.ann.id, text: 'Nulls', income: true });
		await world.pact.p2.emit(world.pact.p2.payloads.messageOfNulls(nulls));
		expect(trigger.executions).toHaveLength(2);
		await world.pact.p2.emit(world.pact.p2.payloads.withoutObject('create', 'message'));
		await world.json('message', 'send', { ...world.at(), text: 'Ours' });
		await world.pact.idle();
		expect(trigger.executions).toHaveLength(2);
		expect(trigger.errors).toEqual([]);
	});

	test('filters by channel and conversation before an execution starts', async () => {
		const options = { channelTypes: 'whatsapp', conversationIds: String(world.ann.id) };
		const trigger = await world.published({ options });
		world.pact.customerWrites(world.pact.state.conversations[1]!.id, { text: 'Telegram' });
		world.pact.customerWrites(world.newcomer('Another').id, { text: 'WhatsApp' });
		world.annWrites('Wanted');
		await world.pact.idle();
		expect(trigger.executions.map(([item]) => item?.json.text)).toEqual(['Wanted']);
	});

	test('attachments come along as files', async () => {
		const trigger = await world.published({
			options: { downloadAttachments: true, binaryPrefix: 'file_', attachmentsSize: 20, attachmentsTimeout: 10 },
		});
		const content = Buffer.from('picture 🖼️');
		world.pact.customerWrites(world.ann.id, {
			text: '',
			attachments: [{ fileName: 'фото.png', mimeType: 'image/png', content }],
		});
		const [[item]] = (await trigger.waitForExecutions(1)) as [[INodeExecutionData]];
		expect(item.json.attachments).toEqual([expect.objectContaining({ fileName: 'фото.png', mimeType: 'image/png' })]);
		expect(await world.engine.binary.read(item, 'file_0')).toEqual(content);
	});

	test('not simplified, the item is what Pact sent', async () => {
		const trigger = await world.published({ simplify: false });
		world.annWrites('Hello');
		await world.pact.idle();
		expect(trigger.executions.flat().map(({ json }) => json)).toEqual([
			expect.objectContaining({ type: 'message', object: expect.objectContaining({ message: 'Hello', income: true }) }),
		]);
	});

	test('an answer, its delivery, a new customer: each event once', async () => {
		const events = ['outgoingMessage', 'messageStatus', 'conversationNew', 'conversationUpdated', 'incomingMessage'];
		const trigger = await world.published({ events });
		const { id: channelId } = world.pact.state.channels[0]!;
		world.pact.customerWrites({ channelId, name: 'Зоя', phone: '79990001122' }, { text: 'Hello' });
		await world.pact.idle();
		await world.json('message', 'send', { ...world.at(), text: 'Hi' });
		await world.pact.idle();
		const seen = trigger.executions.flat().map(({ json }) => json);
		const names = seen.map(({ event }) => event);
		expect(new Set(names)).toEqual(new Set(events));
		expect(names.filter((name) => name === 'incomingMessage')).toHaveLength(1);
		expect(names.filter((name) => name === 'outgoingMessage')).toHaveLength(1);
		expect(seen.find(({ event }) => event === 'messageStatus')).toMatchObject({ status: 'delivered' });
		expect(seen.find(({ event }) => event === 'conversationNew')).toMatchObject({ name: 'Зоя' });
	});

	test('a channel of VK shows its groups, each with the address that connects it', async () => {
		const companyId = id(world.pact.addCompany({ name: 'New' }).id);
		const trigger = await world.published({ companyId, events: ['channelState'] });
		const [channel] = await world.json('channel', 'create', { companyId, provider: 'vkontakte' });
		world.pact.scanQr(Number(channel!.id));
		await world.pact.idle();
		const states = trigger.executions.flat().map(({ json }) => json);
		const group = { id: expect.any(String), name: expect.any(String), enabled: false };
		expect(states.map(({ pages }) => pages)).toContainEqual(
			Array(2).fill({ ...group, loginUrl: expect.stringMatching(/^https:.*&group=/) }),
		);
		expect(states.map(({ pages }) => pages)).toContainEqual([]);
	});

	test('a channel that is being connected shows its QR code, then that it works', async () => {
		const companyId = id(world.pact.addCompany({ name: 'New' }).id);
		const trigger = await world.published({ companyId, events: ['channelState'] });
		const [channel] = await world.json('channel', 'create', { companyId, provider: 'whatsapp' });
		await world.pact.idle();
		world.pact.scanQr(Number(channel!.id));
		await world.pact.idle();
		const states = trigger.executions.flat().map(({ json }) => json);
		expect(states.find(({ status }) => status === 'qr_code')).toMatchObject({
			channel: { id: String(channel!.id), type: 'whatsapp' },
			qrCode: expect.stringMatching(/^data:image/),
		});
		expect(states.at(-1)).toMatchObject({ event: 'channelState', status: 'enabled' });
	});
});

describe('refusals', () => {
	test('one that comes as HTTP 200 is one', async () => {
		const body = { errors: [{ status: 403, code: 'forbidden', detail: 'The channel is disabled' }] };
		world.sandbox.faults.add({ kind: 'status', status: 200, body });
		const failure = await world.failure('message', 'send', { ...world.at(), text: 'Hi' });
		expect(failure.message).toBe('Pact does not allow this');
		expect(failure.description).toContain('Pact said: "The channel is disabled" (HTTP 200)');
	});

	test('a file whose upload is answered without an ID keeps the text from being sent', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 200, body: {}, path: '/attachments' });
		const item = await world.engine.binary.item(Buffer.from('x'));
		const parameters = { ...world.at(), text: 'Look', binaryPropertyName: 'data' };
		const failure = await world.failure('message', 'send', parameters, { items: [item] });
		expect(failure.message).toBe('Pact did not say the ID of the uploaded file');
		expect(world.sent('POST')).toHaveLength(1);
	});

	test.each([
		['unpaid', () => (world.pact.unpaid = true), 'Pact requires payment', 'subscription'],
		['free', () => (world.pact.plan = 'free'), 'Pact does not allow this', 'plan'],
	])('%s is explained', async (_, change, message, advice) => {
		change();
		const failure = await world.failure('message', 'send', { ...world.at(), text: 'Hi' });
		expect(failure.message).toBe(message);
		expect(failure.description).toContain(advice);
	});

	test('rates are kept before Pact has to refuse, in order, also without any Max Wait, and the output says how long that took', async () => {
		const items = Array.from({ length: 12 }, (_, number) => ({ json: { number } }));
		const parameters = { ...world.at(), text: '={{ $json.number }}', options: { maxWait: 0 } };
		const { hints, error } = await world.run('message', 'send', parameters, { items });
		expect(error).toBeUndefined();
		await world.pact.idle();
		expect(world.received()).toEqual(items.map(({ json }) => String(json.number)));
		expect(world.requests.filter(({ status }) => status === 429)).toEqual([]);
		expect(hints.map(({ message }) => message).join()).toMatch(/^Waited \d+ seconds to keep/);
	});
});
