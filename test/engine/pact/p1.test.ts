import { createHash } from 'node:crypto';

import { CONFIRMATION_CODE, CONFIRMATION_PASSWORD } from '../../../sandbox/sandbox.ts';
import { usePact } from './world.ts';
import { id } from '../world.ts';

const world = usePact('p1');
const raw = { simplify: false };

const orderReady = () => world.pact.state.templates.find(({ name }) => name === 'order_ready')!;

describe('companies', () => {
	test('are listed, newest first when asked', async () => {
		world.pact.addCompany({ name: 'Вторая компания' });
		const companies = await world.json('company', 'getAll', { returnAll: true, options: { sortDirection: 'desc' } });
		expect(companies.map(({ name }) => name)).toEqual(['Вторая компания', 'Sandbox Store']);
		expect(world.requests[0]).toMatchObject({ query: { per: '100', sort_direction: 'desc' } });
		expect(await world.json('company', 'getAll', { returnAll: false, limit: 1 })).toHaveLength(1);
	});

	test('are created and changed; what the user left out is not sent', async () => {
		const options = { phone: '+7 (925) 000-00-01', description: 'Цветы 🌷', webhookUrl: '' };
		const [created] = await world.json('company', 'create', { name: 'Flowers', options });
		const companyId = id(created?.external_id);
		await world.json('company', 'update', { companyId, updateFields: { name: 'Roses', hidden: true } });
		expect(world.sent('PUT')).toEqual([{ name: 'Roses', hidden: true }]);
		const updateFields = { phone: '79250000002', description: 'Roses only', webhookUrl: '' };
		await world.json('company', 'update', { companyId, updateFields });
		expect(world.pact.state.companies.at(-1)).toMatchObject({
			name: 'Roses',
			phone: '79250000002',
			description: 'Roses only',
		});
	});
});

