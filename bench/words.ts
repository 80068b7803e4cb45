import { median, sorted } from './statistics.ts';

const rounded = (value: number) =>
	value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(value < 1 ? 1 : 2);

export const milliseconds = (ms: number): string =>
	ms >= 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${rounded(ms)} ms`;

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

export const times = (factor: number): string => `${factor.toFixed(2)} ×`;

/** The median, and from where to where the values go. */
export function spread(values: readonly number[], told: (value: number) => string): string {
	const all = sorted(values);
	if (all.length === 1) return told(all[0]!);
	return `${told(median(all))} (${told(all[0]!)}–${told(all.at(-1)!)})`;
}

/** A table of Markdown; the columns of `words` are words, the others are figures. */
export function table(heads: string[], rows: string[][], words: number[] = [0]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const ruler = heads.map((_, column) => (words.includes(column) ? '---' : '--:'));
	return [line(heads), line(ruler), ...rows.map(line)].join('\n');
}
