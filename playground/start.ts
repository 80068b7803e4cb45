import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startSandbox } from '../sandbox/sandbox.ts';
import { startN8n } from './n8n.ts';
import { OWNER } from './owner.ts';
import { packedPackage } from './package.ts';
import { freePort } from './ports.ts';
import { step } from './progress.ts';
import type { Credential, SavedCredential } from './n8n-api.ts';
import { exampleWorkflow, services } from './services.ts';

const DATA = path.join(import.meta.dirname, '.data');
const STATE_FILE = path.join(DATA, 'playground.json');

interface State {
	/** Webhook addresses contain the ports, so the next start takes the same ones when it can. */
	n8nPort: number;
	sandboxPort: number;
	/** The n8n that uses the data; gone after an orderly stop. */
	pid?: number;
}

const { reset } = parseArgs({ options: { reset: { type: 'boolean' } } }).values;
const last = readState();
if (isAlive(last.pid) && (await freePort(last.n8nPort)) !== last.n8nPort) {
	fail(`The playground runs already: http://127.0.0.1:${last.n8nPort} (n8n is process ${last.pid})`);
}
if (reset) rmSync(DATA, { recursive: true, force: true });
mkdirSync(DATA, { recursive: true });

const running: Array<{ stop(): Promise<void> }> = [];
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());

const packageTarball = await step('Packing the nodes', packedPackage);
const sandboxPort = await choosePort('the sandbox', last.sandboxPort);
const sandbox = await startSandbox({ port: sandboxPort, stateFile: path.join(DATA, 'sandbox.json') });
running.unshift({ stop: () => sandbox.close() });

const n8nPort = await choosePort('n8n', last.n8nPort);
const n8n = await step('Starting n8n', () => startN8n({ userFolder: DATA, port: n8nPort, packageTarball }));
running.unshift(n8n);
void n8n.exited.then(() => stopping || fail('n8n ended; the reason is in playground/.data/n8n.log'));
await n8n.api.signIn(OWNER);
const credentials: SavedCredential[] = [];
for (const { credential } of Object.values(services))
	credentials.push(await provideCredential(credential(sandbox.url)));
for (const { example, further = [], waiting = [] } of Object.values(services)) {
	for (const id of [example, ...further]) await provideExample(id, { published: true });
	for (const id of waiting) await provideExample(id, { published: false });
}
writeState({ n8nPort, sandboxPort, pid: n8n.pid });

console.log(`
  n8n    ${n8n.url}  (sign in as ${OWNER.email} with the password ${OWNER.password})
  Phones ${sandbox.url}  (the customers' side)

Write on a phone: the automatic reply of its service answers (Nexora looks once a minute), and n8n shows the run under
Executions. The workflow "Pact: connect a channel" shows a QR code arriving. Change a workflow, publish it, and write again.
Further workflows wait to be published; unpublish the automatic reply of their service first, or both answer.

Ctrl-C stops both; the next start finds everything as you left it. \`npm start -- --reset\` begins anew.
`);

/** Makes a credential once; afterwards it is the user's, and only follows a changed port. */
async function provideCredential(credential: Credential): Promise<SavedCredential> {
	const { api } = n8n;
	const [saved] = await api.credentials(credential.type);
	if (saved && sandboxPort !== last.sandboxPort) await api.updateCredential(saved.id, credential);
	return saved ?? (await api.createCredential(credential));
}

/** Makes a workflow once; afterwards it is the user's, and only follows a changed port. */
async function provideExample(id: string, { published }: { published: boolean }) {
	const { api } = n8n;
	if (!(await api.hasWorkflow(id))) {
		await api.createWorkflow(await exampleWorkflow(id, ...credentials));
		if (published) await api.publish(id);
	} else if (n8nPort !== last.n8nPort && (await api.workflow(id)).active) {
		await api.unpublish(id);
		await api.publish(id);
	}
}

function readState(): State {
	try {
		return JSON.parse(readFileSync(STATE_FILE, 'utf8'));
	} catch {
		return { n8nPort: 5678, sandboxPort: 5680 };
	}
}

function writeState(state: State) {
	writeFileSync(STATE_FILE, JSON.stringify(state, null, '\t'));
}

async function choosePort(who: string, wanted: number): Promise<number> {
	const port = await freePort(wanted);
	if (port !== wanted) console.log(`Port ${wanted} is taken: ${who} listens on ${port}.`);
	return port;
}

function isAlive(pid: number | undefined): boolean {
	try {
		return pid !== undefined && process.kill(pid, 0);
	} catch {
		return false;
	}
}

function fail(message: string): never {
	console.error(message);
	process.exit(1);
}

async function stop() {
	if (stopping) return;
	stopping = true;
	console.log('\nStopping …');
	for (const part of running) await part.stop();
	writeState({ ...readState(), pid: undefined });
	process.exit();
}
