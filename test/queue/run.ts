// `npm run test:queue`: the package's promises, measured on a real n8n of one process and of several.
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import './house/ended.ts';
import type { House } from './house/house.ts';
import { queueMode } from './house/queueMode.ts';
import { singleProcess } from './house/singleProcess.ts';
import { lineOf, writePage } from './page.ts';
import { n8nVersion } from './project.ts';
import { seeded } from './random.ts';
import { keep, type Run } from './results.ts';
import { scenarios } from './scenarios/index.ts';
import { SIZES } from './size.ts';
import { isPassed, plainTable, type Result } from './table.ts';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

const { values } = parseArgs({
	options: {
		size: { type: 'string', default: 'small' },
		only: { type: 'string', multiple: true },
		seed: { type: 'string', default: String(Date.now() % 1_000_000) },
	},
});
const size = SIZES[values.size] ?? fail(`There are two sizes: ${Object.keys(SIZES).join(', ')}`);
const keys = scenarios.map(({ key }) => key);
const unknown = values.only?.filter((key) => !keys.includes(key)) ?? [];
if (unknown.length > 0) fail(`There is no ${unknown.join(', ')}; there are ${keys.join(', ')}`);
const chosen = scenarios.filter(({ key }) => values.only?.includes(key) ?? true);

const seed = Number(values.seed);
const started = Date.now();
const run: Run = {
	n8n: n8nVersion(),
	node: process.versions.node,
	size: values.size,
	seed,
	machine: `${cpus().length} cores (${cpus()[0]?.model.trim() || process.arch}), ${Math.round(totalmem() / 2 ** 30)} GB`,
	date: new Date().toISOString().slice(0, 10),
};
console.log(`n8n ${n8nVersion()}, size ${values.size}, seed ${seed}`);
const results: Result[] = [];
if (chosen.some(({ queueModeOnly }) => !queueModeOnly)) await measure('one process', singleProcess);
await measure('queue mode', queueMode);

const failed = results.filter((result) => !isPassed(result)).length;
console.log(`\n${plainTable(results)}\n\n${lineOf(run)}, ${(seconds(started) / 60).toFixed(1)} minutes`);
if (size === SIZES.full) {
	keep(run, results);
	writePage(scenarios.map(({ name }) => name));
}
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

/** Puts everything to the test in one house; a house that cannot be had is a failure too. */
async function measure(name: string, open: () => Promise<House>) {
	const from = Date.now();
	let house: House;
	try {
		house = await open();
	} catch (error) {
		const result = { house: name, name: 'Nothing', rows: [], seconds: seconds(from), error: (error as Error).message };
		console.log(plainTable([result]));
		results.push(result);
		return;
	}
	console.log(`n8n of ${name} is ready after ${seconds(from).toFixed(0)} s`);
	for (const { name: promise, run: attempt, queueModeOnly } of chosen) {
		if (queueModeOnly && house.workers.length === 0) continue;
		const begun = Date.now();
		console.log(`  ${promise}`);
		const result: Result = { house: name, name: promise, rows: [], seconds: 0 };
		try {
			await house.fresh();
			result.rows = await attempt({ house, size, random: seeded(seed) });
		} catch (error) {
			result.error = (error as Error).message;
		}
		result.seconds = seconds(begun);
		results.push(result);
		console.log(`    ${isPassed(result) ? 'kept' : 'BROKEN'} (${result.seconds.toFixed(0)} s)`);
		if (!isPassed(result)) console.log(plainTable([result]));
	}
	await house.close();
}

function seconds(from: number): number {
	return (Date.now() - from) / 1000;
}

function fail(message: string): never {
	console.error(message);
	process.exit(1);
}
