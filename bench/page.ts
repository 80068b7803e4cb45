import type { Aim, AnyPart, Chapter } from './part.ts';
import { table } from './words.ts';

/** What a part has found, and when and where. */
export interface Result {
	found: unknown;
	date: string;
	machine: string;
	versions: string;
	minutes: number;
	isSmall: boolean;
}

const cell = ({ what, aim, found, isMet, reason }: Aim) => [
	what,
	aim,
	found,
	isMet ? 'met' : '**not met**',
	isMet ? '' : reason,
];

function told({ title }: AnyPart, { text }: Chapter, { date, machine, versions, minutes, isSmall }: Result): string {
	const how = `${date}, ${machine}, ${versions}, ${minutes.toFixed(1)} minutes${isSmall ? ', **a small run, which says little**' : ''}`;
	return `## ${title}\n\n${text}\n\n_${how}._\n`;
}

/** docs/benchmarks.md, of the parts that have been measured. */
export function pageOf(measured: Array<{ part: AnyPart; result: Result }>): string {
	const aims = measured.flatMap(({ part, result }) => part.aims(result.found));
	const chapters = measured.map(({ part, result }) => told(part, part.chapter(result.found), result));
	return `# How fast it is

This page is written by \`npm run bench\`; do not edit it. Everything is measured in one run, beside n8n's own nodes for the same work. A figure is
the median, with the least and the most in brackets; a ratio is the median of what the rounds gave, which go by turns.
CPU is the time of all threads of a process, memory is resident memory. Every measured process is a new one.

## Aims

${table(['', 'aim', 'found', '', 'why not'], aims.map(cell), [0, 3, 4])}

${chapters.join('\n')}
## What was found on the way

- **A request costs what n8n makes of it.** Of the CPU time of a read about four fifths are n8n's: its HTTP client, which makes an agent and a connection for
  each request, and the evaluation of expressions. Connections are not used again, by HTTP Request neither: n8n offers no way, and a connection that
  dies while it is used again would leave a message uncertain.
- **So the way to be fast is to do less of that.** A parameter without an expression is read once a run, the credential once an item, and a
  request that no rate limits waits in no line. HTTP Request evaluates all its parameters for each item.
- **All at once is not faster.** HTTP Request begins with all items before the first answer: n8n stands still for as long as that takes (the longest pause
  in the tables), and everything that is underway lies in memory. Here 128 are underway, begun a few at a time, so that n8n goes on breathing.
- **A trigger costs what n8n does before it is asked.** For each call n8n makes an isolate for expressions and disposes of it, which it spares
  its own Webhook node alone, evaluates an expression of its own in it, and reads the workflow from its database. A trigger that does
  nothing but answer was measured once in the same way: 34 ms a delivery; one that does nothing but start the workflow: 68 ms. What
  this trigger adds, the proof of who calls, the filter, the memory of repeats and the safe answer, is about 3 ms. A trigger of version 1.1 is
  spared the expression, and was no lighter.
- **Memory is garbage.** The items themselves take a tenth of what is measured: the rest are n8n's agents, sockets and settings of requests that are over, which V8
  frees in its own time.
`;
}
