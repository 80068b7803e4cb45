// `npm run test:queue`: the package's promises, measured on a real n8n of one process and of several.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import './house/ended.ts';
import type { House } from './house/house.ts';
import { queueMode } from './house/queueMode.ts';
import { singleProcess } from './house/singleProcess.ts';
import { n8nVersion } from './project.ts';
import { seeded } from './random.ts';
import { scenarios } from './scenarios/index.ts';
import { SIZES } from './size.ts';
import { isPassed, markdownTable, plainTable, type Result } from './table.ts';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

const { values } = parseArgs({
	options: {
		size: { type: 'string', default: 'small' },
		only: { type: 'string', multiple: true },
		seed: { type: 'string', default: String(Date.now() % 1_000_000) },
		write: { type: 'string' },
	},
});
const size = SIZES[values.size] ?? fail(`There are two sizes: ${Object.keys(SIZES).join(', ')}`);
const keys = scenarios.map(({ key }) => key);
const unknown = values.only?.filter((key) => !keys.includes(key)) ?? [];
if (unknown.length > 0) fail(`There is no ${unknown.join(', ')}; there are ${keys.join(', ')}`);
const chosen = scenarios.filter(({ key }) => values.only?.includes(key) ?? true);

const seed = Number(values.seed);
const started = Date.now();
const circumstances = `n8n ${n8nVersion()}, size ${values.size}, seed ${seed}, ${cpus().length} cores`;
console.log(circumstances);
const results: Result[] = [];
if (chosen.some(({ queueModeOnly }) => !queueModeOnly)) await measure(singleProcess, false);
await measure(queueMode, true);

const failed = results.filter((result) => !isPassed(result)).length;
const whole = `${circumstances}, ${(seconds(started) / 60).toFixed(1)} minutes`;
console.log(`\n${plainTable(results)}\n\n${whole}`);
if (values.write) writeFileSync(values.write, `${markdownTable(results)}\n\n${whole}\n`);
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function measure(open: () => Promise<House>, isQueueMode: boolean) {
	const from = Date.now();
	const house = await open().catch((error: Error) => fail(error.message));
	console.log(`n8n of ${house.name} is ready after ${seconds(from).toFixed(0)} s`);
	for (const { name, run, queueModeOnly } of chosen) {
		if (queueModeOnly && !isQueueMode) continue;
		const begun = Date.now();
		console.log(`  ${name}`);
		const result: Result = { house: house.name, name, rows: [], seconds: 0 };
		try {
			await house.fresh();
			result.rows = await run({ house, size, random: seeded(seed) });
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
