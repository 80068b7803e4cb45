// The packages of one service each, in packages/: made of what is built for the whole.
import { cp, copyFile, glob, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root, run } from './process.mjs';

const readManifest = async (folder) => JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));

/** Their folders: those in packages/ that have something for n8n. */
export async function singlePackages() {
	const folders = [];
	for await (const file of glob('packages/*/package.json', { cwd: root })) {
		const folder = join(root, dirname(file));
		if ((await readManifest(folder)).n8n) folders.push(folder);
	}
	return folders.sort();
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
	for await (const file of glob('dist/nodes/*/*.node.json', { cwd: folder })) {
		const codex = await readFile(join(folder, file), 'utf8');
		await writeFile(join(folder, file), codex.replace(`"${whole}.`, `"${name}.`));
	}
	await copyFile(join(root, 'LICENSE'), join(folder, 'LICENSE'));
	// With dist/known and dist/types n8n starts without loading the package's code
	await run(process.execPath, [join(root, 'node_modules/n8n-core/bin/generate-metadata')], { cwd: folder });
}
