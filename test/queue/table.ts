import type { Row } from './row.ts';

/** What a scenario gave in a house. */
export interface Result {
	house: string;
	name: string;
	rows: Row[];
	seconds: number;
	/** Why it did not come to its end. */
	error?: string;
}

export const isPassed = ({ rows, error }: Result): boolean => error === undefined && rows.every(({ kept }) => kept);

const HEADS = ['', 'sent', 'answered 200', 'start page', 'ran', 'cut off', 'twice', 'lost', 'wrong', 'promise', ''];

const cellsOf = ({
	what,
	sent,
	answered,
	startPage,
	ran,
	cutOff,
	twice,
	lost,
	wrong,
	kept,
	isAnchor,
	note = '',
}: Row) => [
	what,
	...[sent, answered, startPage, ran, cutOff, twice, lost, wrong].map(String),
	isAnchor ? '' : kept ? 'kept' : 'BROKEN',
	note,
];

const titleOf = ({ house, name }: Result) => `${name} (${house})`;

export function plainTable(results: Result[]): string {
	const bodies = results.map(({ rows }) => rows.map(cellsOf));
	const widths = HEADS.map((head, column) =>
		Math.max(head.length, ...bodies.flat().map((cells) => cells[column]!.length)),
	);
	const line = (cells: string[]) =>
		cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ');
	const blocks = results.map((result, index) =>
		[
			`\n${titleOf(result)}, ${result.seconds.toFixed(0)} s`,
			...bodies[index]!.map(line),
			...(result.error ? [`  did not come to its end: ${result.error}`] : []),
		].join('\n'),
	);
	return [line(HEADS), ...blocks].join('\n');
}

export function markdownTable(results: Result[]): string {
	const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	const body = results.flatMap((result) => [
		line([`**${titleOf(result)}**`, ...HEADS.slice(1).map(() => '')]),
		...result.rows.map((row) => line(cellsOf(row))),
		...(result.error ? [line(['did not come to its end', ...HEADS.slice(2).map(() => ''), result.error])] : []),
	]);
	return [line(HEADS), line(HEADS.map((_, column) => (column > 0 && column < 9 ? '--:' : '---'))), ...body].join('\n');
}
