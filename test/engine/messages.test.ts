import type { IDataObject } from 'n8n-workflow';

import { beside, passOn } from './beside.ts';
import { names, worlds } from './worlds.ts';

describe.each(names)('%s: Message: Get Many', (name) => {
	const world = worlds[name]();

	/** A conversation of this many messages, `1` the oldest. */
	function history(count: number) {
		const conversation = world.newcomer('Olga');
		for (let number = 1; number <= count; number++)
			world.said(conversation, number % 2 ? 'customer' : 'business', String(number), count - number + 1);
		return conversation;
	}

	const texts = async (parameters: IDataObject) =>
		(await world.json('message', 'getAll', parameters)).map(({ text }) => text);

	test('the newest so many, newest first, or as one reads them', async () => {
		const place = world.at(history(7));
		expect(await texts({ ...place, returnAll: false, limit: 3 })).toEqual(['7', '6', '5']);
		const options = { sortDirection: 'asc' };
		expect(await texts({ ...place, returnAll: false, limit: 3, options })).toEqual(['5', '6', '7']);
		expect(await texts({ ...place, returnAll: true })).toEqual(['7', '6', '5', '4', '3', '2', '1']);
		expect(await texts({ ...place, returnAll: true, options })).toEqual(['1', '2', '3', '4', '5', '6', '7']);
	});

	test('one that arrives while a long list is read stands where it belongs', async () => {
		const conversation = history(1005);
		let lists = 0;
		const arrives = (path: string) => {
			if (/message/.test(path) && ++lists === 1) world.said(conversation, 'customer', 'new');
		};
		await beside(passOn(world.sandbox.url, arrives), async (url) => {
			await world.begin({ ...world.credential(), baseUrl: `${url}/${name}` });
			const all = await texts({ ...world.at(conversation), returnAll: true });
			await world.begin();
			const before = Array.from({ length: 1005 }, (_, index) => String(1005 - index));
			expect(all.filter((text) => text !== 'new')).toEqual(before);
			expect([-1, 0]).toContain(all.indexOf('new'));
		});
	});

	test('of a long conversation too, within a page and beyond one', async () => {
		const place = world.at(history(320));
		expect(await texts({ ...place, returnAll: false, limit: 2 })).toEqual(['320', '319']);
		const many = await texts({ ...place, returnAll: false, limit: 200, options: { sortDirection: 'asc' } });
		expect(many).toEqual(Array.from({ length: 200 }, (_, index) => String(index + 121)));
	});
});
