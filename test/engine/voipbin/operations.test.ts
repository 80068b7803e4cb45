import type { Version } from './world.ts';
import { login, token, useVoipbin } from './world.ts';
import { id } from '../world.ts';

const world = useVoipbin();
const raw = { simplify: false };
const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const NOBODY = '00000000-0000-0000-0000-000000000000';

const agent = () => world.voipbin.state.agents[1]!.id;
const accountOf = (type: string) => world.voipbin.state.accounts.find((account) => account.type === type)!;

describe.each<Version>(['2022', '2026'])('the VoIPbin of %s', (version) => {
	beforeEach(() => world.speak(version));

	test('conversations are listed on every page, each once, newest first', async () => {
		for (let number = 0; number < 230; number++) {
			world.voipbin.addConversation({ type: 'line', peer: { target: `U${number}`, targetName: `Customer ${number}` } });
		}
		const all = await world.json('conversation', 'getAll', { returnAll: true });
		const ids = world.voipbin.state.conversations.map((conversation) => conversation.id);
		expect(all.map((one) => one.id)).toEqual(ids.toReversed());
		expect(world.requests.map(({ query }) => query.page_size)).toEqual(['100', '100', '100']);
	});

	test('a last page that is full is followed by an empty one, and a limit asks for no more than it needs', async () => {
		world.voipbin.addMessages(200);
		expect(await world.json('message', 'getAll', { ...world.at(), returnAll: true })).toHaveLength(200);
		expect(world.requests).toHaveLength(3);
		expect(await world.json('message', 'getAll', { ...world.at(), returnAll: false, limit: 7 })).toHaveLength(7);
		expect(world.requests.slice(3).map(({ query }) => query.page_size)).toEqual(['7']);
	});

	test('a conversation is read in the common shape', async () => {
		const { id: line, peer } = world.conversation('line');
		const [simple] = await world.json('conversation', 'get', {
			...world.at(world.conversation('line')),
			simplify: true,
		});
		expect(simple).toEqual({
			id: line,
			service: 'voipbin',
			name: 'Ann Baker',
			contact: { id: peer.target, name: 'Ann Baker', phone: null, avatarUrl: null },
			channel: { id: version === '2022' ? null : accountOf('line').id, type: 'line' },
			status: null,
			assigneeId: null,
			lastMessageAt: null,
			createdAt: ISO,
			updatedAt: version === '2022' ? ISO : null,
		});
		const [whatsapp] = await world.json('conversation', 'get', world.at(world.conversation('whatsapp')));
		expect(whatsapp).toMatchObject({ contact: { id: '+15550004444', name: 'Maria Лебедева', phone: '+15550004444' } });
	});

	test('messages in both directions are read in the common shape', async () => {
		const { peer } = world.conversation('message');
		world.voipbin.customerWrites(world.conversation('message').id, { text: 'Привет 👋' });
		await world.json('message', 'send', { ...world.at(world.conversation('message')), text: 'Hello' });
		await world.voipbin.idle();
		const [ours, theirs] = await world.json('message', 'getAll', {
			...world.at(world.conversation('message')),
			returnAll: true,
		});
		expect(theirs).toEqual({
			id: expect.any(String),
			service: 'voipbin',
			conversationId: world.conversation('message').id,
			direction: 'incoming',
			text: 'Привет 👋',
			status: version === '2022' ? 'received' : 'done',
			sender: { id: peer.target, name: version === '2022' ? null : peer.targetName, phone: peer.target },
			channel: { id: null, type: 'message' },
			attachments: [],
			createdAt: ISO,
		});
		expect(ours).toMatchObject({
			direction: 'outgoing',
			text: 'Hello',
			status: version === '2022' ? 'sent' : 'done',
		});
	});

	test('files of a message are told, without a way to them', async () => {
		const attachments = [{ fileName: 'фото.png', mimeType: 'image/png', content: 'picture' }];
		world.voipbin.customerWrites(world.ann.id, { attachments });
		const [message] = await world.json('message', 'getAll', { ...world.at(), returnAll: true });
		expect(message?.attachments).toEqual([
			{ id: expect.any(String), url: null, fileName: 'фото.png', mimeType: null, size: null },
		]);
	});

	test('a message reaches the phone as it was written, once', async () => {
		const text = 'Здравствуйте! 👋\n"Ваш заказ" & <готов> ?token=x';
		const [message] = await world.json('message', 'send', { ...world.at(), text, simplify: true });
		expect(message).toMatchObject({
			id: expect.any(String),
			conversationId: world.ann.id,
			direction: 'outgoing',
			text,
			status: version === '2022' ? 'sent' : 'done',
			channel: { id: null, type: 'line' },
		});
		expect(world.received()).toEqual([text]);
	});
});

