import { perProcess } from './shared';

/** The last work of each line in this process. */
const lines = perProcess('lines.v1', () => new Map<string, Promise<unknown>>());

/** Does works of the same name one after another in this process; one that fails does not hold up the next. */
export async function inLine<T>(name: string, work: () => Promise<T>): Promise<T> {
	const turn = (lines.get(name) ?? Promise.resolve()).then(work);
	const settled = turn.catch(() => undefined);
	lines.set(name, settled);
	return await turn.finally(() => {
		if (lines.get(name) === settled) lines.delete(name);
	});
}
