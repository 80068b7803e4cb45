const WINDOW_MS = 10_000;
const LARGEST_COUNT = 5;

/** Windows that open with a caller's first request; tries that are refused make none longer. */
export class FixedWindows {
	#windows = new Map<string, { ends: number; count: number }>();

	/** Whether the request is one of those the caller's window lets in. */
	admits(caller: string, now: number): boolean {
		const open = this.#windows.get(caller);
		const window = open && now < open.ends ? open : { ends: now + WINDOW_MS, count: 0 };
		this.#windows.set(caller, window);
		return ++window.count <= LARGEST_COUNT;
	}

	clear(): void {
		this.#windows.clear();
	}
}