describe('channels', () => {
	test('are listed', async () => {
		const channels = await world.json('channel', 'getAll', { returnAll: true });
		expect(channels.map(({ provider }) => provider)).toEqual(expect.arrayContaining(['whatsapp', 'telegram_personal']));
		expect(await world.json('channel', 'getAll', { returnAll: false, limit: 2 })).toHaveLength(2);
	});

	test.each([
		['telegram', { token: 'bot-token-0000' }, { token: 'bot-token-0000' }],
		[
			'max',
			{ syncMessagesFrom: new Date(Date.now() - 86_400_000).toISOString() },
			{ sync_messages_from: expect.any(Number) },
		],
		['avito', { login: 'client', password: 'invented' }, { login: 'client', password: 'invented' }],
		['instagram', { login: 'ann', password: 'invented', syncComments: true }, { sync_comments: true }],
		['instagram_business', { token: 'fb', phone: '79250000001', data: '{"id":"1"}' }, { data: { id: '1' } }],
	])('%s is connected with its own fields', async (provider, options, body) => {
		const companyId = id(world.pact.addCompany({ name: 'New' }).id);
		await world.json('channel', 'create', { companyId, provider, options });
		expect(world.sent('POST')).toEqual([expect.objectContaining({ provider, ...body })]);
	});

	test('WhatsApp by phone, WhatsApp Business by 360dialog or token, Telegram by QR code', async () => {
		const companyId = id(world.pact.addCompany({ name: 'New' }).id);
		const create = async (provider: string, options: object) =>
			await world.json('channel', 'create', { companyId, provider, options: options as never });
		await create('whatsapp', { phone: '+7 925 000 00 01', doNotMarkAsRead: true });
		await create('telegram_personal', { viaQrCode: true });
		const dialog = { dialog360ChannelId: 'ch', dialog360ClientId: 'cl', accountName: 'Store', subtype: 'unlim' };
		await create('whatsapp_business', dialog);
		const other = id(world.pact.addCompany({ name: 'Newer' }).id);
		const cloud = { hostingType: 'cloud', token: 'waba-token-0000' };
		await world.json('channel', 'create', { companyId: other, provider: 'whatsapp_business', options: cloud });
		expect(world.sent('POST')).toEqual([
			{ provider: 'whatsapp', phone: '79250000001', do_not_mark_as_read: true },
			{ provider: 'telegram_personal', via_qr_code: true },
			{
				provider: 'whatsapp_business',
				dialog360_channel_id: 'ch',
				dialog360_client_id: 'cl',
				account_name: 'Store',
				subtype: 'unlim',
			},
			{ provider: 'whatsapp_business', hosting_type: 'cloud', token: 'waba-token-0000' },
		]);
	});

	test('an option left over from another provider is not sent', async () => {
		const companyId = id(world.pact.addCompany({ name: 'New' }).id);
		await world.json('channel', 'create', { companyId, provider: 'telegram', options: { token: 't', login: 'old' } });
		expect(world.sent('POST')).toEqual([{ provider: 'telegram', token: 't' }]);
	});

	test('are updated, confirmed and deleted', async () => {
		const channel = world.channelOf('telegram_personal');
		const channelId = id(channel);
		await world.json('channel', 'update', { channelId, token: 'new-token-0000' });
		await world.json('channel', 'requestCode', { channelId, provider: 'telegram_personal' });
		await world.json('channel', 'confirm', {
			channelId,
			provider: 'telegram_personal',
			confirmationType: 'code',
			code: CONFIRMATION_CODE,
		});
		const password = { confirmationType: 'password', password: CONFIRMATION_PASSWORD };
		await world.json('channel', 'confirm', { channelId, provider: 'telegram_personal', ...password });
		expect(world.sent('POST')).toEqual([
			{ provider: 'telegram_personal' },
			{ provider: 'telegram_personal', confirmation_type: 'code', code: CONFIRMATION_CODE },
			{ provider: 'telegram_personal', confirmation_type: 'password', password: CONFIRMATION_PASSWORD },
		]);
		expect(await world.json('channel', 'delete', { channelId })).toEqual([{ deleted: true, id: String(channel) }]);
		expect(world.pact.state.channels).not.toContainEqual(expect.objectContaining({ id: channel }));
	});

	test('WhatsApp gives the code that is entered on the phone', async () => {
		const channelId = id(world.channelOf('whatsapp'));
		const [told] = await world.json('channel', 'requestCode', { channelId, provider: 'whatsapp' });
		expect(told).toMatchObject({ code: expect.stringMatching(/^[A-Z]{4}-[A-Z]{4}$/), ttl: '160s' });
		expect(world.sent('POST')).toEqual([{ provider: 'whatsapp' }]);
	});

	test('Instagram is confirmed by its challenge', async () => {
		const companyId = id(world.pact.addCompany({ name: 'New' }).id);
		const options = { login: 'ann', password: 'invented' };
		const [created] = await world.json('channel', 'create', { companyId, provider: 'instagram', options });
		const channelId = id(created?.external_id);
		const request = { challengeType: 'two_factor', challengeVariant: 'sms' };
		await world.json('channel', 'requestCode', { companyId, channelId, provider: 'instagram', options: request });
		const confirm = { challengeType: 'two_factor', confirmationVariant: 'sms' };
		await world.json('channel', 'confirm', {
			companyId,
			channelId,
			provider: 'instagram',
			code: CONFIRMATION_CODE,
			options: confirm,
		});
		expect(world.sent('POST').slice(1)).toEqual([
			{ provider: 'instagram', challenge_type: 'two_factor', challenge_variant: 'sms' },
			{
				provider: 'instagram',
				confirmation_code: CONFIRMATION_CODE,
				confirmation_type: 'two_factor',
				confirmation_variant: 'sms',
			},
		]);
	});

	test('tell whether a number exists', async () => {
		const channelId = id(world.channelOf('whatsapp'));
		const found = await world.json('channel', 'checkUser', { channelId, phone: '+7 (925) 000-00-01' });
		expect(found).toEqual([{ phone: '79250000001', exists: expect.any(Boolean) }]);
	});
});

