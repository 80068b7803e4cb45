// n8n's scan of community packages on what would be published, for every package: its sources and the unpacked tarball.
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ESLint } from 'eslint';
import glob from 'fast-glob';
import { pack } from './pack.mjs';
import { root, run } from './process.mjs';
import { singlePackages } from './singlePackages.mjs';

const levels = ['note', 'warning', 'error'];

/** As the scanner does it, but it counts warnings too. */
async function lint(scanConfig, cwd, patterns) {
	const files = await glob(patterns, { cwd, absolute: true, ignore: ['node_modules/**'] });
	const eslint = new ESLint({ cwd, allowInlineConfig: false, overrideConfigFile: true, overrideConfig: scanConfig });
	const results = await eslint.lintFiles(files);
	const lines = results.flatMap(({ filePath, messages }) =>
		messages.map(({ line = 1, column = 1, severity, message, ruleId }) => {
			const place = `${relative(cwd, filePath)}:${line}:${column}`;
			return `${place} ${levels[severity]}: ${message}${ruleId ? ` (${ruleId})` : ''}`;
		}),
	);
	return { files: files.length, lines };
}

async function unpacked(source, folder) {
	await mkdir(folder);
	const tarball = await pack(folder, source);
	await run('tar', ['-xzf', tarball, '-C', folder]);
	return join(folder, 'package');
}

const temporary = await mkdtemp(join(tmpdir(), 'n8n-nodes-conversations-scan-'));
// The scanner makes a temporary folder as it is loaded and leaves it behind
process.env.TMPDIR = temporary;
const { buildScanConfig, findPackageRoot, SOURCE_FILE_PATTERNS } =
	await import('@n8n/scan-community-package/scanner/scanner.mjs');
try {
	const config = await buildScanConfig();
	let found = 0;
	for (const source of [root, ...(await singlePackages())]) {
		const { name } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
		// n8n looks for the sources in the repository, by the name of the package
		if (join(findPackageRoot(root, name) ?? '', '/') !== join(source, '/')) {
			throw new Error(`The scanner does not find ${name} in this repository.`);
		}
		const findings = {
			sources: await lint(config, source, SOURCE_FILE_PATTERNS),
			package: await lint(config, await unpacked(source, join(temporary, name)), ['**/*.js', 'package.json']),
		};
		for (const [what, { files, lines }] of Object.entries(findings)) {
			const result = lines.length === 0 ? 'nothing' : lines.length;
			console.log(`${name}, ${what}: ${result} found in ${files} files`);
			for (const line of lines) console.log(`  ${line}`);
			found += lines.length;
		}
	}
	process.exitCode = found > 0 ? 1 : 0;
} finally {
	await rm(temporary, { recursive: true, force: true });
}