describe('the JSON of VoIPbin itself', () => {
	const times = {
		tm_create: expect.any(String),
		tm_update: expect.anything(),
		tm_delete: '9999-01-01 00:00:00.000000',
	};

	test('is that of the tutorial in 2022, whose requests have a token in the query', async () => {
		world.speak('2022');
		const { id: line, dialogId } = world.ann;
		const conversation = {
			id: line,
			name: 'Ann Baker',
			detail: '',
			reference_type: 'line',
			reference_id: dialogId,
			participants: [
				{ type: 'line', target: '', target_name: 'me', name: '', detail: '' },
				{ type: 'line', target: dialogId, target_name: 'Ann Baker', name: '', detail: '' },
			],
			...times,
		};
		const message = {
			id: expect.any(String),
			conversation_id: line,
			status: 'sent',
			reference_type: 'line',
			reference_id: dialogId,
			source_target: '',
			text: 'hi, this is test message. Good to see you. hahaha :)',
			medias: [],
			...times,
		};
		const jwt = world.voipbin.tokens.issue(login.username);
		await world.entering(token(jwt), async () => {
			await world.json('conversation', 'setup', { referenceType: 'line' });
			expect(await world.json('conversation', 'getAll', { returnAll: true, ...raw })).toContainEqual(conversation);
			expect(await world.json('conversation', 'get', { ...world.at(), ...raw })).toEqual([conversation]);
			const [sentMessage] = await world.json('message', 'send', { ...world.at(), text: message.text, ...raw });
			expect(sentMessage).toEqual(message);
			expect(await world.json('message', 'getAll', { ...world.at(), returnAll: true, ...raw })).toEqual([message]);
		});
		expect(world.sent('POST')).toEqual([{ reference_type: 'line' }, { text: message.text, medias: [] }]);
		expect(world.requests.every(({ query }) => query.token === jwt && !('accesskey' in query))).toBe(true);
	});

	test('is that of the servers of today otherwise', async () => {
		const [conversation] = await world.json('conversation', 'get', { ...world.at(), ...raw });
		expect(conversation).toMatchObject({ type: 'line', owner_id: NOBODY, self: {}, peer: {}, tm_delete: null });
		const [message] = await world.json('message', 'send', {
			...world.at(world.conversation('whatsapp')),
			text: 'hi',
			...raw,
		});
		expect(message).toMatchObject({ direction: 'outgoing', status: 'done', destination: { target: '+15550004444' } });
	});

	test('may leave out everything: zero ids and empty addresses mean nothing', async () => {
		const body = {
			result: [
				{
					id: world.ann.id,
					customer_id: NOBODY,
					owner_type: '',
					owner_id: NOBODY,
					account_id: NOBODY,
					self: {},
					peer: {},
					tm_create: null,
					tm_update: null,
					tm_delete: null,
				},
			],
			next_page_token: '',
		};
		world.sandbox.faults.add({ kind: 'status', status: 200, body });
		expect(await world.json('conversation', 'getAll', { returnAll: true })).toEqual([
			{
				id: world.ann.id,
				service: 'voipbin',
				name: null,
				contact: { id: null, name: null, phone: null, avatarUrl: null },
				channel: { id: null, type: null },
				status: null,
				assigneeId: null,
				lastMessageAt: null,
				createdAt: null,
				updatedAt: null,
			},
		]);
	});

	test('a page token that stays the same does not go on for ever', async () => {
		const result = world.voipbin.addMessages(100).map(({ id: one }) => ({ id: one }));
		const body = { result, next_page_token: '2022-06-17 06:06:14.446158' };
		world.sandbox.faults.add({ kind: 'status', status: 200, body, times: 9 });
		await world.json('message', 'getAll', { ...world.at(), returnAll: true });
		expect(world.requests).toHaveLength(2);
	});
});

