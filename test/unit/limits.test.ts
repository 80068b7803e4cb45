import { Limiter, limiterOf, type Turn } from '../../nodes/kit/limits';

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

/** One who stands in line alone, for so long at most. */
const turn = (maxWait: number, more: Partial<Turn> = {}): Turn => ({
	owner: {},
	patienceMs: maxWait,
	longestMs: maxWait,
	...more,
});

/** Sends `count` requests at once, each answered after `latency` milliseconds, and tells when each was let through. */
async function starts(limiter: Limiter, count: number, latency = 0, maxWait = 600_000): Promise<number[]> {
	const started: number[] = [];
	const requests = Array.from({ length: count }, async () => {
		const { leave } = await limiter.enter(turn(maxWait));
		if (!leave) return;
		started.push(Date.now());
		await new Promise((resolve) => setTimeout(resolve, latency));
		leave();
	});
	await jest.runAllTimersAsync();
	await Promise.all(requests);
	return started;
}

/** The most moments within any span of `seconds`. */
const busiest = (times: number[], seconds: number) =>
	Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + seconds * 1000).length));

test.each([0, 30, 700])('no window holds more than its rate, with answers after %i ms', async (latency) => {
	const rates = [
		{ requests: 5, seconds: 1 },
		{ requests: 30, seconds: 60 },
	];
	const arrivals = await starts(new Limiter(rates), 70, latency);
	expect(arrivals).toHaveLength(70);
	expect(busiest(arrivals, 1)).toBeLessThanOrEqual(5);
	expect(busiest(arrivals, 60)).toBeLessThanOrEqual(30);
	expect(
		busiest(
			arrivals.map((time) => time + latency),
			60,
		),
	).toBeLessThanOrEqual(30);
});

test('first come, first served', async () => {
	const limiter = new Limiter([{ requests: 1, seconds: 1 }]);
	const order: number[] = [];
	const all = [1, 2, 3].map(async (number) => {
		const { leave } = await limiter.enter(turn(60_000));
		order.push(number);
		leave?.();
	});
	await jest.runAllTimersAsync();
	await Promise.all(all);
	expect(order).toEqual([1, 2, 3]);
});

test('a pause holds everybody back, and ends', async () => {
	const limiter = new Limiter([]);
	limiter.pause(50_000);
	const [first, second] = await starts(limiter, 2);
	expect(Math.min(first as number, second as number)).toBeGreaterThanOrEqual(50_000);
});

test('who would wait too long is told at once, and does not hold up others', async () => {
	const limiter = new Limiter([{ requests: 1, seconds: 30 }]);
	await starts(limiter, 1);
	const place = await limiter.enter(turn(10_000));
	expect(place).toMatchObject({ waitMs: expect.any(Number) });
	expect(await starts(limiter, 1)).toHaveLength(1);
});

test('a cancelled wait takes no place', async () => {
	const limiter = new Limiter([{ requests: 1, seconds: 30 }]);
	await starts(limiter, 1);
	const cancel = new AbortController();
	const place = limiter.enter(turn(60_000, { signal: cancel.signal }));
	cancel.abort();
	expect((await place).leave).toBeUndefined();
});

test('two places are taken at once, and what a service does not count takes none', async () => {
	const limiter = new Limiter([{ requests: 2, seconds: 10 }]);
	const uncounted = await limiter.enter(turn(0));
	uncounted.leave?.(false);
	const both = await limiter.enter(turn(0, { size: 2 }));
	both.leave?.();
	expect((await limiter.enter(turn(0))).leave).toBeUndefined();
});

test('a pause is as long as asked, whatever happens to the clock', async () => {
	const limiter = new Limiter([{ requests: 1, seconds: 10 }]);
	await starts(limiter, 1);
	jest.setSystemTime(Date.now() - 3_600_000);
	const place = limiter.enter(turn(60_000));
	await jest.advanceTimersByTimeAsync(11_000);
	expect((await place).leave).toBeDefined();
});

test('who has no patience for a pause is told at once, and the line is not for it', async () => {
	const limiter = new Limiter([]);
	limiter.pause(600_000);
	expect(await limiter.enter(turn(600_000, { patienceMs: 120_000 }))).toEqual({ waitMs: expect.any(Number) });
});

test('who has less patience than a service asks for is told so, and the others ask again after an hour', async () => {
	const limiter = new Limiter([]);
	limiter.pause(86_400_000);
	expect(await limiter.enter(turn(100_000_000, { patienceMs: 3_600_000 }))).toEqual({ waitMs: 86_400_000 });
	const place = limiter.enter(turn(100_000_000));
	await jest.advanceTimersByTimeAsync(3_601_000);
	expect((await place).leave).toBeDefined();
	limiter.pause(2_000);
	expect(await limiter.enter(turn(0, { patienceMs: 1_000 }))).toEqual({ waitMs: 2_000 });
});

test('several owners take turns', async () => {
	const limiter = new Limiter([{ requests: 1, seconds: 1 }]);
	const order: string[] = [];
	const of = (name: string, count: number) => {
		const owner = {};
		return Array.from({ length: count }, async () => {
			const { leave } = await limiter.enter(turn(600_000, { owner }));
			order.push(name);
			leave?.();
		});
	};
	const all = [...of('A', 3), ...of('B', 1), ...of('C', 2)];
	await jest.runAllTimersAsync();
	await Promise.all(all);
	expect(order.join('')).toBe('AABCAC');
});

test('an account that is not used any more is forgotten, and no other', async () => {
	const rates = [{ requests: 1, seconds: 60 }];
	const [unused, busy, used] = ['unused', 'busy', 'used'].map((account) => limiterOf(account, rates));
	await busy!.enter(turn(0));
	jest.advanceTimersByTime(61 * 60_000);
	(await used!.enter(turn(0))).leave?.();
	limiterOf('new', rates);
	expect(limiterOf('unused', rates)).not.toBe(unused);
	expect(limiterOf('busy', rates)).toBe(busy);
	expect(limiterOf('used', rates)).toBe(used);
});
