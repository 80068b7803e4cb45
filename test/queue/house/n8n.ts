import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort, PACKAGE_NAME, packedPackage, PLAYGROUND } from '../project.ts';
import { folder } from './ended.ts';
import { answers, Program } from './program.ts';

const N8N_BIN = path.join(PLAYGROUND, 'node_modules', 'n8n', 'bin', 'n8n');

/** Nothing calls home, nothing listens beyond loopback, nothing is offered that needs the internet. */
const QUIET = {
	NODE_ENV: 'production',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HOST: '127.0.0.1',
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false',
	N8N_RUNNERS_MODE: 'internal',
	N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
	NO_COLOR: '1',
	N8N_ENCRYPTION_KEY: 'an-invented-encryption-key',
};

export interface N8nOptions {
	name: string;
	role: 'start' | 'webhook' | 'worker';
	port: number;
	env: Record<string, string>;
}

/** One process of n8n, with a folder and the package of its own. */
export class N8n extends Program {
	readonly url: string;
	/** n8n keeps everything of its own here. */
	readonly folder: string;

	constructor({ name, role, port, env }: N8nOptions) {
		const userFolder = path.join(folder, name);
		const url = `http://127.0.0.1:${port}`;
		super({
			name,
			command: process.execPath,
			args: [N8N_BIN, role],
			options: {
				// Not the caller's environment: that may hold settings of another n8n.
				env: {
					...QUIET,
					// n8n starts its task runner as plain `node`.
					PATH: path.dirname(process.execPath) + path.delimiter + process.env.PATH,
					HOME: userFolder,
					N8N_USER_FOLDER: userFolder,
					N8N_PORT: String(port),
					QUEUE_HEALTH_CHECK_ACTIVE: 'true',
					QUEUE_HEALTH_CHECK_PORT: String(port),
					...env,
				},
			},
			isReady: async () => await answers(`${url}/healthz/readiness`),
		});
		this.url = url;
		this.folder = userFolder;
	}
}

/** Installs the packed package as n8n does for a user and makes the process; it is not started yet. */
export async function prepareN8n(options: Omit<N8nOptions, 'port'> & { port?: number }): Promise<N8n> {
	const n8n = new N8n({
		...options,
		port: options.port ?? (await freePort()),
		env: { ...options.env, N8N_RUNNERS_BROKER_PORT: String(await freePort()) },
	});
	const target = path.join(n8n.folder, '.n8n', 'nodes', 'node_modules', PACKAGE_NAME);
	await mkdir(target, { recursive: true });
	await promisify(execFile)('tar', ['-xzf', await packedPackage(), '-C', target, '--strip-components=1']);
	return n8n;
}
