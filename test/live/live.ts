import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startN8n, type N8n } from '../../playground/n8n.ts';
import { OWNER } from '../../playground/owner.ts';
import { packedPackage } from '../../playground/package.ts';
import { freePort } from '../../playground/ports.ts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts';

/** A real n8n of its own with the packed package and a signed-in owner, beside the sandbox. */
export interface Live {
	n8n: N8n;
	sandbox: Sandbox;
	/** Stops n8n and starts it again with the same data and address. */
	restart(): Promise<void>;
	stop(): Promise<void>;
}

export async function startLive(): Promise<Live> {
	const packageTarball = await packedPackage();
	const userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-live-'));
	const port = await freePort();
	const start = async () => {
		const n8n = await startN8n({ userFolder, port, packageTarball });
		await n8n.api.signIn(OWNER);
		return n8n;
	};

	const live: Live = {
		n8n: await start(),
		sandbox: await startSandbox(),
		async restart() {
			await live.n8n.stop();
			live.n8n = await start();
		},
		async stop() {
			await live.n8n.stop();
			await live.sandbox.close();
			await rm(userFolder, { recursive: true });
		},
	};
	return live;
}
