// Publishes every package whose version npm does not have yet: `node tools/publish.mjs [--dry-run]`. Run by GitHub on a tag.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argv } from 'node:process';
import { root, run, show } from './process.mjs';
import { singlePackages } from './singlePackages.mjs';

async function isPublished({ name, version }) {
	try {
		const { stdout } = await run('npm', ['view', `${name}@${version}`, 'version']);
		return stdout.trim() === version;
	} catch (error) {
		if (error.message.includes('E404')) return false;
		throw error;
	}
}

for (const folder of [root, ...(await singlePackages()), join(root, 'packages/n8n-node-harness')]) {
	const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
	if (await isPublished(manifest)) {
		console.log(`${manifest.name} ${manifest.version} is there already`);
		continue;
	}
	const code = await show('npm', ['publish', '--provenance', '--access', 'public', ...argv.slice(2)], { cwd: folder });
	if (code !== 0) throw new Error(`${manifest.name} ${manifest.version} was not published`);
}
