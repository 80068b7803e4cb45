import { sleep } from 'n8n-workflow';

import { Places } from './places';

/** Items in work at the same time, and so connections of one run: chosen by measuring (docs/benchmarks.md). */
export const CONCURRENCY = 128;

/** As many are in work before one is done, and so many are begun before n8n's process has time for others. */
const AT_ONCE = 16;

/**
 * Works on all jobs, at most `CONCURRENCY` at a time; jobs of one sequence one after another, in order. Nobody waits for
 * a sequence that is busy while another job could be done. Throws what `work` throws, once nothing runs any more.
 */
export async function inParallel<T extends { sequence?: string }>(
	jobs: readonly T[],
	work: (job: T, places: Places) => Promise<void>,
): Promise<void> {
	const places = new Places(AT_ONCE, CONCURRENCY);
	/** By sequence that is busy, the jobs that have come to wait for it. */
	const behind = new Map<string, T[]>();
	const running = new Set<Promise<void>>();
	const broken: unknown[] = [];

	/** Does a job in a place that it has, and then those that wait for it. */
	const begin = async (first: T) => {
		const { sequence } = first;
		const waiting: T[] = [];
		if (sequence !== undefined) behind.set(sequence, waiting);
		for (let job: T | undefined = first; job && broken.length === 0; job = waiting.shift()) {
			if (job !== first) await places.enter();
			await work(job, places)
				.catch((cause: unknown) => broken.push(cause))
				.finally(() => places.leave());
		}
		if (sequence !== undefined) behind.delete(sequence);
	};

	let begun = 0;
	for (const job of jobs) {
		const waiting = job.sequence === undefined ? undefined : behind.get(job.sequence);
		if (waiting) {
			waiting.push(job);
			continue;
		}
		await places.enter();
		const doing: Promise<void> = begin(job).finally(() => running.delete(doing));
		running.add(doing);
		if (++begun % AT_ONCE === 0) await sleep(0);
	}
	await Promise.all(running);
	if (broken.length > 0) throw broken[0];
}
