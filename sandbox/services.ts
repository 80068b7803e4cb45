import type { Handlers } from './common/call.ts';
import type { SandboxService, Surroundings } from './common/service.ts';
import { NexoraService } from './nexora/service.ts';
import { PactService } from './pact/service.ts';
import { VoipbinService } from './voipbin/service.ts';

interface ServiceClass {
	new (surroundings: Surroundings): SandboxService;
	/** By method and path, as in its instances. */
	readonly endpoints: Record<keyof Handlers, unknown>;
}

/** Everything that is played. */
export const SERVICES = {
	pact: PactService,
	voipbin: VoipbinService,
	nexora: NexoraService,
} satisfies Record<string, ServiceClass>;

export type Services = { [Name in keyof typeof SERVICES]: InstanceType<(typeof SERVICES)[Name]> };

interface Endpoint {
	service: string;
	method: string;
	/** As a request's `route` in the log. */
	path: string;
}

/** Every endpoint of every service. */
export const ENDPOINTS: Endpoint[] = Object.entries(SERVICES).flatMap(([service, { endpoints }]) =>
	Object.keys(endpoints).map((endpoint) => {
		const [method, path] = endpoint.split(' ') as [string, string];
		return { service, method, path };
	}),
);
