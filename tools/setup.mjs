// Makes a fresh clone ready. Runs under any Node from 20 on, with nothing installed: `node tools/setup.mjs [playground]`.
import { existsSync } from 'node:fs';
import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { playground, root, run } from './process.mjs';
import { singlePackages } from './singlePackages.mjs';

const readJson = async (path) => JSON.parse(await readFile(path, 'utf8'));

/** Whether every package of the lock file lies in node_modules in its version. */
async function isInstalled(folder) {
	const installedPath = join(folder, 'node_modules/.package-lock.json');
	if (!existsSync(installedPath)) return false;
	const [wanted, installed] = await Promise.all([join(folder, 'package-lock.json'), installedPath].map(readJson));
	return Object.entries(wanted.packages).every(
		([path, { version, optional, devOptional, link }]) =>
			path === '' || optional || devOptional || link || installed.packages[path]?.version === version,
	);
}

/** Says what is being done, and how long it has taken, in one line. */
async function step(what, advice, work) {
	const started = Date.now();
	const line = () => `${what} … ${Math.round((Date.now() - started) / 1000)} s`;
	const { stdout } = process;
	stdout.write(stdout.isTTY ? line() : `${what} …`);
	const ticking = stdout.isTTY && setInterval(() => stdout.write(`\r${line()}`), 1000);
	try {
		await work();
	} catch (error) {
		throw new Error(`${what} did not succeed.\n${error.message}\n\n${advice}`, { cause: error });
	} finally {
		clearInterval(ticking);
		stdout.write(stdout.isTTY ? `\r${line()}\n` : ` ${line().split('… ').at(-1)}\n`);
	}
}

const registry =
	'The packages come from the npm registry: is it reached from here? `npm ping` tells. Then run the same again.';

const compiler =
	'sqlite3 was not found prebuilt for this system and has to be compiled, which needs Python 3, make and a C++ compiler.\n' +
	'On Debian and Ubuntu: apt-get install -y python3 make g++. Then run the same again.';

/** Exactly what the lock file says. */
const install = (folder, ...more) =>
	run('npm', ['ci', '--ignore-scripts', '--loglevel=error', ...more], { cwd: folder });

/** Scripts of packages do not run on their own (see .npmrc); these two packages are of no use without theirs. */
async function rebuild(folder, name, file, advice) {
	if (existsSync(join(folder, 'node_modules', name, file))) return;
	await step(`Preparing the package ${name}`, advice, () =>
		run('npm', ['rebuild', '--ignore-scripts=false', name], { cwd: folder }),
	);
}

export async function setupRoot() {
	if (!(await isInstalled(root))) {
		await step('Installing the tools', registry, () => install(root));
	}
	await rebuild(root, 'node', 'bin/node', registry);
}

export async function setupPlayground() {
	if (!(await isInstalled(playground))) {
		const { dependencies } = await readJson(join(playground, 'package.json'));
		await step(`Installing n8n ${dependencies.n8n} (2 GB, some minutes)`, registry, () =>
			install(playground, '--legacy-peer-deps'),
		);
	}
	await rebuild(playground, 'node', 'bin/node', registry);
	await rebuild(playground, 'sqlite3', 'build/Release/node_sqlite3.node', compiler);
}

/** Other lines of n8n whose engine the tests run in too. */
export const lines = ['1.x'];

/** The engine of another n8n, with the packages of this project installed beside it as they are built; for `N8N_LINE`. */
export async function setupLine(line) {
	const folder = join(root, 'test/lines', line);
	if (!(await isInstalled(folder))) {
		const { dependencies } = await readJson(join(folder, 'package.json'));
		await step(`Installing n8n-core ${dependencies['n8n-core']}`, registry, () => install(folder));
	}
	for (const source of [root, ...(await singlePackages()), join(root, 'packages/n8n-node-harness')]) {
		const { name } = await readJson(join(source, 'package.json'));
		for (const part of ['package.json', 'dist', 'jest-environment.js'].filter((part) =>
			existsSync(join(source, part)),
		)) {
			const place = join(folder, 'node_modules', name, part);
			await rm(place, { recursive: true, force: true });
			await cp(join(source, part), place, { recursive: true });
		}
	}
}

if (argv[1] === fileURLToPath(import.meta.url)) {
	try {
		await setupRoot();
		if (argv[2] === 'playground') await setupPlayground();
	} catch (error) {
		console.error(error.message);
		process.exitCode = 1;
	}
}
