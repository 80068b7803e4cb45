import { setTimeout as sleep } from 'node:timers/promises';

const DEADLINE_MS = 120_000;

/** Asks again and again until there is an answer; the deadline only ends what would never come. */
export async function until<T>(
	what: string,
	ask: () => Promise<T | undefined | false> | T | undefined | false,
	deadlineMs = DEADLINE_MS,
): Promise<T> {
	const deadline = Date.now() + deadlineMs;
	for (;;) {
		const answer = await ask();
		if (answer) return answer;
		if (Date.now() > deadline) throw new Error(`Still waiting for ${what}`);
		await sleep(50);
	}
}