describe('conversations', () => {
	test('all pages are read, and `from` is never sent empty', async () => {
		const before = world.pact.state.conversations.length;
		for (let number = 0; number < 230; number++) world.newcomer(`Customer ${number}`);
		const conversations = await world.json('conversation', 'getAll', { returnAll: true });
		expect(new Set(conversations.map((one) => one.id)).size).toBe(before + 230);
		expect(world.requests.map(({ query }) => 'from' in query)).toEqual([false, true, true]);
		expect(world.requests.every(({ query }) => query.from !== '' && query.per === '100')).toBe(true);
	});

	test('a list that never ends is left', async () => {
		for (let number = 0; number < 230; number++) world.newcomer(`Customer ${number}`);
		world.pact.loopingCursor = true;
		await world.json('conversation', 'getAll', { returnAll: true });
		expect(world.requests.length).toBeLessThan(10);
	});

	test('a limit asks for no more than that, newest first when asked', async () => {
		const options = { sortDirection: 'desc' };
		const [newest] = await world.json('conversation', 'getAll', { returnAll: false, limit: 1, options });
		expect(newest?.id).toBe(String(world.pact.state.conversations.at(-1)?.id));
		expect(world.requests).toHaveLength(1);
		expect(world.requests[0]).toMatchObject({ query: { per: '1', sort_direction: 'desc' } });
	});

	test('are searched by name or number', async () => {
		for (let number = 0; number < 120; number++) world.newcomer(`Customer ${number}`);
		world.newcomer('Зинаида 🌷');
		const found = await world.json('conversation', 'getAll', {
			returnAll: false,
			limit: 1,
			options: { search: 'зинаида' },
		});
		expect(found.map(({ name }) => name)).toEqual(['Зинаида 🌷']);
	});

	test('one is read, simplified or as Pact gives it', async () => {
		const stored = world.ann;
		const [simple] = await world.json('conversation', 'get', { conversationId: id(stored.id), simplify: true });
		expect(simple).toEqual({
			id: String(stored.id),
			service: 'pact',
			name: stored.name,
			contact: { id: expect.any(String), name: stored.name, phone: expect.any(String), avatarUrl: null },
			channel: { id: String(stored.channelId), type: 'whatsapp' },
			status: null,
			assigneeId: null,
			lastMessageAt: null,
			createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
			updatedAt: null,
		});
		const [own] = await world.json('conversation', 'get', { conversationId: id(stored.id), ...raw });
		expect(own).toMatchObject({ external_id: stored.id, meta: {}, channel_type: 'whatsapp' });
		expect(await world.json('conversation', 'getAll', { returnAll: false, limit: 1, ...raw })).toEqual([own]);
	});

	test('the ID may be a plain text or number from an expression', async () => {
		const { id: stored } = world.ann;
		const items = [{ json: { c: stored } }, { json: { c: String(stored) } }];
		const parameters = { companyId: 1, conversationId: '={{ $json.c }}' };
		const found = await world.json('conversation', 'get', parameters, { items });
		expect(found.map((one) => one.id)).toEqual([String(stored), String(stored)]);
	});

	test('is created for a number in any spelling', async () => {
		const fields = { provider: 'whatsapp', phone: '+7 (999) 111-22-33' };
		const [created] = await world.json('conversation', 'create', { ...fields, ...raw });
		expect(created).toMatchObject({ sender_external_id: '79991112233', channel_type: 'whatsapp' });
		expect(world.sent('POST')).toEqual([{ provider: 'whatsapp', phone: '79991112233' }]);
	});

	test('is created in Telegram by user name and first message', async () => {
		const options = { username: '@ann_smith', sendToCrm: false };
		const fields = { provider: 'telegram_personal', phone: '', text: 'Привет! 👋', options };
		const [created] = await world.json('conversation', 'create', { ...fields, simplify: true });
		expect(created?.channel).toMatchObject({ type: 'telegram_personal' });
		expect(world.sent('POST')).toEqual([
			{ provider: 'telegram_personal', username: 'ann_smith', text: 'Привет! 👋', send_to_crm: false },
		]);
	});

	test('is said to be on its way where Pact does not tell it yet', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 202, body: { status: 'ok', data: {} } });
		const { error, hints } = await world.run('conversation', 'create', { provider: 'whatsapp', phone: '79991112233' });
		expect(error).toBeUndefined();
		expect(hints).toEqual([{ message: expect.stringContaining('still opening the conversation') }]);
	});

	test('one that nobody has written in yet has no last message', async () => {
		const never = { last_message_at: null, last_income_message_at: 0 };
		const conversation = { external_id: world.ann.id, ...never };
		world.sandbox.faults.add({ kind: 'status', status: 200, body: { status: 'ok', data: { conversation } } });
		expect(await world.json('conversation', 'get', world.at())).toMatchObject([{ lastMessageAt: null }]);
	});

	test('is assigned and unassigned', async () => {
		const conversation = world.ann;
		const conversationId = id(conversation.id);
		expect(await world.json('conversation', 'assign', { conversationId, assigneeId: 42, ...raw })).toEqual([
			{ external_id: conversation.id },
		]);
		expect(world.pact.state.conversations[0]).toMatchObject({ assigneeId: 42 });
		await world.json('conversation', 'assign', { conversationId, assigneeId: '' });
		expect(world.pact.state.conversations[0]).toMatchObject({ assigneeId: null });
	});

	test('gets a note, is kept from Bitrix and let in again', async () => {
		const conversationId = id(world.ann.id);
		await world.json('conversation', 'addNote', { conversationId, note: 'Перезвонить в понедельник' });
		await world.json('conversation', 'toggleBitrix', { conversationId, enabled: true, simplify: true });
		const [own] = await world.json('conversation', 'toggleBitrix', { conversationId, enabled: false, ...raw });
		expect(own).toMatchObject({ external_id: world.ann.id, name: 'Ann Baker' });
		expect(world.sent('PUT')).toEqual([{ note: 'Перезвонить в понедельник' }, { enabled: true }, { enabled: false }]);
	});
});