describe('conversations', () => {
	test('are listed by owner', async () => {
		world.conversation('whatsapp').ownerId = agent();
		const own = await world.json('conversation', 'getAll', { returnAll: true, options: { ownerId: agent() } });
		expect(own).toEqual([expect.objectContaining({ id: world.conversation('whatsapp').id, assigneeId: agent() })]);
		expect(await world.json('conversation', 'getAll', { returnAll: false, limit: 2 })).toHaveLength(2);
	});

	test('are renamed, given to an agent and taken back; only what is changed is sent', async () => {
		const update = async (updateFields: object) =>
			await world.json('conversation', 'update', {
				...world.at(),
				updateFields: updateFields as never,
				simplify: true,
			});
		expect(await update({ name: 'VIP 🌷', detail: 'Comes on Mondays' })).toEqual([
			expect.objectContaining({ name: 'VIP 🌷', assigneeId: null }),
		]);
		expect(await update({ ownerId: agent() })).toEqual([expect.objectContaining({ assigneeId: agent() })]);
		expect(await update({ ownerId: '' })).toEqual([expect.objectContaining({ assigneeId: null })]);
		expect(world.sent('PUT')).toEqual([
			{ name: 'VIP 🌷', detail: 'Comes on Mondays' },
			{ owner_id: agent() },
			{ owner_id: NOBODY },
		]);
		expect(world.ann).toMatchObject({ name: 'VIP 🌷', detail: 'Comes on Mondays' });

		await update({ ownerId: agent() });
		const [conversation] = await world.json('conversation', 'unassign', { ...world.at(), simplify: true });
		expect(conversation).toMatchObject({ assigneeId: null, name: 'VIP 🌷' });
		const [own] = await world.json('conversation', 'unassign', { ...world.at(), simplify: false });
		expect(own).toMatchObject({ id: world.ann.id, owner_id: NOBODY });
	});

	test('the ID may be a plain text from an expression, in capitals too', async () => {
		const { id: line } = world.ann;
		const items = [{ json: { c: line } }, { json: { c: line.toUpperCase() } }];
		const found = await world.json('conversation', 'get', { conversationId: '={{ $json.c }}' }, { items });
		expect(found.map((one) => one.id)).toEqual([line, line]);
	});

	test('were set up in 2022, with the request of the tutorial', async () => {
		world.speak('2022');
		expect(await world.json('conversation', 'setup', { referenceType: 'line' })).toEqual([{ success: true }]);
		expect(await world.json('conversation', 'setup', { referenceType: 'message' })).toEqual([{ success: true }]);
		expect(world.sent('POST')).toEqual([{ reference_type: 'line' }, { reference_type: 'message' }]);
	});
});

describe('messages', () => {
	test('into one conversation arrive in item order, though many are sent at once', async () => {
		const items = Array.from({ length: 40 }, (_, number) => ({
			json: { number, to: world.conversation(number % 2 ? 'line' : 'whatsapp').id },
		}));
		const parameters = { conversationId: id('={{ $json.to }}'), text: '=Message {{ $json.number }}' };
		const { items: outputs } = await world.run('message', 'send', parameters, { items });
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(outputs[0]?.map(({ json }) => json.text)).toEqual(items.map((_, number) => `Message ${number}`));
		for (const channel of ['line', 'whatsapp']) {
			const numbers = world.received(world.conversation(channel)).map((text) => Number(text.split(' ')[1]));
			expect(numbers).toHaveLength(20);
			expect([...numbers].sort((a, b) => a - b)).toEqual(numbers);
		}
	});

	test('take medias along as documented, and say that VoIPbin left them out', async () => {
		const medias = '[{ "type": "image", "filename": "prices.png" }]';
		const options = { medias, timeout: 5000, maxWait: 5 };
		const { hints } = await world.run('message', 'send', { ...world.at(), text: 'Look', options });
		expect(world.sent('POST')).toEqual([{ text: 'Look', medias: [{ type: 'image', filename: 'prices.png' }] }]);
		expect(hints).toEqual([expect.objectContaining({ message: 'VoIPbin sent the text without the medias' })]);
	});
});

