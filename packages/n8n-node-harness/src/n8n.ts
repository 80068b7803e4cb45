import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n reads these while it loads, and writes its settings and binary data below the folder
const userFolder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_LOG_LEVEL = 'silent';
// As n8n 2 does; n8n 1.x keeps files in memory where it is not told otherwise
process.env.N8N_DEFAULT_BINARY_DATA_MODE ??= 'filesystem';
process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));

const requireHere = createRequire(__filename);
const requireFromCore = createRequire(requireHere.resolve('n8n-core'));

requireFromCore('reflect-metadata');
// Not before the folder is set; the CommonJS copy of n8n-workflow, with which n8n-core and the nodes live
export const core = requireHere('n8n-core') as typeof import('n8n-core');
export const workflow = requireHere('n8n-workflow') as typeof import('n8n-workflow');
export const { Container } = requireFromCore('@n8n/di') as {
	Container: { get<T>(type: abstract new (...parameters: never[]) => T): T };
};

// n8n 1.x looks for idle SSH connections all the time, which would keep the process of the tests alive
if ((requireHere('n8n-core/package.json') as { version: string }).version.startsWith('1.')) {
	const { SSHClientsManager } = requireHere('n8n-core/dist/execution-engine/ssh-clients-manager') as {
		SSHClientsManager: new () => { onShutdown(): void };
	};
	Container.get(SSHClientsManager).onShutdown();
}