describe('messages', () => {
	test('an expression is that of each item, inside an ID and an option too; what is entered is the same for all', async () => {
		const [ann, boris] = world.pact.state.conversations;
		const items = [ann!, boris!].map((conversation, index) => ({ json: { to: conversation.id, crm: index === 0 } }));
		const given = { conversationId: id('={{ $json.to }}'), options: { sendToCrm: '={{ $json.crm }}' } };
		await world.json('message', 'send', { text: 'Hello', ...given }, { items });
		const sent = world.requests.map(({ path, body }) => [path.split('/').at(-2), body]);
		expect(sent).toHaveLength(2);
		expect(sent).toEqual(
			expect.arrayContaining([
				[String(ann!.id), { message: 'Hello', send_to_crm: true }],
				[String(boris!.id), { message: 'Hello', send_to_crm: false }],
			]),
		);
	});

	test('are listed, oldest or newest first', async () => {
		world.pact.addMessages(120);
		const conversationId = id(world.ann.id);
		const options = { sortDirection: 'desc' };
		const all = await world.json('message', 'getAll', { conversationId, returnAll: true, simplify: true, options });
		expect(new Set(all.map((one) => one.id)).size).toBe(all.length);
		expect(all.length).toBeGreaterThanOrEqual(120);
		expect(all.every((one) => one.conversationId === String(world.ann.id))).toBe(true);
		const times = all.map(({ createdAt }) => String(createdAt));
		expect([...times].sort().reverse()).toEqual(times);
		const [own] = await world.json('message', 'getAll', { conversationId, returnAll: false, limit: 1, ...raw });
		expect(own).toMatchObject({ channel_type: 'whatsapp', income: expect.any(Boolean), attachments: [] });
	});

	test('reach the phone as they were written, once', async () => {
		const text = 'Здравствуйте! 👋\n"Ваш заказ" & <готов>';
		const [message] = await world.json('message', 'send', {
			...world.at(),
			text,
			simplify: true,
		});
		expect(message).toMatchObject({
			id: null,
			service: 'pact',
			conversationId: String(world.ann.id),
			direction: 'outgoing',
			text,
			status: 'trying_deliver',
			jobId: expect.stringMatching(/^\d+$/),
		});
		await world.pact.idle();
		expect(world.received()).toEqual([text]);
	});

	test('the answer to a send is the job as Pact gives it, when not simplified', async () => {
		world.pact.jobs = 'sync';
		const [job] = await world.json('message', 'send', { ...world.at(), text: 'Hi', ...raw });
		expect(job).toMatchObject({
			id: expect.any(Number),
			company_id: 1,
			channel: { id: expect.any(Number), type: 'whatsapp' },
			conversation_id: world.ann.id,
			state: 'delivered',
			message_id: expect.any(Number),
			created_at: expect.any(Number),
		});
		expect(job).toHaveProperty('details');
	});

	test('waiting for delivery returns the final state', async () => {
		const parameters = { ...world.at(), text: 'Hi', options: { waitForDelivery: 30 } };
		expect(await world.json('message', 'send', parameters)).toEqual([
			expect.objectContaining({ status: 'delivered', id: expect.stringMatching(/^\d+$/) }),
		]);
		world.pact.jobs = 'fail';
		expect(await world.json('message', 'send', parameters)).toEqual([
			expect.objectContaining({ status: 'not_delivered', reason: world.pact.state.jobs.at(-1)!.reason }),
		]);
	});

	test('a failing look at the job does not hide that the message was sent', async () => {
		world.pact.jobMs = 60_000;
		world.sandbox.faults.add({ kind: 'status', status: 403, path: '/jobs/' });
		const parameters = { ...world.at(), text: 'Hi', options: { waitForDelivery: 30 } };
		expect(await world.json('message', 'send', parameters)).toEqual([
			expect.objectContaining({ status: 'trying_deliver' }),
		]);
	});

	test('waiting ends with its own seconds, though the answer to the question never comes', async () => {
		world.sandbox.faults.add({ kind: 'hang', path: '/jobs/' });
		const parameters = { ...world.at(), text: 'Hi', options: { waitForDelivery: 1, timeout: 300_000 } };
		expect(await world.json('message', 'send', parameters)).toEqual([
			expect.objectContaining({ status: 'trying_deliver' }),
		]);
	});

	test('an answer that names nothing is said', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 200, body: { status: 'ok', data: {} }, path: '/messages' });
		const { error, hints } = await world.run('message', 'send', { ...world.at(), text: 'Hi' });
		expect(error).toBeUndefined();
		expect(hints).toEqual([{ message: expect.stringContaining('did not say its ID') }]);
	});

	test('a file may go without words', async () => {
		const conversationId = id(world.ann.id);
		const fileUrl = `${world.sandbox.url}/`;
		const [file] = await world.json('attachment', 'upload', { conversationId, source: 'url', fileUrl });
		await world.json('message', 'send', { conversationId, text: ' ', attachmentIds: String(file?.external_id) });
		expect(world.requests.at(-1)?.body).toEqual({ attachments_ids: [file?.external_id] });
	});

	test('a place is told beside the words', async () => {
		const location = { latitude: 55.75, longitude: 37.62 };
		const messages = [
			{ external_id: 1, message: null, location },
			{ external_id: 2, message: 'Hi', location: {} },
		];
		world.sandbox.faults.add({ kind: 'status', status: 200, body: { status: 'ok', data: { messages } } });
		const [place, words] = await world.json('message', 'getAll', { ...world.at(), returnAll: true });
		expect(place).toMatchObject({ text: null, location });
		expect(words).not.toHaveProperty('location');
	});

	test('files are uploaded first, then sent with the text', async () => {
		const picture = Buffer.from('not really a picture 🖼️');
		const item = await world.engine.binary.item(picture, { fileName: 'фото "1".png', mimeType: 'image/png' });
		const parameters = {
			...world.at(),
			text: 'Смотрите',
			binaryPropertyName: 'data',
			attachmentIds: '',
			options: { sendToCrm: false },
		};
		await world.json('message', 'send', parameters, { items: [item] });
		const [upload, send] = world.requests;
		expect(upload?.body).toMatchObject({
			files: [
				{
					field: 'file',
					mimeType: 'image/png',
					size: picture.length,
					sha256: createHash('sha256').update(picture).digest('hex'),
				},
			],
		});
		expect(send?.body).toMatchObject({
			message: 'Смотрите',
			attachments_ids: [expect.any(Number)],
			send_to_crm: false,
		});
		await world.pact.idle();
		expect(world.pact.phone(world.ann.id).at(-1)).toMatchObject({
			text: 'Смотрите',
			attachments: [expect.anything()],
		});
	});

	test('uploaded files are sent by ID, buttons go along, timeout and wait can be set', async () => {
		const waba = world.pact.addConversation({ channelId: world.channelOf('whatsapp_business'), name: 'Ann' });
		const uploaded = await world.json('attachment', 'upload', {
			conversationId: id(waba.id),
			source: 'url',
			fileUrl: `${world.sandbox.url}/`,
		});
		const parameters = {
			conversationId: id(waba.id),
			text: 'Confirm?',
			attachmentIds: String(uploaded[0]?.external_id),
			options: { buttons: 'Yes, No', timeout: 5000, maxWait: 5 },
		};
		await world.json('message', 'send', parameters);
		expect(world.requests.at(-1)?.body).toEqual({
			message: 'Confirm?',
			attachments_ids: [uploaded[0]?.external_id],
			interactive: { type: 'button', buttons: ['Yes', 'No'] },
		});
	});

	test('into one conversation arrive in item order, though many are sent at once', async () => {
		const other = world.pact.state.conversations[1]!;
		const items = Array.from({ length: 40 }, (_, number) => ({
			json: { number, conversation: number % 2 ? other.id : world.ann.id },
		}));
		const parameters = { conversationId: id('={{ $json.conversation }}'), text: '=Message {{ $json.number }}' };
		const { items: outputs } = await world.run('message', 'send', parameters, { items });
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(outputs[0]?.map(({ json }) => json.text)).toEqual(items.map((_, number) => `Message ${number}`));
		const sends = world.requests.map(({ path, body }) => [path, (body as { message: string }).message] as const);
		for (const { id: one } of [world.ann, other]) {
			const numbers = sends.filter(([path]) => path.includes(`/${one}/`)).map(([, text]) => Number(text.split(' ')[1]));
			expect([...numbers].sort((a, b) => a - b)).toEqual(numbers);
		}
	});

	test('the first one goes to a number, as text or as a template', async () => {
		const text = { channelId: id(world.channelOf('whatsapp')), phone: '+7 999 000 00 01', text: 'Hello' };
		expect(await world.json('message', 'sendFirst', { ...text, simplify: true })).toEqual([
			expect.objectContaining({ conversationId: null, status: 'trying_deliver', text: 'Hello' }),
		]);
		const template = {
			channelId: id(world.channelOf('whatsapp_business')),
			phone: '79990000002',
			text: '',
			templateId: id(orderReady().wabaId),
			templateParameters: 'Ann, 10:30',
			options: { templateLanguage: 'en' },
		};
		await world.json('message', 'sendFirst', template);
		expect(world.sent('POST')).toEqual([
			{ phone: '79990000001', message: 'Hello' },
			{
				phone: '79990000002',
				template: { id: orderReady().wabaId, language_code: 'en', parameters: ['Ann', '10:30'] },
			},
		]);
	});
});

