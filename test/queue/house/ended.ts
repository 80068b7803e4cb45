import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const groups = new Set<number>();

/** Everything of a run lies below this folder; other users may walk through it, for PostgreSQL runs as one. */
export const folder = mkdtempSync(path.join(tmpdir(), 'n8n-queue-'));
chmodSync(folder, 0o711);

/** Whatever ends us, no process and no file stays behind. */
process.once('exit', () => {
	for (const group of groups) signalGroup(group, 'SIGKILL');
	rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

/** Has a process that leads a group of its own (`detached`) end with us; resolves when it is gone. */
export function endWithUs(child: ChildProcess): Promise<void> {
	const group = child.pid;
	if (group !== undefined) groups.add(group);
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
