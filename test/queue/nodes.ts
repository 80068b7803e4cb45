import type { House } from './house/house.ts';
import { nexora, pact, recipients, voipbin, VOIPBIN_LOGIN, type Credential } from './project.ts';
import { company, publishRunner } from './workflows.ts';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const TEXT = '={{ $json.body.text }}';

const withLogin = (credential: Credential): Credential => ({
	...credential,
	data: { baseUrl: credential.data.baseUrl, ...VOIPBIN_LOGIN },
});

/** What a runner may run: a node of the package with its parameters and its credential. */
export const nodesOf = ({ sandbox }: House) => ({
	'VoIPbin sends': {
		type: 'voipbin',
		credential: voipbin.credential(sandbox.url),
		parameters: {
			resource: 'message',
			operation: 'send',
			conversationId: byId(recipients(sandbox).voipbin),
			text: TEXT,
		},
	},
	'Pact sends': {
		type: 'pact',
		credential: pact.credential(sandbox.url),
		parameters: {
			apiVersion: 'p2',
			resource: 'message',
			operation: 'send',
			companyId: company,
			conversationId: byId(recipients(sandbox).pact),
			text: TEXT,
		},
	},
	'VoIPbin with a login': {
		type: 'voipbin',
		credential: withLogin(voipbin.credential(sandbox.url)),
		parameters: { resource: 'conversation', operation: 'getAll' },
	},
	'Nexora with a refresh token': {
		type: 'nexora',
		credential: nexora.credential(sandbox.url),
		parameters: { apiVersion: 'current', resource: 'conversation', operation: 'getAll' },
	},
});

/** Publishes a workflow that runs one of these nodes for each call. */
export async function publishNode(house: House, name: keyof ReturnType<typeof nodesOf>) {
	const { type, credential, parameters } = nodesOf(house)[name];
	const saved = await house.api.createCredential(credential);
	return await publishRunner(house, name, {
		type: `n8n-nodes-conversations.${type}`,
		parameters,
		credentials: { [saved.type]: { id: saved.id, name: saved.name } },
	});
}
