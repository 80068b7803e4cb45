import type { Service } from '../shared/execute';
import { account } from './account';
import { VoipbinApi, wire } from './api';
import { conversation } from './conversation';
import { message } from './message';

/** VoIPbin as a whole: how it is spoken to, and every resource the node offers. */
export const voipbin: Service<VoipbinApi> = {
	wire,
	connect: (client) => new VoipbinApi(client),
	resources: { account, conversation, message },
};
