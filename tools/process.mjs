import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const playground = fileURLToPath(new URL('../playground/', import.meta.url));

/** Node 24 comes as a package; what `npm test` and `npm start` themselves run under may be older. */
export const node24 = join(root, 'node_modules/node/bin/node');

const lastLines = (text, count = 25) => text.trimEnd().split('\n').slice(-count).join('\n');

/** Runs a command quietly; when it fails, the error carries the last lines of its output. */
export function run(command, args, options) {
	return new Promise((resolve, reject) => {
		// npm is a shell script on Windows
		const child = spawn(command, args, {
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: process.platform === 'win32',
			...options,
		});
		let stdout = '';
		let output = '';
		child.stdout.setEncoding('utf8').on('data', (chunk) => {
			stdout += chunk;
			output += chunk;
		});
		child.stderr.setEncoding('utf8').on('data', (chunk) => (output += chunk));
		child.on('error', reject);
		child.on('close', (code, signal) => {
			if (code === 0) resolve({ stdout, output });
			else reject(new Error(`\`${command} ${args.join(' ')}\` ended with ${signal ?? code}:\n${lastLines(output)}`));
		});
	});
}

/** Runs a command that speaks for itself on this terminal and returns its exit code. */
export function show(command, args, options) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
		child.on('error', reject);
		child.on('close', (code) => resolve(code ?? 1));
	});
}
