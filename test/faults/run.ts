// `npm run test:faults`: whether the package keeps what it promises, whatever the services and the network do.
import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { hurry } from './clock.ts';
import { LIST_FAULTS, read } from './lists.ts';
import { PROPERTIES } from './properties/index.ts';
import type { Property } from './properties/property.ts';
import { listName, report, sendName, verdict, type Results } from './report.ts';
import { cellsOf, send } from './sends.ts';
import { Subject, SUBJECTS, type SubjectName } from './subjects.ts';

const SIZES = {
	small: { sends: 24, factor: 1 },
	full: { sends: 1000, factor: 20 },
};

/** At this pace an hour of waiting for published rates lasts 36 seconds. */
const PACE = 100;

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

async function besiege(name: SubjectName): Promise<void> {
	// a cell keeps its seed whichever others are tried
	const cells = [...cellsOf(name).entries()].filter(([, cell]) => wanted(sendName(cell)));
	const faults = [...LIST_FAULTS.entries()].filter(([, fault]) => wanted(listName(name, fault)));
	if (cells.length + faults.length === 0) return;
	const subject = await Subject.open(name);
	for (const [number, cell] of cells) {
		await subject.begin();
		results.sent.push({ ...cell, tally: await send(subject, cell, sends, seed + number) });
	}
	for (const [number, fault] of faults) {
		await subject.begin();
		results.listed.push({ subject: name, fault, ...(await read(subject, fault, seed + number)) });
	}
	await subject.close();
}

async function prove({ name: property, check }: Property): Promise<void> {
	try {
		await check(seed, factor);
		results.proven.push({ property });
	} catch (error) {
		results.proven.push({ property, failure: (error as Error).message });
	}
}

console.log(`Seed ${seed}`);
const started = performance.now();
const slowDown = hurry(PACE);
// most of the time they only wait
await Promise.all([...SUBJECTS.map(besiege), ...PROPERTIES.filter(({ name }) => wanted(name)).map(prove)]);
slowDown();

const seconds = Math.round((performance.now() - started) / 1000);
const text = report(`Seed ${seed}, size ${values.size}, ${seconds} seconds`, results);
console.log(`\n${text}`);
if (values.write) await writeFile(values.write, `${text}\n`);

const { passed, failed } = verdict(results);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
