import { Limiter } from '../../nodes/kit/limits';

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

/** Sends `count` requests at once, each answered after `latency` milliseconds, and tells when each was let through. */
async function starts(limiter: Limiter, count: number, latency = 0, maxWait = 600_000): Promise<number[]> {
	const started: number[] = [];
	const requests = Array.from({ length: count }, async () => {
		const { leave } = await limiter.enter(maxWait);
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
		const { leave } = await limiter.enter(60_000);
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
	const place = await limiter.enter(10_000);
	expect(place).toMatchObject({ waitMs: expect.any(Number) });
	expect(await starts(limiter, 1)).toHaveLength(1);
});

test('a cancelled wait takes no place', async () => {
	const limiter = new Limiter([{ requests: 1, seconds: 30 }]);
	await starts(limiter, 1);
	const cancel = new AbortController();
	const place = limiter.enter(60_000, cancel.signal);
	cancel.abort();
	await jest.advanceTimersByTimeAsync(300);
	expect((await place).leave).toBeUndefined();
});

test('two places are taken at once, and what a service does not count takes none', async () => {
	const limiter = new Limiter([{ requests: 2, seconds: 10 }]);
	const uncounted = await limiter.enter(0);
	uncounted.leave?.(false);
	const both = await limiter.enter(0, undefined, 2);
	both.leave?.();
	expect((await limiter.enter(0)).leave).toBeUndefined();
});
