// `npm run pictures:editor [test …]`: renews the pictures that the live tests take in the editor of a real n8n, e.g. `start`.
import { join } from 'node:path';
import { argv, env } from 'node:process';
import { browser } from '../browser.mjs';
import { node24, root, show } from '../process.mjs';
import { setupPlayground } from '../setup.mjs';

await setupPlayground();
const CHROME_PATH = await browser();
if (!CHROME_PATH) throw new Error('There is no Chromium here; CHROME_PATH may name one.');
const wanted = argv.length > 2 ? argv.slice(2) : ['editor', 'start'];
const tests = wanted.flatMap((name) => ['--testPathPatterns', `live/${name}`]);
process.exitCode = await show(
	node24,
	[join(root, 'node_modules/jest/bin/jest.js'), '--selectProjects', 'live', '--runInBand', ...tests],
	{ cwd: root, env: { ...env, CHROME_PATH, UPDATE_SCREENSHOTS: '1' } },
);
