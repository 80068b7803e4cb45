import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { root, run } from './process.mjs';

const published = /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|dist\/.+\.(js|json|svg|png))$/;

/**
 * Packs a built package, this one or another of its `source`, into `folder` (a new temporary one when none is given) and returns
 * the tarball's path.
 */
export async function pack(folder, source = root) {
	const destination = folder ? resolve(folder) : await mkdtemp(join(tmpdir(), 'n8n-nodes-conversations-'));
	const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', destination], { cwd: source });
	const [{ filename, files }] = JSON.parse(stdout);
	const strangers = files.map(({ path }) => path).filter((path) => !published.test(path));
	if (strangers.length > 0) throw new Error(`These files do not belong into the package: ${strangers.join(', ')}`);
	if (!files.some(({ path }) => path.startsWith('dist/')))
		throw new Error(`The package in ${source} is not built: run \`npm run build\` first.`);
	return join(destination, filename);
}
