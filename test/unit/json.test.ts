import { isDeeperThan, numberOrNull, textOrNull, timeOrNull } from '../../nodes/kit/json';

test.each([
	['2017-04-25T18:30:23.076Z', '2017-04-25T18:30:23.076Z'],
	['2024-01-02 03:04:05 UTC', '2024-01-02T03:04:05.000Z'],
	['2022-06-17 06:06:14.446158', '2022-06-17T06:06:14.446Z'],
	['2026-01-02T03:04:05.123456Z', '2026-01-02T03:04:05.123Z'],
	['2024-01-02T06:04:05+03:00', '2024-01-02T03:04:05.000Z'],
	['2024-01-02T03:04:05', '2024-01-02T03:04:05.000Z'],
	[1704164645, '2024-01-02T03:04:05.000Z'],
	[0, '1970-01-01T00:00:00.000Z'],
])('%s is the time %s', (given, iso) => expect(timeOrNull(given)).toBe(iso));

test.each([null, undefined, '', 'soon', {}, NaN])('%s is no time', (given) => expect(timeOrNull(given)).toBeNull());

test('ids become text, nothing becomes null', () => {
	expect([1, 'a', '', null, undefined, {}].map(textOrNull)).toEqual(['1', 'a', null, null, null, null]);
});

test('sizes become numbers, nothing becomes null', () => {
	expect([1, '2', '', 'x', null].map(numberOrNull)).toEqual([1, 2, null, null, null]);
});

test('levels are counted in lists and objects alike', () => {
	expect(isDeeperThan(0, 'text')).toBe(false);
	expect(isDeeperThan(2, { list: [1, 'text'], nothing: null })).toBe(false);
	expect(isDeeperThan(2, { list: [1, {}] })).toBe(true);
});
