import type { Client, Service } from '../kit';
import { current, document, NexoraApi } from './api';
import { conversation } from './conversation';
import { lists } from './lists';
import { message } from './message';
import { trigger } from './trigger';
import { wire } from './wire';

/** Nexora as a whole. */
export const nexora = {
	wire,
	versions: {
		current: {
			name: 'Current',
			description: 'Servers since January 2026',
			connect: (client: Client) => new NexoraApi(client, current),
		},
		document: {
			name: 'Document',
			description: 'Servers of 2025, as in the published "Conversation API" document',
			connect: (client: Client) => new NexoraApi(client, document),
		},
	},
	resources: { message, conversation },
	first: 'message',
	lists,
	trigger,
} satisfies Service;
