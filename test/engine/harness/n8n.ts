import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n reads these while it loads, and writes its settings and binary data below the folder
const userFolder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_LOG_LEVEL = 'silent';
process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));

export const require = createRequire(import.meta.url);
const requireFromCore = createRequire(require.resolve('n8n-core'));

require('reflect-metadata');
// Not `import`: n8n-workflow has a second copy for ES modules, and n8n-core and the nodes live with this one
export const core = require('n8n-core') as typeof import('n8n-core');
export const workflow = require('n8n-workflow') as typeof import('n8n-workflow');
export const { Container } = requireFromCore('@n8n/di') as typeof import('@n8n/di');
