import type { Saying } from './judge.ts';
import { compare, holds, NOTHING } from './tally.ts';

const said = (...items: Array<Saying | undefined>) => ({ items, unnamed: [], sentOfUnnamed: 0 });

test('doubt is never wrong, whether it arrived or not', () => {
	const tally = compare(said('sent', 'notSent', 'uncertain', 'uncertain'), [1, 0, 0, 1]);
	expect(tally).toMatchObject({ items: 4, sent: 1, notSent: 1, uncertain: 2, received: 2, twice: 0, wrong: 0 });
	expect(holds(tally)).toBe(true);
});

test.each([
	['sent and did not arrive', said('sent'), [0], 'item 0 is said to be sent and did not arrive'],
	['not sent and arrived', said('sent', 'notSent'), [1, 1], 'item 1 arrived and is said not to be sent'],
	['nothing at all', said(undefined), [0], 'nothing is said of item 0'],
	[
		'another number of others than arrived',
		{ items: ['uncertain' as const, undefined, undefined], unnamed: [1, 2], sentOfUnnamed: 1 },
		[0, 1, 1],
		'1 others are said to be sent and 2 arrived',
	],
])('it is wrong to say: %s', (_, saying, received, example) => {
	const tally = compare(saying, received);
	expect(tally).toMatchObject({ wrong: 1, twice: 0, example });
	expect(holds(tally)).toBe(false);
});

test('what arrives twice counts, whatever was said', () => {
	const tally = compare(said('sent', 'uncertain'), [2, 3]);
	expect(tally).toMatchObject({ received: 2, twice: 2, wrong: 0, example: 'item 0 arrived 2 times' });
	expect(holds(tally)).toBe(false);
});

test('a secret that is shown is wrong, whatever else is right', () => {
	expect(holds(NOTHING)).toBe(true);
	expect(holds({ ...NOTHING, leaked: 1 })).toBe(false);
});
