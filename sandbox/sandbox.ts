import type { AddressInfo } from 'node:net';
import { Faults } from './common/faults.ts';
import { servePhones } from './common/phones.ts';
import type { RecordedRequest } from './common/record.ts';
import { serve } from './common/serve.ts';
import { createServer } from './common/server.ts';
import type { SandboxService } from './common/service.ts';
import { StateFile } from './common/stateFile.ts';
import { Troubles } from './common/troubles.ts';
import { SERVICES, type Services } from './services.ts';

export { Faults, type Fault } from './common/faults.ts';
export type { RecordedRequest } from './common/record.ts';
export type { Attempt, Delivery } from './common/webhooks.ts';
export { NEXORA_EMAIL, NEXORA_PASSWORD, NEXORA_REFRESH_TOKEN } from './nexora/seed.ts';
export { NexoraService } from './nexora/service.ts';
export { CONFIRMATION_CODE, CONFIRMATION_PASSWORD } from './pact/connection.ts';
export { PACT_TOKEN, PactService } from './pact/service.ts';
export { ENDPOINTS } from './services.ts';
export { VOIPBIN_ACCESS_KEY, VOIPBIN_PASSWORD, VOIPBIN_USERNAME, VoipbinService } from './voipbin/service.ts';

export interface SandboxOptions {
	/** 0, the default, takes any free one. */
	port?: number;
	/** Where the state is kept across restarts. */
	stateFile?: string;
	/** Time between a webhook's repeats, instead of each service's own. */
	webhookRetryMs?: number;
}

export interface Sandbox extends Services {
	/** Without a slash at the end; a service's base URL is this and its name, e.g. `${url}/pact`. */
	url: string;
	port: number;
	services: SandboxService[];
	/** Every API request in order. */
	requests: RecordedRequest[];
	faults: Faults;
	close(): Promise<void>;
	/** Fresh state, default settings, no faults, an empty log. */
	reset(): void;
}

/** Starts the services on loopback. */
export async function startSandbox({ port = 0, stateFile, webhookRetryMs }: SandboxOptions = {}): Promise<Sandbox> {
	const requests: RecordedRequest[] = [];
	const faults = new Faults();
	const troubles = new Troubles(faults);
	const changed = () => {
		file?.saveSoon();
		tellPhones();
	};
	const surroundings = { webhookRetryMs, url: () => sandbox.url, changed };
	const named = Object.fromEntries(
		Object.entries(SERVICES).map(([name, Service]) => [name, new Service(surroundings)]),
	) as Services;
	const services: SandboxService[] = Object.values(named);
	const file = stateFile
		? new StateFile(stateFile, () => Object.fromEntries(services.map(({ name, state }) => [name, state])))
		: undefined;

	const app = createServer((url) => services.reduce((address, service) => service.rewrite?.(address) ?? address, url));
	const tellPhones = servePhones(
		app,
		services.map(({ phones }) => phones),
		troubles,
	);
	for (const service of services) serve(app, service, { requests, faults });
	await app.listen({ host: '127.0.0.1', port });

	const address = app.server.address() as AddressInfo;
	const sandbox: Sandbox = {
		...named,
		url: `http://127.0.0.1:${address.port}`,
		port: address.port,
		services,
		requests,
		faults,
		async close() {
			for (const { work } of services) work.cancel();
			await app.close();
			file?.save();
		},
		reset() {
			requests.length = 0;
			faults.clear();
			troubles.clear();
			for (const service of services) service.reset();
		},
	};
	// A file may be older than a service.
	const saved = file?.load() ?? {};
	for (const service of services) if (saved[service.name]) service.resume(saved[service.name]!);
	return sandbox;
}
