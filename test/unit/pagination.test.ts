import { paginate, take } from '../../nodes/kit/pagination';

const pages: Record<string, { items: number[]; next?: string | null }> = {
	'': { items: [1, 2], next: 'b' },
	b: { items: [], next: 'c' },
	c: { items: [3], next: null },
};

test('every page is read, an empty one in between does not end the list', async () => {
	expect(
		await take(
			paginate(async (cursor?: string) => pages[cursor ?? '']!),
			Infinity,
		),
	).toEqual([1, 2, 3]);
});

test('no page is fetched beyond the limit', async () => {
	const asked: Array<string | undefined> = [];
	const results = paginate(async (cursor?: string) => {
		asked.push(cursor);
		return pages[cursor ?? '']!;
	});
	expect(await take(results, 2)).toEqual([1, 2]);
	expect(asked).toEqual([undefined]);
});

test.each(['', null, undefined])('next page %j is the end', async (next) => {
	expect(
		await take(
			paginate(async () => ({ items: ['only'], next })),
			Infinity,
		),
	).toEqual(['only']);
});

test('a service that always names the same next page is left', async () => {
	expect(
		await take(
			paginate(async () => ({ items: ['x'], next: 'again' })),
			Infinity,
		),
	).toEqual(['x', 'x']);
});

test('a list whose pages stay empty ends, though each names another next page', async () => {
	let asked = 0;
	const endless = paginate(async () => await Promise.resolve({ items: [], next: ++asked }));
	expect(await take(endless, Infinity)).toEqual([]);
	expect(asked).toBeLessThan(5);
});
