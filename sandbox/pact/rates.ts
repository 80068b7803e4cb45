import type { Rate } from '../common/limits.ts';
import { Refusal } from '../common/refusal.ts';
import type { PactService } from './service.ts';

const perMinute = (count: number): Rate => ({ count, perMs: 60_000 });
const perSecond = (count: number): Rate => ({ count, perMs: 1000 });

/** As published for p2. They count per user, and the sandbox has a single one. */
const RATES = {
	conversations: [perMinute(10)],
	messages: [perMinute(20)],
	templates: [perMinute(20)],
	sends: [perSecond(5), perMinute(30)],
	uploads: [perSecond(5), perMinute(30)],
};

export type Rated = keyof typeof RATES;

/** Counts a request, or refuses it; each version is counted apart. */
export function keepRate(pact: PactService, version: 'p1' | 'p2', rated: Rated): void {
	const rates = RATES[rated].map(({ count, perMs }) => ({ count, perMs: perMs / pact.clockSpeed }));
	const seconds = pact.limiter.take(`${version} ${rated}`, rates);
	if (seconds > 0) throw new Refusal(429, `Please wait for ${seconds} seconds`);
}