describe('accounts', () => {
	const secrets = { secret: 'invented-secret', token: 'invented-token' };

	test('are created, read, changed and deleted', async () => {
		const created = await world.json('account', 'create', {
			type: 'line',
			name: 'Shop',
			detail: 'Main',
			...secrets,
			options: { messageFlowId: agent() },
		});
		const { id: stored } = world.voipbin.state.accounts.at(-1)!;
		const accountId = id(stored);
		expect(created).toEqual([expect.objectContaining({ id: stored, type: 'line', name: 'Shop' })]);
		expect(world.sent('POST')).toEqual([
			{ type: 'line', name: 'Shop', detail: 'Main', ...secrets, message_flow_id: agent() },
		]);
		expect(await world.json('account', 'get', { accountId })).toEqual(created);
		expect(await world.json('account', 'getAll', { returnAll: false, limit: 1 })).toEqual(created);
		expect(await world.json('account', 'getAll', { returnAll: true })).toHaveLength(4);

		await world.json('account', 'update', { accountId, name: '', detail: 'Second', secret: '', token: '' });
		expect(world.sent('PUT')).toEqual([{ detail: 'Second' }]);
		const changes = { name: 'Store', detail: 'Third', secret: 'other-secret', token: 'other-token' };
		await world.json('account', 'update', { accountId, ...changes });
		expect(world.voipbin.state.accounts.at(-1)).toMatchObject(changes);

		expect(await world.json('account', 'delete', { accountId })).toEqual([{ deleted: true, id: stored }]);
		expect(world.voipbin.state.accounts.at(-1)?.deletedAt).not.toBeNull();
	});

	test('of WhatsApp take their numbers from Meta, and no secret comes back', async () => {
		const options = { phoneNumberId: '100000000000002', appSecret: 'invented-app-secret' };
		const parameters = { type: 'whatsapp', name: 'WhatsApp', detail: '', ...secrets };
		const [created] = await world.json('account', 'create', { ...parameters, options });
		expect(world.voipbin.state.accounts.at(-1)?.providerData).toEqual({
			phone_number_id: '100000000000002',
			app_secret: 'invented-app-secret',
		});
		expect(created?.provider_data).toEqual({ phone_number_id: '100000000000002' });

		const accountId = id(created?.id);
		const changed = await world.json('account', 'update', {
			accountId,
			options: { ...options, phoneNumberId: '100000000000003', messageFlowId: agent() },
		});
		const all = [
			...changed,
			...(await world.json('account', 'get', { accountId })),
			...(await world.json('account', 'getAll', { returnAll: true })),
		];
		expect(all[0]).toMatchObject({ provider_data: { phone_number_id: '100000000000003' }, message_flow_id: agent() });
		expect(JSON.stringify([created, ...all])).not.toContain('invented');
	});

	test('of WhatsApp keep the number from Meta when the secret changes, and the secret when the number does', async () => {
		const [created] = await world.json('account', 'create', {
			type: 'whatsapp',
			name: 'WhatsApp',
			detail: '',
			...secrets,
			options: { phoneNumberId: '100000000000002', appSecret: 'invented-app-secret' },
		});
		const change = async (options: object) =>
			await world.json('account', 'update', { accountId: id(created?.id), options: options as never });
		const [changed] = await change({ appSecret: 'other-app-secret' });
		expect(JSON.stringify(changed)).not.toContain('app-secret');
		await change({ phoneNumberId: '100000000000003' });
		expect(world.sent('PUT')).toEqual([
			{ provider_data: { phone_number_id: '100000000000002', app_secret: 'other-app-secret' } },
			{ provider_data: { phone_number_id: '100000000000003', app_secret: 'other-app-secret' } },
		]);
	});

	test('of WhatsApp whose other field VoIPbin does not tell are left as they are', async () => {
		const { id: whatsapp } = world.voipbin.state.accounts.find(({ type }) => type === 'whatsapp')!;
		const parameters = { accountId: id(whatsapp), options: { phoneNumberId: '100000000000009' } };
		const failure = await world.failure('account', 'update', parameters);
		expect(failure.message).toBe("Enter both 'App Secret' and 'Phone Number ID'");
		expect(world.sent('PUT')).toEqual([]);
	});

	test('an option left over from another type is not sent', async () => {
		const options = { phoneNumberId: '1', appSecret: 'invented' };
		await world.json('account', 'create', { type: 'sms', name: 'SMS', detail: '', secret: '', token: '', options });
		expect(world.sent('POST')).toEqual([{ type: 'sms', name: 'SMS', detail: '', secret: '', token: '' }]);
	});
});

describe('lists to choose from', () => {
	test('show names and narrow as one types', async () => {
		const { id: whatsapp } = world.conversation('whatsapp');
		expect((await world.search('searchConversations', 'лебед')).results).toEqual([
			{ name: 'Maria Лебедева · WhatsApp · +15550004444', value: whatsapp },
		]);
		expect((await world.search('searchAccounts')).results.map(({ name }) => name)).toEqual([
			'WhatsApp',
			'Text messages · SMS',
			'LINE',
		]);
		world.speak('2022');
		expect((await world.search('searchConversations', 'ann')).results[0]?.name).toBe('Ann Baker · LINE');
		expect((await world.search('searchConversations', '+1 (555) 000-44-44')).results).toHaveLength(1);
	});

	test('go on with the next page', async () => {
		for (let number = 0; number < 130; number++) {
			world.voipbin.addConversation({ type: 'line', peer: { target: `U${number}` } });
		}
		const first = await world.search('searchConversations');
		const second = await world.search('searchConversations', undefined, first.paginationToken);
		expect(first.results).toHaveLength(100);
		expect(second.results).toHaveLength(34);
		expect(second.paginationToken).toBeUndefined();
	});

	test('say why there is none', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 401 });
		await expect(world.search('searchConversations')).rejects.toThrow('VoIPbin refused the access key');
	});
});