describe('attachments, jobs and templates', () => {
	test('a file is uploaded and comes back the same', async () => {
		const bytes = Buffer.from([...Array(256).keys()]);
		const conversationId = id(world.ann.id);
		const item = await world.engine.binary.item(bytes, {
			fileName: 'прайс.pdf',
			mimeType: 'application/pdf',
			propertyName: 'file',
		});
		const parameters = { conversationId, source: 'binary', binaryPropertyName: 'file' };
		const [uploaded] = await world.json('attachment', 'upload', parameters, { items: [item] });
		await world.json('message', 'send', { conversationId, text: '', attachmentIds: [uploaded!.external_id] as never });
		await world.pact.idle();
		const messages = await world.json('message', 'getAll', { conversationId, returnAll: true, simplify: true });
		const [attachment] = messages.at(-1)!.attachments as Array<Record<string, unknown>>;
		expect(attachment).toMatchObject({ fileName: 'прайс.pdf', mimeType: 'application/pdf', size: 256 });
		const { items } = await world.run('attachment', 'download', {
			url: attachment!.url as string,
			binaryPropertyName: 'out',
		});
		expect(items[0]?.[0]?.json).toMatchObject({ fileName: 'прайс.pdf', mimeType: 'application/pdf', size: 256 });
		expect(await world.engine.binary.read(items[0]?.[0], 'out')).toEqual(bytes);
	});

	test('a job tells what became of a message', async () => {
		const { id: conversationId } = world.ann;
		const [sentJob] = await world.json('message', 'send', {
			conversationId: id(conversationId),
			text: 'Hi',
			simplify: true,
		});
		await world.pact.idle();
		const channelId = id((sentJob!.channel as { id: string }).id);
		const [job] = await world.json('job', 'get', { channelId, jobId: sentJob!.jobId as string });
		expect(job).toMatchObject({ state: 'delivered', message_id: expect.any(Number), details: { result: 'DELIVERED' } });
	});

	test('templates are listed', async () => {
		const templates = await world.json('template', 'getAll', { returnAll: true });
		expect(templates).toHaveLength(world.pact.state.templates.length);
		expect(templates[0]).toMatchObject({ name: expect.any(String), substitutions_count: expect.any(Number) });
		expect(await world.json('template', 'getAll', { returnAll: false, limit: 1 })).toHaveLength(1);
	});
});

