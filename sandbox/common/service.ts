import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Handlers } from './call.ts';
import type { Phones } from './phones.ts';
import type { Refusal } from './refusal.ts';
import type { Work } from './work.ts';

/** What is around a service. */
export interface Surroundings {
	/** The sandbox's own address. */
	url: () => string;
	/** Called after everything that may have changed a service's state. */
	changed: () => void;
	/** Time between a webhook's repeats, instead of the service's own. */
	webhookRetryMs?: number;
}

/** A service the sandbox plays. Its settings are properties of its own, which a reset brings back to their defaults. */
export interface SandboxService {
	/** Its base URL ends like this. */
	readonly name: string;
	/** What its users enter beside the base URL. */
	readonly credential: string;
	/** Milliseconds every answer takes. */
	delay: number;
	/** Everything it knows, as it is kept across restarts. */
	state: object;
	readonly endpoints: Handlers;
	readonly phones: Phones;
	/** What goes on behind its answers. */
	readonly work: Work;

	/** Refuses who may not ask, or asks too often; what no endpoint answers comes by as well. */
	admit(request: FastifyRequest, endpoint: string | undefined): void;
	errorBody(refusal: Refusal, request: FastifyRequest): object;
	/** How its HTTP server reads and dresses what ours would not. */
	customize(scope: FastifyInstance): void;
	/** How its HTTP server understands an address. */
	rewrite?(url: string): string;
	/** What it hands out beside its API. */
	files(app: FastifyInstance): void;

	/** Called after everything that may have changed the state. */
	changed(): void;
	/** Goes on from a saved state, with everything that was under way. */
	resume(state: object): void;
	/** Fresh state and default settings. */
	reset(): void;
}
