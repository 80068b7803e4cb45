import type { AddressInfo } from 'node:net';
import { Faults } from './common/faults.ts';
import type { RecordedRequest } from './common/record.ts';
import { servePhones } from './common/phones.ts';
import { createServer } from './common/server.ts';
import { serve } from './common/service.ts';
import { StateFile } from './common/stateFile.ts';
import { PactService } from './pact/service.ts';
import type { PactState } from './pact/state.ts';

export { Faults, type Fault } from './common/faults.ts';
export type { RecordedRequest } from './common/record.ts';
export type { Attempt, Delivery } from './common/webhooks.ts';
export { PACT_TOKEN, PactService } from './pact/service.ts';

export interface SandboxOptions {
	/** 0, the default, takes any free one. */
	port?: number;
	/** Where the state is kept across restarts. */
	stateFile?: string;
	/** Time between a webhook's repeats. */
	webhookRetryMs?: number;
}

export interface Sandbox {
	/** Without a slash at the end; a service's base URL is this and its name, e.g. `${url}/pact`. */
	url: string;
	port: number;
	pact: PactService;
	/** Every API request in order. */
	requests: RecordedRequest[];
	faults: Faults;
	close(): Promise<void>;
	/** Fresh state, default settings, no faults, an empty log. */
	reset(): void;
}

/** Starts the services on loopback. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port = 0, stateFile, webhookRetryMs = 60_000 } = options;
	const requests: RecordedRequest[] = [];
	const faults = new Faults();
	const app = createServer();
	const onChange = () => {
		file?.saveSoon();
		tellPhones();
	};
	const pact = new PactService({ webhookRetryMs, url: () => sandbox.url, onChange });
	const file = stateFile ? new StateFile<{ pact: PactState }>(stateFile, () => ({ pact: pact.state })) : undefined;

	const tellPhones = servePhones(app, [pact.phones]);
	serve(app, pact, { requests, faults });
	pact.files(app);
	await app.listen({ host: '127.0.0.1', port });

	const address = app.server.address() as AddressInfo;
	const sandbox: Sandbox = {
		url: `http://127.0.0.1:${address.port}`,
		port: address.port,
		pact,
		requests,
		faults,
		async close() {
			pact.work.cancel();
			await app.close();
			file?.save();
		},
		reset() {
			requests.length = 0;
			faults.clear();
			pact.reset();
		},
	};
	const saved = file?.load();
	if (saved) pact.resume(saved.pact);
	return sandbox;
}