describe('lists to choose from', () => {
	test('show names and narrow as one types', async () => {
		expect((await world.search('searchCompanies')).results).toEqual([{ name: 'Sandbox Store (1)', value: '1' }]);
		const { name } = world.pact.state.conversations[1]!;
		const { results } = await world.search('searchConversations', name.slice(0, 4).toLowerCase());
		expect(results[0]?.name).toContain(name);
		expect((await world.search('searchChannels', 'telegram')).results).toHaveLength(1);
		expect((await world.search('searchTemplates')).results).toHaveLength(world.pact.state.templates.length);
		const business = [
			{ name: expect.stringMatching(/^WhatsApp Business · /), value: id(world.channelOf('whatsapp_business')).value },
		];
		expect((await world.search('searchTemplateChannels')).results).toEqual(
			business.map((one) => ({ ...one, value: String(one.value) })),
		);
	});

	test('go on with the next page', async () => {
		for (let number = 0; number < 130; number++) world.newcomer(`Customer ${number}`);
		const first = await world.search('searchConversations');
		const second = await world.search('searchConversations', undefined, first.paginationToken);
		expect(first.results).toHaveLength(100);
		expect(second.results.length).toBeGreaterThan(30);
		expect(second.paginationToken).toBeUndefined();
	});

	test('say why there is none', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 401 });
		await expect(world.search('searchCompanies')).rejects.toThrow('Pact refused the API token');
	});
});
