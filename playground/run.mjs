// `npm start`: on a fresh clone this runs under any Node from 20 on, with nothing installed yet.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { setupPlayground, setupRoot } from '../tools/setup.mjs';

await setupRoot();
await setupPlayground();

const node24 = path.join(import.meta.dirname, '..', 'node_modules', '.bin', 'node');
const child = spawn(node24, [path.join(import.meta.dirname, 'start.ts'), ...process.argv.slice(2)], {
	stdio: 'inherit',
});

// Ctrl-C reaches the child too; it stops n8n and the sandbox in order, and we leave after it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code) => process.exit(code ?? 1));
