// `npm test`: everything on a fresh clone. `npm test -- unit engine` runs only these kinds.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';
import { browser } from './browser.mjs';
import { node24, root, show } from './process.mjs';
import { lines, setupLine, setupPlayground, setupRoot } from './setup.mjs';

const kinds = ['unit', 'sandbox', 'engine', 'lines', 'harness', 'live', 'coverage'];
const asked = argv.slice(2);
const unknown = asked.filter((kind) => !kinds.includes(kind));
if (unknown.length > 0) {
	console.error(`There are no tests of the kind ${unknown.join(', ')}; there are: ${kinds.join(', ')}`);
	process.exit(1);
}
const chosen = kinds.filter((kind) => asked.length === 0 || asked.includes(kind));

const started = Date.now();
const rows = [];

async function timed(name, work) {
	console.log(`\n— ${name}`);
	const from = Date.now();
	const counts = await work().catch((error) => {
		console.error(error.message);
		return { failed: 1 };
	});
	rows.push({ name, passed: 0, failed: 0, skipped: 0, ...counts, seconds: (Date.now() - from) / 1000 });
	return !counts?.failed;
}

const script = (name) => async () => {
	const code = await show('npm', ['run', '--silent', name], { cwd: root });
	return { failed: code === 0 ? 0 : 1 };
};

async function findBrowser() {
	const path = await browser();
	if (path) process.env.CHROME_PATH = path;
	else console.log("Not run: n8n's editor in a browser, for there is no Chromium here; CHROME_PATH may name one.");
}

const jest =
	(kind, env = process.env) =>
	async () => {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-conversations-test-'));
		const outputFile = join(folder, 'result.json');
		const options = ['--selectProjects', kind, '--passWithNoTests', '--json', `--outputFile=${outputFile}`];
		if (kind === 'live') options.push('--runInBand');
		try {
			const code = await show(node24, [join(root, 'node_modules/jest/bin/jest.js'), ...options], { cwd: root, env });
			const result = JSON.parse(await readFile(outputFile, 'utf8'));
			// A file that cannot even be loaded has no tests that could fail
			const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
			return {
				passed: result.numPassedTests,
				failed: failed || (code === 0 ? 0 : 1),
				skipped: result.numPendingTests + result.numTodoTests,
			};
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	};

/** The engine tests again, in the engines of other lines of n8n. */
async function inLines() {
	const counts = { passed: 0, failed: 0, skipped: 0 };
	for (const line of lines) {
		await setupLine(line);
		const found = await jest('engine', { ...process.env, N8N_LINE: line })();
		for (const count of Object.keys(counts)) counts[count] += found[count];
	}
	return counts;
}

const whole = asked.length === 0;
const before = [
	['setup', setupRoot],
	['build', script('build')],
	whole && ['lint', script('lint')],
	whole && ['scan', script('scan')],
	chosen.includes('live') && ['playground', setupPlayground],
	chosen.includes('live') && ['browser', findBrowser],
].filter(Boolean);

let ready = true;
for (const [name, work] of before) {
	ready = await timed(name, work);
	if (!ready) break;
}
if (ready) for (const kind of chosen) await timed(kind, kind === 'lines' ? inLines : jest(kind));

const total = (count) => rows.reduce((sum, row) => sum + row[count], 0);
const line = (name, ...cells) => name.padEnd(12) + cells.map((cell) => String(cell).padStart(9)).join('');
console.log(`\n${line('', 'passed', 'failed', 'skipped', 'seconds')}`);
for (const { name, passed, failed, skipped, seconds } of rows) {
	const counts = kinds.includes(name) ? [passed, failed, skipped] : ['', failed ? 'failed' : '', ''];
	console.log(line(name, ...counts, seconds.toFixed(1)));
}
console.log(`\n${((Date.now() - started) / 60_000).toFixed(1)} minutes in all`);
console.log(`${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`);
process.exitCode = total('failed') > 0 ? 1 : 0;
