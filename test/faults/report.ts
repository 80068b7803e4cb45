import type { Reading } from './lists.ts';
import type { Cell } from './sends.ts';
import { SUBJECTS, type SubjectName } from './subjects.ts';
import { table } from './table.ts';
import { holds, sum, type Tally } from './tally.ts';

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

const rowName = ({ subject, fault }: Cell) => `${subject} · ${fault}`;

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

const COLUMNS: Array<[title: string, count: keyof Omit<Tally, 'example'>]> = [
	['items', 'items'],
	['sent', 'sent'],
	['not sent', 'notSent'],
	['uncertain', 'uncertain'],
	['received', 'received'],
	['received twice', 'twice'],
	['said wrong', 'wrong'],
];

const OUTCOMES = ['whole', 'failed', 'wrong'] as const;

/** The cells summed up by a name. */
function sends(title: string, sent: Sent[], nameOf: (cell: Cell) => string): string {
	const rows = [...new Set(sent.map(nameOf))].map((name) => {
		const total = sum(sent.filter((cell) => nameOf(cell) === name).map(({ tally }) => tally));
		return [name, ...COLUMNS.map(([, count]) => total[count])];
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

/** All of it as Markdown. */
export function report(heading: string, results: Results): string {
	const bySubject = <Result extends { subject: SubjectName }>(given: Result[]) =>
		given.toSorted((a, b) => SUBJECTS.indexOf(a.subject) - SUBJECTS.indexOf(b.subject));
	const sent = bySubject(results.sent);
	const listed = bySubject(results.listed);
	const problems = problemsOf({ ...results, sent, listed });
	const sections = [heading];
	if (sent.length > 0) {
		sections.push(sends('sends', sent, rowName));
		sections.push(sends('settings', sent, ({ onError, retry }) => `${onError} · ${retry}`));
	}
	if (listed.length > 0) sections.push(lists(listed));
	if (results.proven.length > 0) sections.push(properties(results.proven));
	if (problems.length > 0) sections.push(['What is wrong:', ...problems.map((problem) => `- ${problem}`)].join('\n'));
	return sections.join('\n\n');
}
