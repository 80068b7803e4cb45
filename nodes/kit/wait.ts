import { sleep } from 'n8n-workflow';

const STEP_MS = 250;

/** Waits `ms` milliseconds, or less when `signal` aborts; in short steps, because n8n's `sleep` cannot be cut short. */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	const end = Date.now() + ms;
	for (let left = ms; left > 0 && !signal?.aborted; left = end - Date.now()) {
		await sleep(Math.min(left, STEP_MS));
	}
}
