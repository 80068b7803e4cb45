import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { beside } from '../beside.ts';
import { id, type Run } from '../world.ts';
import { usePact } from './world.ts';

const world = usePact('p1');

const get = async (parameters: IDataObject, run: Run) => await world.run('conversation', 'get', parameters, run);

/** So many items, each with one of the first three conversations. */
const itemsOf = (count: number) => {
	const conversations = world.pact.state.conversations.slice(0, 3);
	return Array.from({ length: count }, (_, number) => ({ json: { number, to: conversations[number % 3]!.id } }));
};

const itemOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;

describe('an expression is that of each item, wherever it stands', () => {
	test.each<[where: string, conversationId: unknown]>([
		['alone', '={{ $json.to }}'],
		['inside the ID', id('={{ $json.to }}')],
		['beside an expression for the mode', { ...id('={{ $json.to }}'), mode: '={{ "id" }}' }],
		['by what came before', id("={{ $('Start').item.json.to }}")],
		['by the index', "={{ $('Start').all()[$itemIndex].json.to }}"],
		['as an object', '={{ { value: $json.to } }}'],
	])('%s', async (_, conversationId) => {
		const items = itemsOf(300);
		const parameters = { conversationId, simplify: '={{ $json.number % 2 === 0 }}' } as IDataObject;
		const { items: out, error } = await get(parameters, { items });
		expect(error).toBeUndefined();
		expect(out[0]!.map(itemOf)).toEqual([...items.keys()]);
		expect(out[0]!.map(({ json }) => json.external_id ?? Number(json.id))).toEqual(items.map(({ json }) => json.to));
		expect(out[0]!.map(({ json }) => json.service === 'pact')).toEqual(items.map((_, item) => item % 2 === 0));
	});
});

test('where the first ones fail, all that fail say so, and the others come out, in order', async () => {
	const items = itemsOf(200);
	const failing = (item: number) => item < 20 || item % 50 === 0;
	for (const [item, { json }] of items.entries()) if (failing(item)) json.to = 999_999;
	const conversationId = '={{ $json.to }}';
	const { items: out } = await get({ conversationId }, { items, onError: 'continueRegularOutput' });
	expect(out[0]!.map(itemOf)).toEqual([...items.keys()]);
	expect(out[0]!.map(({ json }) => 'error' in json)).toEqual(items.map((_, item) => failing(item)));

	const [good, bad] = (await get({ conversationId }, { items, onError: 'continueErrorOutput' })).items;
	expect(bad!.map(itemOf)).toEqual([...items.keys()].filter(failing));
	expect(good).toHaveLength(items.length - bad!.length);
});

describe('Stop in n8n', () => {
	test('ends a download that has not begun; nobody is told of a lost connection', async () => {
		const stop = new AbortController();
		await beside(
			() => stop.abort(),
			async (url) => {
				const { status } = await world.run('attachment', 'download', { url: `${url}/a.png` }, { signal: stop.signal });
				expect(status).toBe('canceled');
			},
		);
	});

	test('ends the reading of many items', async () => {
		let reads = 0;
		const stop = new AbortController();
		const json = {
			get to() {
				if (++reads === 100) stop.abort();
				return 1;
			},
		};
		const items = Array.from({ length: 2000 }, () => ({ json }));
		const { status } = await get({ conversationId: '={{ $json.to }}' }, { items, signal: stop.signal });
		expect(status).toBe('canceled');
		expect(reads).toBeLessThan(200);
		expect(world.requests).toEqual([]);
	});

	test('ends the sending in the middle of many; n8n knows that it was stopped, and that it has not failed', async () => {
		world.pact.delay = 100;
		const stop = new AbortController();
		const running = get({ conversationId: '={{ $json.to }}' }, { items: itemsOf(2000), signal: stop.signal });
		while (world.requests.length < 300) await new Promise((resolve) => setTimeout(resolve, 5));
		stop.abort();
		expect((await running).status).toBe('canceled');
		expect(world.requests.length).toBeLessThan(600);
	});
});
