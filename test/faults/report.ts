import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { version } from 'node:process';

import { LIST_FAULTS, type Reading } from './lists.ts';
import type { Cell } from './sends.ts';
import { SUBJECTS, type SubjectName } from './subjects.ts';
import { table } from './table.ts';
import { holds, sum, type Tally } from './tally.ts';

const { version: engineVersion } = createRequire(import.meta.url)('n8n-core/package.json') as { version: string };

export interface Sent extends Cell {
	tally: Tally;
}

export interface Listed extends Reading {
	subject: SubjectName;
	fault: string;
}

export interface Proven {
	property: string;
	/** Why it does not hold. */
	failure?: string;
}

/** Everything that was tried. */
export interface Results {
	sent: Sent[];
	listed: Listed[];
	proven: Proven[];
}

export const sendName = ({ subject, fault, onError, retry }: Cell) => `${subject} · ${fault} · ${onError} · ${retry}`;
export const listName = (subject: SubjectName, fault: string) => `${subject} · ${fault} · list`;

/** How much was tried, and how much of it is wrong. */
export function verdict({ sent, listed, proven }: Results): { passed: number; failed: number } {
	const failed = [
		sent.filter(({ tally }) => !holds(tally)),
		listed.filter(({ outcome }) => outcome === 'wrong'),
		proven.filter(({ failure }) => failure !== undefined),
	].flat().length;
	return { passed: sent.length + listed.length + proven.length - failed, failed };
}

const settingName = ({ onError, retry }: Cell) => `${onError} · ${retry}`;
interface Row {
	subject: SubjectName;
	fault: string;
}

const rowName = ({ subject, fault }: Row) => `${subject} · ${fault}`;

/** What is wrong, one line for all the cells of a row. */
const problemsOf = ({ sent, listed, proven }: Results): string[] => [
	...[...new Set(sent.map(rowName))].flatMap((name) => {
		const cells = sent.filter((cell) => rowName(cell) === name);
		const wrong = cells.filter(({ tally }) => !holds(tally));
		const [first] = wrong;
		if (!first) return [];
		return `${name}: ${wrong.length} of ${cells.length} settings, e.g. ${first.onError} · ${first.retry}: ${first.tally.example}`;
	}),
	...listed.flatMap(({ subject, fault, outcome, example }) =>
		outcome === 'wrong' ? `${listName(subject, fault)}: ${example}` : [],
	),
	...proven.flatMap(({ property, failure }) => (failure === undefined ? [] : `${property}: ${failure}`)),
];

const COLUMNS: Array<[title: string, count: (tally: Tally) => number]> = [
	['sends', ({ items }) => items],
	['said sent', ({ sent }) => sent],
	['said not sent', ({ notSent }) => notSent],
	['said uncertain', ({ uncertain }) => uncertain],
	['received once', ({ received, twice }) => received - twice],
	['received twice', ({ twice }) => twice],
	['said wrong', ({ wrong }) => wrong],
	['secrets shown', ({ leaked }) => leaked],
];

const OUTCOMES = ['whole', 'failed', 'wrong'] as const;

/** The cells summed up by a name. */
function sends(title: string, sent: Sent[], nameOf: (cell: Cell) => string): string {
	const rows = [...new Set(sent.map(nameOf))].map((name) => {
		const total = sum(sent.filter((cell) => nameOf(cell) === name).map(({ tally }) => tally));
		return [name, ...COLUMNS.map(([, count]) => count(total))];
	});
	return table([title, ...COLUMNS.map(([column]) => column)], rows);
}

function lists(listed: Listed[]): string {
	const rows = [...new Set(listed.map(({ subject }) => subject))].map((name) => {
		const own = listed.filter(({ subject }) => subject === name);
		return [name, ...OUTCOMES.map((wanted) => own.filter(({ outcome }) => outcome === wanted).length)];
	});
	return table(['lists', ...OUTCOMES], rows);
}

const properties = (proven: Proven[]): string =>
	table(
		['properties', 'holds'],
		proven.map(({ property, failure }) => [property, failure === undefined ? 'yes' : 'no']),
	);

/** What was asked for, and how long it took. */
export interface Trial {
	size: string;
	seed: number;
	/** Messages in one run of a node. */
	sends: number;
	seconds: number;
}

function heading({ size, seed, sends, seconds }: Trial, { sent, listed }: Results): string {
	const [cpu] = cpus();
	const all = sum(sent.map(({ tally }) => tally)).items;
	return [
		'# Under faults',
		`Written by \`npm run test:faults -- --size ${size} --seed ${seed}\` in ${seconds} seconds on ${cpus().length} cores (${cpu?.model.trim()}) with Node.js ${version} and n8n's own engine (n8n-core ${engineVersion}).`,
		`A fault strikes every fourth request, which ones the seed says. ${sent.length} runs of a node (service × fault × On Error × Retry on Fail) with ${sends} messages each, ${all} in all, and ${listed.length} lists of several pages. What the node said of every message stands beside what the phones of the customers received: *said wrong* counts messages said to be sent that did not arrive, messages said not to be sent that did, and those of which nothing was said. *Secrets shown* counts runs with a token or key in an item, a hint or an error. *Said uncertain* is right whether it arrived or not.`,
	].join('\n\n');
}

const section = (title: string, ...parts: string[]) => [`## ${title}`, ...parts].join('\n\n');

/** All of it as Markdown. */
export function report(trial: Trial, results: Results): string {
	const place = ({ subject, fault }: Row) =>
		SUBJECTS.indexOf(subject) * LIST_FAULTS.length + LIST_FAULTS.indexOf(fault);
	const inOrder = <Result extends Row>(given: Result[]) => given.toSorted((a, b) => place(a) - place(b));
	const sent = inOrder(results.sent);
	const listed = inOrder(results.listed);
	const proven = results.proven.toSorted((a, b) => a.property.localeCompare(b.property));
	const problems = problemsOf({ sent, listed, proven });
	const sections = [heading(trial, results)];
	if (sent.length > 0) {
		sections.push(
			section(
				'All together',
				sends('service', sent, ({ subject }) => subject),
				sends('settings', sent, settingName),
			),
		);
		sections.push(section('Every fault', sends('fault', sent, rowName)));
	}
	if (listed.length > 0)
		sections.push(section('Lists', 'A list comes whole, or the node fails and says so.', lists(listed)));
	if (proven.length > 0)
		sections.push(
			section('Properties', 'Sought with values, calls and stories that nobody thought of.', properties(proven)),
		);
	if (problems.length > 0)
		sections.push(section('What is wrong', problems.map((problem) => `- ${problem}`).join('\n')));
	return sections.join('\n\n');
}
