import { sleep } from 'n8n-workflow';

const STEP_MS = 250;

/** Waits `ms` milliseconds, or less when `signal` aborts; in short steps, because n8n's `sleep` cannot be cut short. */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	const end = performance.now() + ms;
	for (let left = ms; left > 0 && !signal?.aborted; left = end - performance.now()) {
		await sleep(Math.min(left, STEP_MS));
	}
}

/** What a promise resolves to, or undefined as soon as `signal` aborts. */
export async function unlessAborted<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
	if (!signal) return await promise;
	let stop = () => {};
	const aborted = new Promise<undefined>((resolve) => {
		stop = () => resolve(undefined);
		signal.addEventListener('abort', stop);
		if (signal.aborted) stop();
	});
	return await Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', stop));
}
