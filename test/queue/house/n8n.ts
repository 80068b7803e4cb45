import path from 'node:path';
import { environmentOf, installPackage, N8N_BIN, packedPackage } from '../project.ts';
import { folder } from './ended.ts';
import { nextPort } from './ports.ts';
import { answers, Program } from './program.ts';

export interface N8nOptions {
	name: string;
	role: 'start' | 'webhook' | 'worker';
	port: number;
	brokerPort: number;
	env: Record<string, string>;
}

/** One process of n8n, with a folder and the package of its own. */
export class N8n extends Program {
	readonly url: string;
	/** n8n keeps everything of its own here. */
	readonly folder: string;

	constructor({ name, role, port, brokerPort, env }: N8nOptions) {
		const userFolder = path.join(folder, name);
		const url = `http://127.0.0.1:${port}`;
		super({
			name,
			command: process.execPath,
			args: [N8N_BIN, role],
			options: {
				env: {
					...environmentOf({ userFolder, port, brokerPort }),
					N8N_ENCRYPTION_KEY: 'an-invented-encryption-key',
					// what is counted stays
					EXECUTIONS_DATA_PRUNE: 'false',
					// what a killed process was publishing is taken up again after this; by default after two minutes
					N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '20',
					N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '2000',
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

/** Makes the process, with the packed package where n8n puts what a user installs; it is not started yet. */
export async function prepareN8n(options: Omit<N8nOptions, 'port' | 'brokerPort'>): Promise<N8n> {
	const n8n = new N8n({ ...options, port: await nextPort(), brokerPort: await nextPort() });
	await installPackage(n8n.folder, await packedPackage());
	return n8n;
}
