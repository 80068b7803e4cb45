import { setMaxListeners } from 'node:events';

/** Everything still going on behind the answers: it can be waited for and called off. */
export class Work {
	#pending = new Set<Promise<void>>();
	#abort = abortController();

	start(task: (signal: AbortSignal) => Promise<void>): void {
		const { signal } = this.#abort;
		const running = task(signal)
			.catch((error: unknown) => {
				if (!signal.aborted) throw error;
			})
			.finally(() => this.#pending.delete(running));
		this.#pending.add(running);
	}

	async idle(): Promise<void> {
		while (this.#pending.size > 0) await Promise.all(this.#pending);
	}

	cancel(): void {
		this.#abort.abort();
		this.#abort = abortController();
		this.#pending.clear();
	}
}

function abortController(): AbortController {
	const controller = new AbortController();
	// One listener a waiting job is normal here, not a leak.
	setMaxListeners(0, controller.signal);
	return controller;
}
