import type { Json } from '../receiver.ts';
import { voipbin, messages, get } from './voipbin.ts';

describe.each(['2022', '2026'] as const)('paging of %s', (version) => {
	beforeEach(() => {
		voipbin.version = version;
	});

	it('reads every message once, the latest first, to an empty page', async () => {
		const ids = voipbin.addMessages(7).map(({ id }) => id);
		const seen: string[][] = [];
		let token = '';
		do {
			const query = new URLSearchParams({ page_size: '3', ...(token ? { page_token: token } : {}) });
			const { json } = await get(`${messages()}?${query}`);
			seen.push(json.result.map(({ id }: Json) => id));
			token = json.next_page_token;
		} while (token);
		expect(seen.flat()).toEqual(ids.toReversed());
		expect(seen.map(({ length }) => length)).toEqual([3, 3, 1, 0]);
	});

	it('never gives more than a hundred', async () => {
		voipbin.addMessages(103);
		for (const query of ['', '?page_size=0', '?page_size=-5', '?page_size=101']) {
			expect((await get(messages() + query)).json.result).toHaveLength(100);
		}
		expect((await get(`${messages()}?page_size=x`)).status).toBe(400);
	});
});
