import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const groups = new Map<number, NodeJS.Signals>();

/** Everything of a run lies below this folder; other users may walk through it, for PostgreSQL runs as one. */
export const folder = mkdtempSync(path.join(tmpdir(), 'n8n-queue-'));
chmodSync(folder, 0o711);

const TRIES = 50;
const TRY_AGAIN_MS = 100;
const pause = new Int32Array(new SharedArrayBuffer(4));

/** Whatever ends us, no process and no file stays behind. */
process.once('exit', () => {
	for (const [group, signal] of groups) signalGroup(group, signal);
	for (let tries = 0; tries < TRIES && !isRemoved(); tries++) Atomics.wait(pause, 0, 0, TRY_AGAIN_MS);
});

/** Those that were just ended may still write and remove files, and `force` takes the latter for a success. */
function isRemoved(): boolean {
	try {
		rmSync(folder, { recursive: true, force: true });
	} catch {
		// the next try will do
	}
	return !existsSync(folder);
}

/** Has a process that leads a group of its own (`detached`) end with us, by this signal; resolves when it is gone. */
export function endWithUs(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	const group = child.pid;
	if (group !== undefined) groups.set(group, signal);
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', () => {
			if (group !== undefined) {
				// what it had started itself may have outlived it
				signalGroup(group, 'SIGKILL');
				groups.delete(group);
			}
			resolve();
		});
	});
}

export function signalGroup(group: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-group, signal);
	} catch {
		// gone already
	}
}
