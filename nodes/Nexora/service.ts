import type { Service } from '../shared/execute';
import { NexoraApi, wire } from './api';
import { conversation } from './conversation';
import { generationOf, generations } from './generations';
import { message } from './message';

/** Nexora as a whole: how it is spoken to, and every resource the node offers. */
export const nexora: Service<NexoraApi> = {
	wire,
	generations,
	connect: (client, version) => new NexoraApi(client, generationOf(version)),
	resources: { conversation, message },
};
