import type { Figures } from './measured.ts';
import { median, ratio } from './statistics.ts';
import { megabytes, milliseconds, spread, table, times } from './words.ts';

/** So many items by our node and by HTTP Request, round by round. */
export type Compared = Array<{ items: number; ours: Figures[]; http: Figures[] }>;

/** One figure of all rounds. */
export const all = (figures: Figures[], name: keyof Figures) => figures.map((one) => one[name]);

/** Both nodes under each other, and what ours is of the other. */
export function comparison(found: Compared): string {
	const rows = found.flatMap(({ items, ours, http }) => [
		...Object.entries({ Pact: ours, 'HTTP Request': http }).map(([name, figures]) => [
			`${items.toLocaleString('en')} × ${name}`,
			spread(all(figures, 'ms'), milliseconds),
			spread(all(figures, 'cpuMs'), milliseconds),
			megabytes(median(all(figures, 'memory'))),
			milliseconds(median(all(figures, 'pauseMs'))),
		]),
		[
			'ratio',
			...(['ms', 'cpuMs', 'memory', 'pauseMs'] as const).map((name) => times(ratio(all(ours, name), all(http, name)))),
		],
	]);
	return table(['', 'time', 'CPU', 'memory above idle', 'longest pause'], rows);
}
