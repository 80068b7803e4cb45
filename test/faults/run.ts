// `npm run test:faults`: whether the package keeps what it promises, whatever the services and the network do.
import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { hurry } from './clock.ts';
import { LIST_FAULTS, read } from './lists.ts';
import { PROPERTIES } from './properties/index.ts';
import type { Property } from './properties/property.ts';
import { listName, report, sendName, verdict, type Results } from './report.ts';
import { cellsOf, send, type Cell } from './sends.ts';
import { Subject, SUBJECTS, type SubjectName } from './subjects.ts';
import { sum, type Tally } from './tally.ts';

const SIZES = {
	small: { sends: 24, factor: 1 },
	full: { sends: 1000, factor: 3 },
};

/** At this pace an hour of waiting for published rates lasts 36 seconds. */
const PACE = 100;

/** Rows of one service that are tried at once: most of the time they only wait. */
const LANES = 6;

const { values } = parseArgs({
	options: {
		size: { type: 'string', default: 'small' },
		seed: { type: 'string', default: String(randomInt(2 ** 31)) },
		/** A part of the names of what shall be tried. */
		only: { type: 'string', default: '' },
		/** A file for the report. */
		write: { type: 'string' },
	},
});
if (!(values.size in SIZES)) throw new Error(`--size is one of ${Object.keys(SIZES).join(', ')}`);
const { sends, factor } = SIZES[values.size as keyof typeof SIZES];
const seed = Number(values.seed);
const wanted = (name: string) => name.toLowerCase().includes(values.only.toLowerCase());

const results: Results = { sent: [], listed: [], proven: [] };
const started = process.hrtime.bigint();
const seconds = () => Math.round(Number(process.hrtime.bigint() - started) / 1e9);
/** Says that something was tried. */
const tell = (text: string) => console.log(`${String(seconds()).padStart(5)} s  ${text}`);

/** One fault of one service. */
interface Row {
	fault: string;
	cells: Array<[number: number, Cell]>;
	/** Its number among the faults of lists, where a list shall be tried. */
	list?: number;
}

/** A cell keeps its seed whichever others are tried. */
function rowsOf(name: SubjectName): Row[] {
	const cells = [...cellsOf(name).entries()].filter(([, cell]) => wanted(sendName(cell)));
	const rows = LIST_FAULTS.map((fault, list) => ({
		fault,
		cells: cells.filter(([, cell]) => cell.fault === fault),
		list: wanted(listName(name, fault)) ? list : undefined,
	}));
	return rows.filter(({ cells, list }) => cells.length > 0 || list !== undefined);
}

/** Tries the rows of a service, each lane with a server of its own. */
async function besiege(name: SubjectName): Promise<void> {
	const rows = rowsOf(name);
	const waiting = rows.values();
	const lane = async () => {
		const subject = await Subject.open(name);
		for (const row of waiting) await tryRow(subject, row);
		await subject.close();
	};
	await Promise.all(Array.from({ length: Math.min(LANES, rows.length) }, lane));
}

async function tryRow(subject: Subject, { fault, cells, list }: Row): Promise<void> {
	const { name } = subject;
	const tallies: Tally[] = [];
	for (const [number, cell] of cells) {
		await subject.begin();
		const tally = await send(subject, cell, sends, seed + number);
		tallies.push(tally);
		results.sent.push({ ...cell, tally });
	}
	const { items, twice, wrong, leaked, example } = sum(tallies);
	const words = [`${items} sends, ${twice} received twice, ${wrong} said wrong, ${leaked} show a secret`, example];
	if (list !== undefined) {
		await subject.begin();
		const reading = await read(subject, fault, seed + list);
		results.listed.push({ subject: name, fault, ...reading });
		words.push(`list ${reading.outcome}`, reading.example);
	}
	tell(`${name} · ${fault}: ${words.filter(Boolean).join('; ')}`);
}

async function prove({ name: property, check }: Property): Promise<void> {
	let failure: string | undefined;
	try {
		await check(seed, factor);
	} catch (error) {
		failure = (error as Error).message;
	}
	results.proven.push({ property, failure });
	tell(`${property}: ${failure ?? 'holds'}`);
}

console.log(`Seed ${seed}`);
const slowDown = hurry(PACE);
await Promise.all([...SUBJECTS.map(besiege), ...PROPERTIES.filter(({ name }) => wanted(name)).map(prove)]);
slowDown();

const text = report({ size: values.size, seed, sends, seconds: seconds() }, results);
console.log(`\n${text}`);
if (values.write) await writeFile(values.write, `${text}\n`);

const { passed, failed } = verdict(results);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
