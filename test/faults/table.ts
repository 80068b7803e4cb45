type Row = Array<string | number>;

/** A Markdown table: the first column is text, the others are numbers. */
export function table(head: string[], rows: Row[]): string {
	const widths = head.map((title, column) =>
		Math.max(...[title, ...rows.map((row) => row[column])].map((cell) => String(cell).length)),
	);
	const line = (row: Row) =>
		`| ${row.map((cell, column) => (column === 0 ? String(cell).padEnd(widths[column]!) : String(cell).padStart(widths[column]!))).join(' | ')} |`;
	const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
	return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}
