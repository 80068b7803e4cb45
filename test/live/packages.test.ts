import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Workflow } from '../../playground/n8n-api.ts';
import { startN8n, type N8n } from '../../playground/n8n.ts';
import { OWNER } from '../../playground/owner.ts';
import { freePort } from '../../playground/ports.ts';
import { exampleWorkflow, services } from '../../playground/services.ts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { Customer } from './customer.ts';

const run = promisify(execFile);

let userFolder: string;
let n8n: N8n;
let sandbox: Sandbox;

/** Installs what npm would publish of a package, as n8n keeps it. */
async function install(name: string): Promise<void> {
	const source = path.join(import.meta.dirname, '../../packages', name);
	const target = path.join(userFolder, '.n8n/nodes/node_modules', name);
	await mkdir(target, { recursive: true });
	const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', userFolder], { cwd: source });
	const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
	await run('tar', ['-xzf', path.join(userFolder, filename), '-C', target, '--strip-components=1']);
}

beforeAll(async () => {
	userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-live-'));
	for (const name of ['n8n-nodes-pact-im', 'n8n-nodes-voipbin', 'n8n-nodes-nexora-chatbot']) await install(name);
	sandbox = await startSandbox();
	n8n = await startN8n({ userFolder, port: await freePort() });
	await n8n.api.signIn(OWNER);
});

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
	await rm(userFolder, { recursive: true });
});

/** A customer of each service. */
const customers = {
	pact: () => {
		const olga = { channelId: 2, name: 'Olga Smirnova', phone: '79250000099' };
		return new Customer({
			write: (text) => sandbox.pact.customerWrites(olga, { text }),
			phone: (conversationId) => sandbox.pact.phone(conversationId),
		});
	},
	voipbin: () => {
		const olga = { type: 'message' as const, target: '+15550007777', name: 'Olga' };
		return new Customer({
			write: (text) => sandbox.voipbin.customerWrites(olga, { text }),
			phone: (conversationId) => sandbox.voipbin.phone(conversationId),
		});
	},
	nexora: () => {
		sandbox.nexora.limits = false;
		const { id } = sandbox.nexora.state.conversations[0]!;
		return new Customer({
			write(text) {
				sandbox.nexora.customerWrites(id, { text });
				return { conversationId: id };
			},
			phone: (conversationId) => sandbox.nexora.phone(conversationId),
		});
	},
};

test.each([
	['n8n-nodes-pact-im', 'pact'],
	['n8n-nodes-voipbin', 'voipbin'],
	['n8n-nodes-nexora-chatbot', 'nexora'],
] as const)('%s answers its phone without n8n-nodes-conversations', async (name, service) => {
	const { api } = n8n;
	const credential = await api.createCredential(services[service].credential(sandbox.url));
	const example = JSON.stringify(await exampleWorkflow(services[service].example, credential));
	const workflow = JSON.parse(example.replaceAll('n8n-nodes-conversations.', `${name}.`)) as Workflow & { id: string };
	await api.createWorkflow(workflow);
	await api.publish(workflow.id);
	await customers[service]().says('Are you open?');
});
