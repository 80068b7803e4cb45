/**
 * Room for some works at a time; who comes first is let in first. There is little room at first, and more with each work that is
 * done: one that shows that all will fail comes early.
 */
export class Places {
	private free: number;
	private count: number;
	private readonly most: number;
	private readonly line: Array<() => void> = [];

	constructor(first: number, most: number) {
		this.count = Math.min(first, most);
		this.free = this.count;
		this.most = most;
	}

	/** Waits for a place, which has to be left. */
	async enter(): Promise<void> {
		if (this.free > 0) this.free--;
		else await new Promise<void>((resolve) => this.line.push(resolve));
	}

	/** Work is done, and its place is free. */
	leave(): void {
		this.letIn();
		if (this.count >= this.most) return;
		this.count++;
		this.letIn();
	}

	/** Gives up a place for as long as work takes that only waits. */
	async without<T>(work: () => Promise<T>): Promise<T> {
		this.letIn();
		try {
			return await work();
		} finally {
			await this.enter();
		}
	}

	private letIn(): void {
		const next = this.line.shift();
		if (next) next();
		else this.free++;
	}
}
