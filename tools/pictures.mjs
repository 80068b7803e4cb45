// Renews the pictures in docs/images/ from the editor of a real n8n: `npm run pictures`, or only some: `npm run pictures -- start`.
import { join } from 'node:path';
import { argv, env } from 'node:process';
import { browser } from './browser.mjs';
import { node24, root, show } from './process.mjs';
import { setupPlayground } from './setup.mjs';

await setupPlayground();
const CHROME_PATH = await browser();
if (!CHROME_PATH) throw new Error('There is no Chromium here; CHROME_PATH may name one.');
const tests = argv.slice(2).flatMap((name) => ['--testPathPatterns', `live/${name}`]);
process.exitCode = await show(
	node24,
	[join(root, 'node_modules/jest/bin/jest.js'), '--selectProjects', 'live', '--runInBand', ...tests],
	{ cwd: root, env: { ...env, CHROME_PATH, UPDATE_SCREENSHOTS: '1' } },
);
