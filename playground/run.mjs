// `npm start`. Runs under any Node from 20 on, with nothing installed yet.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { argv } from 'node:process';
import { node24, playground } from '../tools/process.mjs';
import { setupPlayground, setupRoot } from '../tools/setup.mjs';

try {
	await setupRoot();
	await setupPlayground();
} catch (error) {
	console.error(error.message);
	process.exit(1);
}

const child = spawn(node24, [join(playground, 'start.ts'), ...argv.slice(2)], { stdio: 'inherit' });
child.on('exit', (code) => process.exit(code ?? 1));

// Ctrl-C reaches the child as well: it stops n8n and the sandbox in order, and this ends after it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill());
