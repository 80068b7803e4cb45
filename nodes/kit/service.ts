import type { Client } from './client/client';
import type { Wire } from './client/wire';
import type { List } from './lists';
import { hasVersion, type Operation, type Resource } from './operation';
import type { PollingTrigger, WebhookTrigger } from './trigger/trigger';

/** One version of a service's API. */
export interface Version {
	/** Its name in the drop-down 'API Version'. */
	name: string;
	description: string;
	connect(client: Client): unknown;
}

/** A service as one value: how it is spoken to, and everything its nodes offer. */
export interface Service {
	wire: Wire;
	/** By the value of the parameter `apiVersion`, the default first; one alone is not asked for. */
	versions: Record<string, Version>;
	resources: Record<string, Resource>;
	/** The resource that is chosen in a new node. */
	first: string;
	/** What its fields are chosen from. */
	lists: Record<string, List>;
	trigger: WebhookTrigger | PollingTrigger;
}

/** The versions of its API, the default first. */
export const versionNames = ({ versions }: Pick<Service, 'versions'>): string[] => Object.keys(versions);

/** The version an operation is done in: the chosen one, unless another one alone has it. */
export function versionFor(service: Pick<Service, 'versions'>, operation: Operation, chosen: string): string {
	const having = versionNames(service).filter((version) => hasVersion(operation, version));
	return having.includes(chosen) ? chosen : (having[0] ?? chosen);
}

/** Its API in a version; a version that nobody knows any more counts as the default. */
export function connect({ versions }: Service, version: string, client: Client): unknown {
	return (versions[version] ?? Object.values(versions)[0])?.connect(client);
}
