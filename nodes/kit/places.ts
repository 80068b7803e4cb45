/** Room for some works at a time; who comes first is let in first. */
export class Places {
	private free: number;
	private readonly line: Array<() => void> = [];

	constructor(count: number) {
		this.free = count;
	}

	/** Waits for a place, which has to be left. */
	async enter(): Promise<void> {
		if (this.free > 0) this.free--;
		else await new Promise<void>((resolve) => this.line.push(resolve));
	}

	leave(): void {
		const next = this.line.shift();
		if (next) next();
		else this.free++;
	}

	/** Gives up a place for as long as work takes that only waits. */
	async without<T>(work: () => Promise<T>): Promise<T> {
		this.leave();
		try {
			return await work();
		} finally {
			await this.enter();
		}
	}
}
