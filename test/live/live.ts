import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Execution, SavedCredential } from '../../playground/n8n-api.ts';
import { startN8n, type N8n } from '../../playground/n8n.ts';
import { OWNER } from '../../playground/owner.ts';
import { packedPackage } from '../../playground/package.ts';
import { freePort } from '../../playground/ports.ts';
import { exampleWorkflow, type Service } from '../../playground/services.ts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { until } from './until.ts';

/** A real n8n of its own with the packed package, a signed-in owner and a service's credential, beside the sandbox. */
export class Live {
	n8n!: N8n;
	sandbox!: Sandbox;
	credential!: SavedCredential;
	/** The home of n8n. */
	userFolder!: string;
	readonly #service: Service;
	#start!: () => Promise<N8n>;

	constructor(service: Service) {
		this.#service = service;
	}

	async start(): Promise<void> {
		const userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-live-'));
		this.userFolder = userFolder;
		const packageTarball = await packedPackage();
		const port = await freePort();
		this.#start = async () => {
			const n8n = await startN8n({ userFolder, port, packageTarball });
			await n8n.api.signIn(OWNER);
			return n8n;
		};
		this.sandbox = await startSandbox();
		this.n8n = await this.#start();
		this.credential = await this.n8n.api.createCredential(this.#service.credential(this.sandbox.url));
	}

	/** Stops n8n and starts it again with the same data and address. */
	async restart(): Promise<void> {
		await this.n8n.stop();
		this.n8n = await this.#start();
	}

	/** Has n8n die in the middle of everything, and does something before it starts again. */
	async kill(meanwhile: () => void): Promise<void> {
		process.kill(this.n8n.pid, 'SIGKILL');
		await this.n8n.exited;
		meanwhile();
		this.n8n = await this.#start();
	}

	async stop(): Promise<void> {
		await this.n8n?.stop();
		await this.sandbox?.close();
		await rm(this.userFolder, { recursive: true });
	}

	/** What the Test button says to the credential with these changes. */
	async testCredential(changes: object = {}) {
		const { data, ...credential } = this.#service.credential(this.sandbox.url);
		const changed = { ...credential, data: { ...data, ...changes } };
		return await this.n8n.api.testCredential(this.credential.id, changed);
	}

	/** Runs one of our nodes behind a manual trigger; resolves to the JSON of its items. */
	async runOnce(node: string, parameters: Record<string, unknown>, credential = this.credential) {
		const { api } = this.n8n;
		const { id, name, type } = credential;
		const common = { typeVersion: 1, position: [0, 0] as [number, number] };
		const workflow = await api.createWorkflow({
			name: 'Run once',
			nodes: [
				{ ...common, id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
				{
					...common,
					id: 'node',
					name: 'Node',
					type: `n8n-nodes-conversations.${node}`,
					parameters,
					credentials: { [type]: { id, name } },
				},
			],
			connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		});
		const { executionId } = await api.run(workflow.id, 'Start');
		const { status, data } = await until('the execution', async () => {
			const execution = await api.execution(executionId!);
			return !['new', 'running'].includes(execution.status) && execution;
		});
		expect(status).toBe('success');
		return data.resultData.runData.Node![0]!.data!.main![0]!.map(({ json }) => json);
	}

	/** Publishes an example of the service, the automatic reply when none is named, with the credential. */
	async publishExample(example = this.#service.example): Promise<void> {
		const workflow = await exampleWorkflow(example, this.credential);
		await this.n8n.api.createWorkflow(workflow);
		await this.n8n.api.publish(workflow.id);
	}

	/** The executions of the automatic reply, once this many have succeeded. */
	async executions(count: number): Promise<Execution[]> {
		return await until('the executions', async () => {
			const found = await this.n8n.api.executions(this.#service.example);
			return found.filter(({ status }) => status === 'success').length >= count && found;
		});
	}
}

/** Has the tests of a file or a block share a real n8n with the credential of a service. */
export function useLive(service: Service): Live {
	const live = new Live(service);
	beforeAll(async () => await live.start());
	afterAll(async () => await live.stop());
	return live;
}
