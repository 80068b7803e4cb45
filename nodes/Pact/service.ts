import type { Service } from '../shared/execute';
import type { PactApi } from './api';
import { wire } from './api';
import { attachment } from './attachment';
import { channel } from './channel';
import { company } from './company';
import { conversation } from './conversation';
import { connect, generations } from './generations';
import { job } from './job';
import { message } from './message';
import { template } from './template';
import { webhook } from './webhook';

/** Pact as a whole: how it is spoken to, and every resource the node offers. */
export const pact: Service<PactApi> = {
	wire,
	generations,
	connect,
	resources: { attachment, channel, company, conversation, job, message, template, webhook },
};
