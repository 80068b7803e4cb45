import type { Client, Service } from '../kit';
import { attachment } from './attachment';
import { channel } from './channel';
import { company } from './company';
import { conversation } from './conversation';
import { job } from './job';
import { lists } from './lists';
import { message } from './message';
import { P1 } from './p1/api';
import { P2 } from './p2/api';
import { template } from './template';
import { trigger } from './trigger';
import { webhook } from './webhook';
import { wire } from './wire';

/** Pact as a whole. */
export const pact = {
	wire,
	versions: {
		p2: { name: 'P2', description: 'The current API of Pact', connect: (client: Client) => new P2(client) },
		p1: {
			name: 'P1',
			description: 'The previous API, which Pact has deprecated',
			connect: (client: Client) => new P1(client),
		},
	},
	resources: { message, conversation, attachment, template, channel, company, job, webhook },
	first: 'message',
	lists,
	trigger,
} satisfies Service;
