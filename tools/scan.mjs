// n8n's scan of community packages on what would be published: the sources and the unpacked tarball.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ESLint } from 'eslint';
import { pack } from './pack.mjs';
import { root, run } from './process.mjs';

const levels = ['note', 'warning', 'error'];

/** As the scanner does it, but it counts warnings too. */
async function scan(scanConfig, cwd, patterns) {
	const eslint = new ESLint({ cwd, allowInlineConfig: false, overrideConfigFile: true, overrideConfig: scanConfig });
	const results = await eslint.lintFiles(patterns);
	return results.flatMap(({ filePath, messages }) =>
		messages.map(({ line = 1, column = 1, severity, message, ruleId }) => {
			const place = `${relative(cwd, filePath)}:${line}:${column}`;
			return `${place} ${levels[severity]}: ${message}${ruleId ? ` (${ruleId})` : ''}`;
		}),
	);
}

async function unpacked(folder) {
	const tarball = await pack(folder);
	await run('tar', ['-xzf', tarball, '-C', folder]);
	return join(folder, 'package');
}

const temporary = await mkdtemp(join(tmpdir(), 'n8n-nodes-conversations-scan-'));
// The scanner makes a temporary folder as it is loaded and leaves it behind
process.env.TMPDIR = temporary;
const { buildScanConfig, SOURCE_FILE_PATTERNS } = await import('@n8n/scan-community-package/scanner/scanner.mjs');
try {
	const config = await buildScanConfig();
	const findings = {
		sources: await scan(config, root, SOURCE_FILE_PATTERNS),
		package: await scan(config, await unpacked(temporary), ['**/*.js', 'package.json']),
	};
	for (const [what, lines] of Object.entries(findings)) {
		console.log(`${what}: ${lines.length === 0 ? 'nothing found' : `${lines.length} found`}`);
		for (const line of lines) console.log(`  ${line}`);
	}
	process.exitCode = findings.sources.length + findings.package.length > 0 ? 1 : 0;
} finally {
	await rm(temporary, { recursive: true, force: true });
}
