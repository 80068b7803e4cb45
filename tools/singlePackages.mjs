// The packages of one service each, in packages/: made of what is built for the whole.
import { cp, copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root, run } from './process.mjs';

const readManifest = async (folder) => JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));

/** Their folders: those in packages/ that have something for n8n. */
export async function singlePackages() {
	const folders = (await readdir(join(root, 'packages'))).sort().map((name) => join(root, 'packages', name));
	const manifests = await Promise.all(folders.map(readManifest));
	return folders.filter((_, index) => manifests[index].n8n);
}

/** Gives a package its part of dist/, and the licence. */
export async function emit(folder) {
	const { name, n8n } = await readManifest(folder);
	const { name: whole } = await readManifest(root);
	await rm(join(folder, 'dist'), { recursive: true, force: true });
	const folders = ['dist/nodes/kit', 'dist/nodes/conversations', ...n8n.nodes.map(dirname)];
	for (const part of [...new Set(folders), ...n8n.credentials]) {
		await cp(join(root, part), join(folder, part), { recursive: true });
	}
	for (const node of n8n.nodes) {
		const codex = join(folder, node.replace(/\.js$/, '.json'));
		await writeFile(codex, (await readFile(codex, 'utf8')).replace(`"${whole}.`, `"${name}.`));
	}
	await copyFile(join(root, 'LICENSE'), join(folder, 'LICENSE'));
	// With dist/known and dist/types n8n starts without loading the package's code
	await run(process.execPath, [join(root, 'node_modules/n8n-core/bin/generate-metadata')], { cwd: folder });
}
