import type { AddressInfo } from 'node:net';
import { Faults } from './common/faults.ts';
import type { RecordedRequest } from './common/record.ts';
import { servePhones } from './common/phones.ts';
import { createServer } from './common/server.ts';
import { serve } from './common/service.ts';
import { StateFile } from './common/stateFile.ts';
import { routable } from './nexora/express.ts';
import { NexoraService } from './nexora/service.ts';
import type { NexoraState } from './nexora/state.ts';
import { PactService } from './pact/service.ts';
import type { PactState } from './pact/state.ts';
import { VoipbinService } from './voipbin/service.ts';
import type { VoipbinState } from './voipbin/state.ts';

export { Faults, type Fault } from './common/faults.ts';
export type { RecordedRequest } from './common/record.ts';
export type { Attempt, Delivery } from './common/webhooks.ts';
export { NEXORA_EMAIL, NEXORA_PASSWORD, NEXORA_REFRESH_TOKEN } from './nexora/seed.ts';
export { NexoraService } from './nexora/service.ts';
export { PACT_TOKEN, PactService } from './pact/service.ts';
export { VOIPBIN_ACCESS_KEY, VOIPBIN_PASSWORD, VOIPBIN_USERNAME, VoipbinService } from './voipbin/service.ts';

export interface SandboxOptions {
	/** 0, the default, takes any free one. */
	port?: number;
	/** Where the state is kept across restarts. */
	stateFile?: string;
	/** Time between a webhook's repeats. */
	webhookRetryMs?: number;
	/** The same for VoIPbin, which loses less time. */
	voipbinRetryMs?: number;
}

interface SavedState {
	pact: PactState;
	/** Missing in files older than the service. */
	nexora?: NexoraState;
	voipbin?: VoipbinState;
}

export interface Sandbox {
	/** Without a slash at the end; a service's base URL is this and its name, e.g. `${url}/pact`. */
	url: string;
	port: number;
	pact: PactService;
	nexora: NexoraService;
	voipbin: VoipbinService;
	/** Every API request in order. */
	requests: RecordedRequest[];
	faults: Faults;
	close(): Promise<void>;
	/** Fresh state, default settings, no faults, an empty log. */
	reset(): void;
}

/** Starts the services on loopback. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port = 0, stateFile, webhookRetryMs = 60_000, voipbinRetryMs = 1000 } = options;
	const requests: RecordedRequest[] = [];
	const faults = new Faults();
	const app = createServer(routable);
	const onChange = () => {
		file?.saveSoon();
		tellPhones();
	};
	const pact = new PactService({ webhookRetryMs, url: () => sandbox.url, onChange });
	const nexora = new NexoraService({ url: () => sandbox.url, onChange });
	const voipbin = new VoipbinService({ webhookRetryMs: voipbinRetryMs, url: () => sandbox.url, onChange });
	const file = stateFile
		? new StateFile<SavedState>(stateFile, () => ({ pact: pact.state, nexora: nexora.state, voipbin: voipbin.state }))
		: undefined;

	const tellPhones = servePhones(app, [pact.phones, voipbin.phones, nexora.phones]);
	for (const service of [pact, voipbin, nexora]) {
		serve(app, service, { requests, faults });
		service.files(app);
	}
	await app.listen({ host: '127.0.0.1', port });

	const address = app.server.address() as AddressInfo;
	const sandbox: Sandbox = {
		url: `http://127.0.0.1:${address.port}`,
		port: address.port,
		pact,
		nexora,
		voipbin,
		requests,
		faults,
		async close() {
			pact.work.cancel();
			voipbin.work.cancel();
			await app.close();
			file?.save();
		},
		reset() {
			requests.length = 0;
			faults.clear();
			pact.reset();
			nexora.reset();
			voipbin.reset();
		},
	};
	const saved = file?.load();
	if (saved) pact.resume(saved.pact);
	if (saved?.nexora) nexora.resume(saved.nexora);
	if (saved?.voipbin) voipbin.resume(saved.voipbin);
	return sandbox;
}
