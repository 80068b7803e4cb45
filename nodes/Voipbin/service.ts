import type { Client, Service } from '../kit';
import { account } from './account';
import { VoipbinApi } from './api';
import { conversation } from './conversation';
import { lists } from './lists';
import { message } from './message';
import { trigger } from './trigger';
import { wire } from './wire';

/** VoIPbin as a whole. */
export const voipbin = {
	wire,
	versions: {
		v1: { name: 'V1', description: "VoIPbin's API", connect: (client: Client) => new VoipbinApi(client) },
	},
	resources: { message, conversation, account },
	first: 'message',
	lists,
	trigger,
} satisfies Service;
