import type { IDataObject } from 'n8n-workflow';

import { id } from '../world.ts';
import type { Version } from './world.ts';
import { usePact } from './world.ts';

describe.each<Version>(['p1', 'p2'])('%s', (version) => {
	const world = usePact(version);

	const orderReady = () => world.pact.state.templates.find(({ name }) => name === 'order_ready')!;
	const to = (phone: string) => ({
		channelId: id(world.channelOf('whatsapp_business')),
		provider: 'whatsapp_business',
		phone,
	});
	const rows = (count: number) => Array.from({ length: count }, (_, row) => ({ json: { row } }));

	/** What the phones of new customers show, by the order in which they came. */
	const opened = () => world.pact.state.conversations.slice(3).map((conversation) => world.received(conversation));

	async function send(parameters: IDataObject) {
		const sent = await world.json('message', 'sendTemplate', { ...to('+7 999 000-00-02'), ...parameters });
		await world.pact.idle();
		return sent;
	}

	test('it is chosen by its words, and each value stands in its place, with its comma', async () => {
		const { results } = await world.search('searchTemplates', 'order');
		expect(results).toEqual([
			{ name: 'order_ready: Hello {{1}}, your order {{2}} is ready.', value: orderReady().wabaId },
		]);
		const sent = await send({ templateId: id(results[0]?.value), templateParameters: ['Baker, Ann', 17] });
		expect(sent).toEqual([expect.objectContaining({ service: 'pact', direction: 'outgoing' })]);
		expect(opened()).toEqual([['Hello Baker, Ann, your order 17 is ready.']]);
	});

	test('the values may be a list that an expression gives, for all or in one row', async () => {
		const templateId = orderReady().wabaId;
		const items = [{ json: { values: ['Ann', '17'] } }];
		for (const templateParameters of ['={{ $json.values }}', ['={{ $json.values }}']]) {
			await world.json('message', 'sendTemplate', { ...to('79990000002'), templateId, templateParameters }, { items });
		}
		await world.pact.idle();
		expect(opened()).toEqual([['Hello Ann, your order 17 is ready.', 'Hello Ann, your order 17 is ready.']]);
	});

	test('a template without placeholders takes no value; the ID that Template: Get Many shows does too', async () => {
		const { id: inPact } = world.pact.state.templates.find(({ name }) => name === 'welcome')!;
		await send({ templateId: id(inPact), templateParameters: [] });
		expect(opened()).toEqual([['Welcome to Sandbox Store!']]);
	});

	test.each([
		[['Ann'], "'Placeholder Values' must have 2 values, and has 1"],
		[['Ann', '17', '10:30'], "'Placeholder Values' must have 2 values, and has 3"],
		[[], "'Placeholder Values' must have 2 values, and has 0"],
		[['Ann', ' '], "'Placeholder Values 2' is empty"],
		[['Ann', '={{ undefined }}'], "'Placeholder Values 2' is empty"],
	])('%j: told before anything is sent', async (templateParameters, message) => {
		const parameters = { ...to('79990000002'), templateId: orderReady().wabaId, templateParameters };
		const failure = await world.failure('message', 'sendTemplate', parameters);
		expect(failure).toMatchObject({ message, itemIndex: 0 });
		expect(world.sent('POST')).toEqual([]);
	});

	test('a wrong number of values in the last row stops all of them, and Pact is asked for its templates once', async () => {
		const parameters = {
			...to('=7999000000{{ $json.row }}'),
			templateId: orderReady().wabaId,
			templateParameters: '={{ $json.row === 4 ? ["Ann"] : ["Ann", String($json.row)] }}',
		};
		const failure = await world.failure('message', 'sendTemplate', parameters, { items: rows(5) });
		expect(failure).toMatchObject({
			message: "'Placeholder Values' must have 2 values, and has 1",
			description: expect.stringContaining('"Hello {{1}}, your order {{2}} is ready."'),
			itemIndex: 4,
		});
		expect(world.requests).toHaveLength(1);

		const { items } = await world.run('message', 'sendTemplate', parameters, {
			items: rows(5),
			onError: 'continueRegularOutput',
		});
		await world.pact.idle();
		expect(items[0]?.map(({ json }) => Boolean(json.error))).toEqual([false, false, false, false, true]);
		expect(opened()).toHaveLength(4);
	});

	test('where Pact does not tell its templates, the message goes as it was entered', async () => {
		world.sandbox.faults.add({ kind: 'status', status: 403, path: '/waba_templates' });
		await send({ templateId: orderReady().wabaId, templateParameters: ['Ann', '17'] });
		expect(opened()).toEqual([['Hello Ann, your order 17 is ready.']]);
	});

	test('each row has values of its own, and another company waits for none of them', async () => {
		const other = world.pact.addCompany({ name: 'Second' });
		world.sandbox.faults.add({ kind: 'resetAfter', method: 'POST' });
		const parameters = {
			...to('79990000002'),
			companyId: id('={{ $json.company }}'),
			templateId: orderReady().wabaId,
			templateParameters: ['={{ $json.name }}', '17'],
		};
		const items = [
			{ company: '1', name: 'Ann' },
			{ company: String(other.id), name: 'Bob' },
			{ company: '1', name: 'Eve' },
		].map((json) => ({ json }));
		await world.run('message', 'sendTemplate', parameters, { items, onError: 'continueRegularOutput' });
		expect(JSON.stringify(world.sent('POST')[0])).toContain('["Ann","17"]');
		expect(JSON.stringify(world.sent('POST').slice(1))).toContain('["Bob","17"]');
		expect(world.sent('POST')).toHaveLength(2);
	});

	test('no phone, no template: named', async () => {
		const templateId = orderReady().wabaId;
		const nobody = await world.failure('message', 'sendTemplate', { ...to('={{ "" }}'), templateId });
		expect(nobody.message).toBe("The expression in 'Phone' gave nothing for this item");
		const nothing = await world.failure('message', 'sendTemplate', {
			...to('79990000002'),
			templateId: id('={{ "" }}'),
		});
		expect(nothing.message).toBe("The expression in 'Template' gave nothing for this item");
		expect(world.requests).toEqual([]);
	});

	test('waiting for delivery tells that it was delivered', async () => {
		const templateId = orderReady().wabaId;
		const options = { waitForDelivery: 30, ...(version === 'p1' ? { templateLanguage: 'en' } : { sendToCrm: false }) };
		const [sent] = await send({ templateId, templateParameters: ['Ann', '17'], options });
		expect(sent).toMatchObject({ status: 'delivered', id: expect.stringMatching(/^\d+$/) });
		const wanted = version === 'p1' ? { template: { language_code: 'en' } } : { send_to_crm: false };
		expect(world.sent('POST')[0]).toMatchObject(wanted);
	});

	describe('Send Once Key', () => {
		const words = {
			sendTemplate: () => ({ templateId: orderReady().wabaId, templateParameters: ['Ann', '17'] }),
			sendFirst: () => ({ channelId: id(world.channelOf('whatsapp')), provider: 'whatsapp', text: 'It is ready' }),
		};

		test.each(['sendTemplate', 'sendFirst'] as const)('%s: everybody gets it, and nobody twice', async (name) => {
			const options = { sendOnceKey: `${name} ${version}` };
			const parameters = { ...to('=7999000000{{ $json.row }}'), ...words[name](), options };
			world.sandbox.faults.add({ kind: 'status', status: 403, method: 'POST' });
			const run = { items: rows(3), onError: 'continueRegularOutput' as const };
			const { items } = await world.run('message', name, parameters, run);
			expect(items[0]?.filter(({ json }) => json.error)).toHaveLength(1);
			const again = await world.json('message', name, parameters, { items: rows(3) });
			const skipped = again.filter((item) => item.skipped);
			expect(skipped).toHaveLength(2);
			expect(skipped[0]).toEqual({
				skipped: true,
				reason: 'alreadySent',
				service: 'pact',
				companyId: '1',
				recipient: { id: null, name: null, phone: expect.stringMatching(/^7999000000\d$/) },
			});
			await world.pact.idle();
			expect(opened().map((messages) => messages.length)).toEqual([1, 1, 1]);
		});
	});

	test.each(['sendTemplate', 'sendFirst'] as const)(
		'%s: what had no answer is not sent again, and that is said',
		async (name) => {
			const first = {
				sendTemplate: { templateId: orderReady().wabaId, templateParameters: ['Ann', '17'] },
				sendFirst: { channelId: id(world.channelOf('whatsapp')), provider: 'whatsapp', text: 'It is ready' },
			}[name];
			const options = { sendOnceKey: `lost ${name} ${version}` };
			const parameters = { ...to('79990000002'), ...first, options };
			world.sandbox.faults.add({ kind: 'resetAfter', method: 'POST' });
			await world.failure('message', name, parameters);
			const { items, hints } = await world.run('message', name, parameters);
			expect(items[0]?.[0]?.json).toMatchObject({
				skipped: true,
				reason: 'uncertain',
				recipient: { phone: '79990000002' },
			});
			expect(hints.map(({ message }) => message)).toEqual([
				expect.stringContaining('nobody knows whether it was sent'),
			]);
			await world.pact.idle();
			expect(opened().map((messages) => messages.length)).toEqual([1]);
		},
	);

	test('a workflow that was saved with a template in Write First still sends it, and is told where it belongs', async () => {
		const saved = {
			...to('79990000002'),
			text: '',
			templateId: { __rl: true, mode: 'list', value: orderReady().wabaId, cachedResultName: 'order_ready' },
			templateParameters: 'Ann, 17',
		};
		const { error, hints } = await world.run('message', 'sendFirst', saved);
		expect(error).toBeUndefined();
		await world.pact.idle();
		expect(opened()).toEqual([['Hello Ann, your order 17 is ready.']]);
		expect(hints.map(({ message }) => message)).toEqual([expect.stringContaining("'Send Template'")]);
	});
});
