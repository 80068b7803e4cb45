// `npm run bench`: what the nodes cost, beside n8n's own; writes docs/benchmarks.md. `-- --only reads` measures one part anew,
// and the page keeps what was measured before on this computer.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { packedPackage } from '../playground/package.ts';
import { svgOf } from './chart.ts';
import { pageOf, type Result } from './page.ts';
import type { AnyPart } from './part.ts';
import { files } from './parts/files.ts';
import { limits } from './parts/limits.ts';
import { lists } from './parts/lists.ts';
import { parallel } from './parts/parallel.ts';
import { reads } from './parts/reads.ts';
import { sends } from './parts/sends.ts';
import { start } from './parts/start.ts';
import { triggers } from './parts/triggers.ts';

const parts: Record<string, AnyPart> = { reads, parallel, sends, files, lists, start, limits, triggers };

const DOCS = path.join(import.meta.dirname, '../docs');
const RESULTS = path.join(import.meta.dirname, '.results');
const N8N = path.join(import.meta.dirname, '../playground/node_modules/n8n/package.json');

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

const { only, small } = parseArgs({
	options: { only: { type: 'string', multiple: true }, small: { type: 'boolean', default: false } },
}).values;
const unknown = only?.filter((name) => !(name in parts)) ?? [];
if (unknown.length > 0) {
	console.error(`There is no ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
	process.exit(1);
}

const fileOf = (name: string) => path.join(RESULTS, `${name}.json`);

function lastOf(name: string): Result | undefined {
	try {
		return JSON.parse(readFileSync(fileOf(name), 'utf8')) as Result;
	} catch {
		return undefined;
	}
}

const versionOf = (file: string) => (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;

async function measure(name: string, part: AnyPart): Promise<void> {
	console.log(`${part.title} …`);
	const began = performance.now();
	const found = await part.measure(small);
	const [cpu] = cpus();
	const result: Result = {
		found,
		date: new Date().toISOString().slice(0, 10),
		machine: `${cpus().length} cores (${cpu?.model.trim() || process.arch}), ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`,
		versions: `n8n ${versionOf(N8N)} on Node.js ${process.versions.node}`,
		minutes: (performance.now() - began) / 60_000,
		isSmall: small,
	};
	writeFileSync(fileOf(name), JSON.stringify(result, null, '\t'));
	console.log(`${part.title}: ${result.minutes.toFixed(1)} minutes`);
	for (const { what, aim, found: is, isMet } of part.aims(found)) {
		console.log(`  ${isMet ? 'met    ' : 'NOT MET'} ${what}: ${is} (${aim})`);
	}
}

mkdirSync(RESULTS, { recursive: true });
// builds everything anew, which no part may need meanwhile
await packedPackage();
const failures: string[] = [];
const waiting: Array<Promise<void>> = [];
for (const [name, part] of Object.entries(parts)) {
	if (only && !only.includes(name)) continue;
	// one that breaks must not cost the others
	const measuring = measure(name, part).catch((error: Error) => {
		failures.push(name);
		console.error(`  ${error.stack}`);
	});
	if (part.waits) waiting.push(measuring);
	else await measuring;
}
await Promise.all(waiting);

const measured = Object.entries(parts).flatMap(([name, part]) => {
	const result = lastOf(name);
	return result ? [{ part, result }] : [];
});
const unmeasured = Object.keys(parts).filter((name) => !lastOf(name));
if (unmeasured.length > 0) {
	console.log(`docs/benchmarks.md stays as it is: ${unmeasured.join(', ')} not measured on this computer yet`);
} else if (!small) {
	mkdirSync(path.join(DOCS, 'benchmarks'), { recursive: true });
	for (const { part, result } of measured) {
		for (const [name, chart] of Object.entries(part.chapter(result.found).charts ?? {})) {
			writeFileSync(path.join(DOCS, 'benchmarks', `${name}.svg`), await svgOf(chart));
		}
	}
	writeFileSync(path.join(DOCS, 'benchmarks.md'), pageOf(measured));
	console.log('docs/benchmarks.md is written');
}
process.exit(failures.length > 0 ? 1 : 0);
