import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const SAVE_AFTER_MS = 200;

/** State kept across restarts: written soon after a change, and at the end. */
export class StateFile<State> {
	#path: string;
	#current: () => State;
	#timer: NodeJS.Timeout | undefined;

	constructor(path: string, current: () => State) {
		this.#path = path;
		this.#current = current;
	}

	load(): State | undefined {
		return existsSync(this.#path) ? (JSON.parse(readFileSync(this.#path, 'utf8')) as State) : undefined;
	}

	saveSoon(): void {
		this.#timer ??= setTimeout(() => this.save(), SAVE_AFTER_MS);
	}

	save(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		// Written beside and renamed: a stop in the middle leaves the old state whole.
		const draft = `${this.#path}.new`;
		writeFileSync(draft, JSON.stringify(this.#current(), null, '\t'));
		renameSync(draft, this.#path);
	}
}
