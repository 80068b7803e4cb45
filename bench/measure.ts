import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import type { Figures, Task } from './measured.ts';

/** Has a node run in a process of its own, which ends with it: what was measured before leaves nothing behind. */
export async function measure(task: Task): Promise<Figures> {
	const child = fork(path.join(import.meta.dirname, 'measured.ts'), [JSON.stringify(task)], {
		execArgv: ['--expose-gc'],
	});
	const ended = once(child, 'exit').then(([code]) => {
		throw new Error(`The measured process ended with ${code}`);
	});
	const [figures] = (await Promise.race([once(child, 'message'), ended])) as [Figures];
	await ended.catch(() => undefined);
	return figures;
}

/** Several tasks by turns, so that a machine that grows slower does so for all of them. */
export async function byTurns<Name extends string>(
	rounds: number,
	tasks: Record<Name, Task>,
): Promise<Record<Name, Figures[]>> {
	const names = Object.keys(tasks) as Name[];
	const found = Object.fromEntries(names.map((name) => [name, [] as Figures[]])) as Record<Name, Figures[]>;
	for (let round = 0; round < rounds; round++) {
		for (const name of names) found[name].push(await measure(tasks[name]));
	}
	return found;
}
