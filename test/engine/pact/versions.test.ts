import { PACT_TOKEN } from '../../../sandbox/sandbox.ts';
import type { Version } from './world.ts';
import { usePact } from './world.ts';
import { beside } from '../beside.ts';
import { id } from '../world.ts';

/** Every test here runs on both versions of Pact's API with nothing changed but `apiVersion`. */
describe.each<Version>(['p1', 'p2'])('%s', (version) => {
	const world = usePact(version);
	beforeEach(() => (world.pact.limits.p2 = false));

	test('companies, channels and templates are listed', async () => {
		expect(await world.json('company', 'getAll', { returnAll: true })).toEqual([
			expect.objectContaining({ external_id: 1, name: 'Sandbox Store' }),
		]);
		const channels = await world.json('channel', 'getAll', { returnAll: true });
		expect(channels.map(({ provider }) => provider)).toEqual(
			expect.arrayContaining(['whatsapp', 'telegram_personal', 'vkontakte', 'whatsapp_business']),
		);
		const templates = await world.json('template', 'getAll', { returnAll: true });
		expect(templates.map(({ name }) => name).sort()).toEqual(['order_ready', 'welcome', 'zakaz_gotov']);
	});

	test.each(['company', 'channel', 'template'])('%s: as many as wanted, in the wanted direction', async (resource) => {
		world.pact.addCompany({ name: 'Second' });
		const { channels, templates } = world.pact.state;
		for (const rows of [channels, templates]) {
			for (const [day, row] of rows.entries()) row.createdAt = new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
		}
		const list = async (parameters: object) =>
			(await world.json(resource, 'getAll', { ...parameters })).map((one) => one.external_id ?? one.id);
		const oldest = await list({ returnAll: true, options: { sortDirection: 'asc' } });
		const newest = await list({ returnAll: true, options: { sortDirection: 'desc' } });
		expect(oldest.length).toBeGreaterThan(1);
		expect(newest).toEqual(oldest.toReversed());
		expect(await list({ returnAll: false, limit: 1, options: { sortDirection: 'desc' } })).toEqual([newest[0]]);
	});

	test('a channel is connected and deleted', async () => {
		const companyId = id(world.pact.addCompany({ name: 'New' }).id);
		const options = { token: 'bot-token-0000' };
		const [created] = await world.json('channel', 'create', { companyId, provider: 'telegram', options });
		const channelId = id(created?.external_id ?? created?.id);
		expect(await world.json('channel', 'delete', { companyId, channelId })).toEqual([
			{ deleted: true, id: String(channelId.value) },
		]);
		expect(await world.json('channel', 'getAll', { companyId, returnAll: true })).toEqual([]);
	});

	test('conversations: all pages, each once', async () => {
		const before = world.pact.state.conversations.length;
		for (let number = 0; number < 230; number++) world.newcomer(`Customer ${number}`);
		const all = await world.json('conversation', 'getAll', { returnAll: true });
		expect(new Set(all.map((one) => one.id)).size).toBe(before + 230);
		expect(all).toHaveLength(before + 230);
	});

	test('conversations: limited, searched, in a direction', async () => {
		for (let number = 0; number < 30; number++) world.newcomer(`Customer ${number}`);
		world.newcomer('Зинаида 🌷');
		expect(await world.json('conversation', 'getAll', { returnAll: false, limit: 7 })).toHaveLength(7);
		const options = { search: 'Зинаида' };
		const found = await world.json('conversation', 'getAll', { returnAll: true, options });
		expect(found.map(({ name }) => name)).toEqual(['Зинаида 🌷']);
		const desc = { returnAll: false, limit: 3, options: { sortDirection: 'desc' } };
		const newest = await world.json('conversation', 'getAll', desc);
		const times = newest.map(({ createdAt }) => String(createdAt));
		expect([...times].sort().reverse()).toEqual(times);
	});

	test('a conversation in the common shape', async () => {
		const [conversation] = await world.json('conversation', 'get', { ...world.at() });
		expect(conversation).toMatchObject({
			id: String(world.ann.id),
			service: 'pact',
			name: 'Ann Baker',
			contact: { id: '79250000001', name: 'Ann Baker', phone: '79250000001', avatarUrl: null },
			channel: { type: 'whatsapp' },
			createdAt: expect.stringMatching(/Z$/),
		});
	});

	test('a conversation is opened by phone, and by name in Telegram', async () => {
		const whatsapp = { provider: 'whatsapp', phone: '+7 (999) 111-22-33', text: 'Hello' };
		const [opened] = await world.json('conversation', 'create', whatsapp);
		await world.pact.idle();
		expect(opened).toMatchObject({ service: 'pact', channel: { type: 'whatsapp' } });
		const telegram = { provider: 'telegram_personal', phone: '', text: 'Привет', options: { username: '@ann_smith' } };
		const [named] = await world.json('conversation', 'create', telegram);
		expect(named).toMatchObject({ service: 'pact', channel: { type: 'telegram_personal' } });
	});

	test('a conversation is assigned and unassigned', async () => {
		const conversationId = id(world.ann.id);
		const [assigned] = await world.json('conversation', 'assign', { conversationId, assigneeId: 42 });
		expect(assigned).toMatchObject({ id: String(world.ann.id) });
		expect(world.ann.assigneeId).toBe(42);
		await world.json('conversation', 'assign', { conversationId, assigneeId: '' });
		expect(world.ann.assigneeId).toBeNull();
	});

	test('messages: all of them, in both directions', async () => {
		world.pact.addMessages(320);
		for (const sortDirection of ['asc', 'desc']) {
			const parameters = { ...world.at(), returnAll: true, options: { sortDirection } };
			const all = await world.json('message', 'getAll', parameters);
			expect(new Set(all.map((one) => one.id)).size).toBe(320);
			const times = all.map(({ createdAt }) => String(createdAt));
			expect(sortDirection === 'asc' ? times : times.reverse()).toEqual([...times].sort());
			expect(all[0]).toMatchObject({ conversationId: String(world.ann.id), text: expect.stringMatching(/^Message/) });
		}
	});

	test('messages: as many as wanted', async () => {
		world.pact.addMessages(12);
		expect(await world.json('message', 'getAll', { ...world.at(), returnAll: false, limit: 7 })).toHaveLength(7);
		expect(world.requests).toHaveLength(1);
	});

	test('the time that a request may take and the wait for a limit are what the user set', async () => {
		const get = { ...world.at(), options: { timeout: 500, maxWait: 1 } };
		expect(await world.json('conversation', 'get', get)).toHaveLength(1);
		world.sandbox.faults.add({ kind: 'hang', times: 4 });
		expect((await world.failure('conversation', 'get', get)).message).toMatch(/in time$/);
		world.sandbox.faults.add({ kind: 'tooMany', retryAfter: 50 });
		expect((await world.failure('conversation', 'get', get)).message).toBe('Pact takes no more requests for now');
		// those 50 seconds are remembered by the whole process
		await world.begin();
	});

	test('a text reaches the phone once, exactly as it was written', async () => {
		const text = 'Здравствуйте! 👋\n"Ваш заказ" & <готов>';
		const [message] = await world.json('message', 'send', { ...world.at(), text });
		expect(message).toMatchObject({
			service: 'pact',
			conversationId: String(world.ann.id),
			direction: 'outgoing',
			text,
			attachments: [],
		});
		await world.pact.idle();
		expect(world.received()).toEqual([text]);
	});

	test('waiting for delivery tells that it was delivered', async () => {
		const parameters = { ...world.at(), text: 'Hi', options: { waitForDelivery: 30 } };
		expect(await world.json('message', 'send', parameters)).toEqual([
			expect.objectContaining({ status: 'delivered', id: expect.stringMatching(/^\d+$/), text: 'Hi' }),
		]);
	});

	test('a file goes along, and comes back the same', async () => {
		const picture = Buffer.from('not really a picture 🖼️');
		const item = await world.engine.binary.item(picture, { fileName: 'фото.png', mimeType: 'image/png' });
		const parameters = { ...world.at(), text: 'Смотрите', binaryPropertyName: 'data' };
		await world.json('message', 'send', parameters, { items: [item] });
		await world.pact.idle();
		expect(world.pact.phone(world.ann.id).at(-1)).toMatchObject({
			text: 'Смотрите',
			attachments: [{ fileName: 'фото.png' }],
		});
		const messages = await world.json('message', 'getAll', { ...world.at(), returnAll: true });
		const [attachment] = messages.at(-1)!.attachments as Array<{ url: string }>;
		expect(attachment).toMatchObject({ fileName: 'фото.png', mimeType: 'image/png', size: picture.length });
		const parametersOut = { url: attachment!.url, binaryPropertyName: 'out' };
		const { items } = await world.run('attachment', 'download', parametersOut);
		expect(await world.engine.binary.read(items[0]?.[0], 'out')).toEqual(picture);
	});

	test('a download shows the token to Pact alone, also behind a redirect', async () => {
		const seen: Array<string | undefined> = [];
		const download = async (url: string) => {
			const { items } = await world.run('attachment', 'download', { url, binaryPropertyName: 'out' });
			expect(items[0]?.[0]?.json).toMatchObject({ size: 5 });
			expect(await world.engine.binary.read(items[0]?.[0], 'out')).toEqual(Buffer.from('hello'));
		};
		await beside(
			(request, response) => {
				seen.push(request.headers['x-private-api-token'] as string | undefined);
				response.end('hello');
			},
			async (host) => {
				const location = `${host}/files/%D1%84%D0%BE%D1%82%D0%BE.txt?x=1`;
				world.sandbox.faults.add({ kind: 'status', status: 302, headers: { location } });
				await download(location);
				await download(`${world.sandbox.url}/pact/p1/companies`);
			},
		);
		expect(seen).toEqual([undefined, undefined]);
		expect(world.requests[0]?.headers).toHaveProperty('x-private-api-token', PACT_TOKEN);
	});

	test('a file is uploaded from the item or an address, then sent by ID', async () => {
		const conversationId = id(world.ann.id);
		const item = await world.engine.binary.item(Buffer.from('%PDF'), {
			fileName: 'a.pdf',
			mimeType: 'application/pdf',
		});
		const upload = { conversationId, source: 'binary', binaryPropertyName: 'data' };
		const [file] = await world.json('attachment', 'upload', upload, { items: [item] });
		const fromUrl = { conversationId, source: 'url', fileUrl: `${world.sandbox.url}/` };
		await world.json('attachment', 'upload', fromUrl);
		const attachmentIds = String(file?.external_id ?? file?.id);
		await world.json('message', 'send', { conversationId, text: '', attachmentIds });
		await world.pact.idle();
		expect(world.pact.phone(world.ann.id).at(-1)).toMatchObject({ attachments: [{ fileName: 'a.pdf' }] });
	});

	test('the first message goes to a number, as text or as a template', async () => {
		const text = {
			channelId: id(world.channelOf('whatsapp')),
			provider: 'whatsapp',
			phone: '+7 999 000 00 01',
			text: 'Hello',
		};
		expect(await world.json('message', 'sendFirst', text)).toEqual([
			expect.objectContaining({ direction: 'outgoing', text: 'Hello', service: 'pact' }),
		]);
		const templates = await world.search('searchTemplates', 'order');
		await world.json('message', 'sendFirst', {
			channelId: id(world.channelOf('whatsapp_business')),
			provider: 'whatsapp_business',
			phone: '79990000002',
			text: '',
			templateId: id(templates.results[0]?.value),
			templateParameters: 'Ann, 17',
		});
		await world.pact.idle();
		const opened = world.pact.state.conversations.slice(-2).map((conversation) => world.received(conversation));
		expect(opened).toEqual([['Hello'], ['Hello Ann, your order 17 is ready.']]);
	});

	test('waiting for delivery of a first message tells that it was delivered', async () => {
		const parameters = {
			channelId: id(world.channelOf('whatsapp')),
			provider: 'whatsapp',
			phone: '+7 999 000 00 01',
			text: 'Hello',
			options: { waitForDelivery: 30 },
		};
		expect(await world.json('message', 'sendFirst', parameters)).toEqual([
			expect.objectContaining({ status: 'delivered', id: expect.stringMatching(/^\d+$/), text: 'Hello' }),
		]);
	});

	test('a wrong ID, a wrong token, a full stop: the same words', async () => {
		const failure = await world.failure('conversation', 'get', { conversationId: id(987654) });
		expect(failure.message).toBe("Pact did not find Conversation '987654'");
		world.sandbox.faults.add({ kind: 'status', status: 401 });
		const refused = await world.failure('conversation', 'get', { ...world.at() });
		expect(refused.message).toBe('Pact refused the API token');
		world.sandbox.faults.add({ kind: 'resetAfter', path: '/messages' });
		const broken = await world.failure('message', 'send', { ...world.at(), text: 'Once' });
		expect(broken.description).toContain('It is not certain whether Pact carried this out');
		await world.pact.idle();
		expect(world.received()).toEqual(['Once']);
	});

	test('lists to choose from', async () => {
		const search = async (method: string, filter?: string) =>
			(await world.search(method, filter)).results.map(({ name }) => name);
		expect(await search('searchCompanies')).toEqual(['Sandbox Store (1)']);
		expect(await search('searchConversations', 'ann')).toEqual(['Ann Baker · WhatsApp · +7 925 000-00-01']);
		expect(await search('searchChannels', 'telegram')).toEqual([expect.stringMatching(/^Telegram · /)]);
	});

	test.each(['+7 925 000-00-01', '8 (925) 000-00-01', '79250000001', '925000'])(
		'a customer is found by number, however it is spelled: %s',
		async (typed) => {
			const { results } = await world.search('searchConversations', typed);
			expect(results.map(({ name }) => name)).toContain('Ann Baker · WhatsApp · +7 925 000-00-01');
			const found = await world.json('conversation', 'getAll', { returnAll: true, options: { search: typed } });
			expect(found.map(({ id: found }) => found)).toContain(String(world.ann.id));
		},
	);

	test('typing a name, letter by letter, and a messenger cost Pact no further request', async () => {
		await world.search('searchConversations');
		const before = world.requests.length;
		for (const typed of ['b', 'ba', 'bak', 'bake', 'baker', 'whatsapp', '+7 925']) {
			const { results } = await world.search('searchConversations', typed);
			expect(results.map(({ value }) => value)).toContain(String(world.ann.id));
		}
		expect((await world.search('searchConversations', 'nobody')).results).toEqual([]);
		expect(world.requests).toHaveLength(before);
	});

	test('without a company a list is that of the only one; among several one has to be chosen', async () => {
		const list = async (method: string, companyId: unknown) =>
			await world.engine.listSearch({
				type: world.type,
				method,
				currentParameters: { ...world.common, companyId } as never,
			});
		const nothing = id('');
		for (const method of ['searchConversations', 'searchChannels', 'searchTemplates']) {
			expect((await list(method, nothing)).results).not.toEqual([]);
		}
		world.pact.addCompany({ name: 'Second' });
		const before = world.requests.length;
		for (const method of ['searchConversations', 'searchChannels', 'searchTemplates']) {
			await expect(list(method, nothing)).rejects.toThrow("Choose a 'Company' first");
			await expect(list(method, id('={{ $json.companyId }}'))).rejects.toThrow("'Company' is an expression here");
		}
		expect(world.requests.slice(before).map(({ path }) => path)).toEqual(Array(3).fill('/p1/companies'));
	});

	test('a list that has to wait says so in words of its own', async () => {
		world.sandbox.faults.add({ kind: 'tooMany', retryAfter: 50 });
		await expect(world.search('searchCompanies')).rejects.toMatchObject({
			message: 'Pact takes no more requests for now: open the list again in a minute, or enter the ID',
			name: 'NodeOperationError',
		});
		await expect(world.search('searchCompanies')).rejects.toMatchObject({
			message: expect.stringMatching(
				/^Pact takes no more requests for \d+ seconds: open the list again then, or enter the ID$/,
			),
		});
		// those 50 seconds are remembered by the whole process
		await world.begin();
	});

	test('a customer writes, the answer reaches the phone; the address is taken back in the end', async () => {
		const trigger = await world.published({ events: ['incomingMessage'] });
		world.pact.customerWrites(world.ann.id, { text: 'Привет 👋' });
		const [[item]] = (await trigger.waitForExecutions(1)) as [[{ json: Record<string, unknown> }]];
		expect(item.json).toMatchObject({
			event: 'incomingMessage',
			id: expect.stringMatching(/^\d+$/),
			conversationId: String(world.ann.id),
			direction: 'incoming',
			text: 'Привет 👋',
			channel: { type: 'whatsapp' },
			attachments: [],
		});
		const parameters = { conversationId: id('={{ $json.conversationId }}'), text: '=You wrote: {{ $json.text }}' };
		await world.json('message', 'send', parameters, { items: [item as never] });
		await world.pact.idle();
		expect(world.received()).toEqual(['You wrote: Привет 👋']);
		expect(trigger.executions).toHaveLength(1);
		const calls = world.pact.webhooks.length;
		await trigger.deactivate();
		world.pact.customerWrites(world.ann.id, { text: 'Anybody there?' });
		await world.pact.idle();
		expect(world.pact.webhooks).toHaveLength(calls);
	});

	test('the other generation at the same address starts nothing', async () => {
		const trigger = await world.published({ events: ['incomingMessage', 'outgoingMessage', 'messageStatus'] });
		const { companies, webhooks } = world.pact.state;
		const address = (companies[0]!.webhookUrl ||= webhooks[0]!.url);
		const { id: webhookId } =
			(
				await world.engine.run({
					type: 'n8n-nodes-conversations.pact',
					parameters: { apiVersion: 'p2', resource: 'webhook', operation: 'getAll', companyId: 1, returnAll: true },
				})
			).items.flat()[0]?.json ?? {};
		if (webhookId === undefined) {
			const options = { apiVersion: 'p2', resource: 'webhook', companyId: 1 };
			const type = 'n8n-nodes-conversations.pact';
			const create = { ...options, operation: 'create', url: address };
			const { items } = await world.engine.run({ type, parameters: create });
			const update = { ...options, operation: 'update', webhookId: items[0]?.[0]?.json.id as number, active: true };
			await world.engine.run({ type, parameters: update });
		}
		world.pact.customerWrites(world.ann.id, { text: 'Once' });
		await world.pact.idle();
		expect(trigger.executions.map(([item]) => item?.json.text)).toEqual(['Once']);
	});
});
