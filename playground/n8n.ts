import { execFile, spawn } from 'node:child_process';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { N8nApi } from './n8n-api.ts';
import { freePort } from './ports.ts';

const PACKAGE_NAME = 'n8n-nodes-conversations';
export const N8N_BIN = path.join(import.meta.dirname, 'node_modules', 'n8n', 'bin', 'n8n');
const START_DEADLINE_MS = 300_000;
const STOP_DEADLINE_MS = 20_000;

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
	DB_TYPE: 'sqlite',
	NO_COLOR: '1',
};

export interface N8nOptions {
	/** n8n keeps everything it knows in `<userFolder>/.n8n`; its log is `<userFolder>/n8n.log`. */
	userFolder: string;
	port: number;
	/** What `npm pack` made; without it the package that is already in the user folder stays. */
	packageTarball?: string;
	/** What it is told beside the usual. */
	env?: Record<string, string>;
}

/** Where a process of n8n lives. */
interface Place {
	userFolder: string;
	port: number;
	/** Where its task runner reports. */
	brokerPort: number;
}

export interface N8n {
	url: string;
	api: N8nApi;
	pid: number;
	/** Resolves when the process is gone, whoever ended it. */
	exited: Promise<void>;
	stop(): Promise<void>;
}

export async function startN8n({ userFolder, port, packageTarball, env }: N8nOptions): Promise<N8n> {
	await mkdir(userFolder, { recursive: true });
	if (packageTarball) await installPackage(userFolder, packageTarball);

	const url = `http://127.0.0.1:${port}`;
	const logFile = path.join(userFolder, 'n8n.log');
	const log = await open(logFile, 'w');
	const child = spawn(process.execPath, [N8N_BIN, 'start'], {
		env: { ...environmentOf({ userFolder, port, brokerPort: await freePort() }), ...env },
		stdio: ['ignore', log.fd, log.fd],
	});
	await log.close();

	const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const running = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
	// Whatever ends us, n8n does not stay behind.
	const orphan = () => child.kill('SIGTERM');
	process.once('exit', orphan);
	void exited.then(() => process.off('exit', orphan));

	async function stop() {
		if (running()) child.kill('SIGTERM');
		await Promise.race([exited, sleep(STOP_DEADLINE_MS, undefined, { ref: false })]);
		if (running()) child.kill('SIGKILL');
		await exited;
	}

	const deadline = Date.now() + START_DEADLINE_MS;
	while (!(await isReady(url))) {
		if (!running() || Date.now() > deadline) {
			await stop();
			throw new Error(`n8n did not start. The end of ${logFile}:\n${await lastLines(logFile)}`);
		}
		await Promise.race([exited, sleep(250)]);
	}
	return { url, api: new N8nApi(url), pid: child.pid!, exited, stop };
}

/** What a process of n8n is told: not the caller's environment, which may hold settings of another n8n or a test runner. */
export const environmentOf = ({ userFolder, port, brokerPort }: Place) => ({
	...QUIET,
	// n8n starts its task runner as plain `node`.
	PATH: path.dirname(process.execPath) + path.delimiter + process.env.PATH,
	HOME: userFolder,
	N8N_USER_FOLDER: userFolder,
	N8N_PORT: String(port),
	N8N_RUNNERS_BROKER_PORT: String(brokerPort),
});

/** Puts the package where n8n keeps what a user installed, so that the node types carry their real names. */
export async function installPackage(userFolder: string, tarball: string) {
	const target = path.join(userFolder, '.n8n', 'nodes', 'node_modules', PACKAGE_NAME);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	await promisify(execFile)('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
}

async function isReady(url: string): Promise<boolean> {
	try {
		return (await fetch(`${url}/healthz/readiness`)).ok;
	} catch {
		return false;
	}
}

async function lastLines(file: string): Promise<string> {
	return (await readFile(file, 'utf8')).trimEnd().split('\n').slice(-20).join('\n');
}
