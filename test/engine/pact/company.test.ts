import { id } from '../world.ts';
import { usePact } from './world.ts';

const nobody = { __rl: true, mode: 'list', value: '' };

describe.each(['p1', 'p2'] as const)('a company that nobody chose, in %s', (version) => {
	const world = usePact(version);
	const left = () => ({ ...world.at(), companyId: nobody, text: 'Hello' });
	const asked = () => world.requests.filter(({ route }) => route === '/p1/companies');

	test('is the only one there is, which is asked for once', async () => {
		const items = [{ json: {} }, { json: {} }, { json: {} }];
		const sent = await world.json('message', 'send', left(), { items });
		expect(sent).toEqual(Array(3).fill(expect.objectContaining({ companyId: '1' })));
		await world.idle();
		expect(world.received()).toEqual(['Hello', 'Hello', 'Hello']);
		expect(asked()).toHaveLength(1);
		expect((await world.json('channel', 'getAll', { companyId: nobody })).length).toBeGreaterThan(0);
	});

	test('is that of the run before the service is asked', async () => {
		await world.json('message', 'send', left(), { items: [{ json: { service: 'pact', companyId: '1' } }] });
		expect(asked()).toEqual([]);
	});

	test('is not what the row of another system calls so', async () => {
		const other = world.pact.addCompany({ name: 'Second' }).id;
		const row = { items: [{ json: { companyId: String(other) } }] };
		expect(await world.failure('message', 'send', left(), row)).toMatchObject({ message: "'Company' is empty" });
		expect(world.received()).toEqual([]);
	});

	test('must be chosen where there are several', async () => {
		world.pact.addCompany({ name: 'Second' });
		expect(await world.failure('message', 'send', left())).toMatchObject({
			message: "'Company' is empty",
			description: expect.stringMatching(/^Choose one: .* Nothing was sent to Pact\.$/),
			itemIndex: 0,
		});
		expect(world.received()).toEqual([]);
	});

	test('is not guessed where an expression gave nothing', async () => {
		const companyId = id('={{ $json.company }}');
		expect(await world.failure('message', 'send', { ...left(), companyId })).toMatchObject({
			message: "The expression in 'Company' gave nothing for this item",
		});
		expect(world.requests).toEqual([]);
	});

	test('is asked for with the patience of the item', async () => {
		world.sandbox.faults.add({ kind: 'tooMany', retryAfter: 60, path: '/companies' });
		const { message } = await world.failure('message', 'send', { ...left(), options: { maxWait: 0 } });
		expect(message).toBe('Pact takes no more requests for now');
		await world.begin();
		world.sandbox.faults.add({ kind: 'hang', path: '/companies' });
		expect(await world.json('message', 'send', { ...left(), options: { timeout: 300 } })).toHaveLength(1);
	});

	test('cannot be found with a wrong token, and that is said', async () => {
		await world.begin({ apiToken: 'wrong-token' });
		const failure = await world.failure('message', 'send', left());
		await world.begin();
		expect(failure.message).toBe('Pact refused the API token');
	});
});
