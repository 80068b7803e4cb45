import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { services as nodes } from '../nodes/services.ts';
import { NEXORA_REFRESH_TOKEN, PACT_TOKEN, VOIPBIN_ACCESS_KEY } from '../sandbox/sandbox.ts';
import type { Credential, SavedCredential, Workflow } from './n8n-api.ts';

const EXAMPLES = path.join(import.meta.dirname, '..', 'examples');

/** What it takes to try a service: a credential for its sandbox and a workflow from examples/. */
export interface Service {
	credential(sandboxUrl: string): Credential;
	/** The file's name, and the workflow's id in the playground. */
	example: string;
	/** Further examples worth a look. */
	further?: readonly string[];
}

/** Every service of the package. */
export const services: Record<keyof typeof nodes, Service> = {
	pact: {
		credential: (sandboxUrl) => ({
			name: 'Pact sandbox',
			type: 'pactApi',
			data: { apiToken: PACT_TOKEN, baseUrl: `${sandboxUrl}/pact` },
		}),
		example: 'pact-auto-reply',
		further: ['pact-connect-channel', 'pact-ask-and-wait'],
	},
	voipbin: {
		credential: (sandboxUrl) => ({
			name: 'VoIPbin sandbox',
			type: 'voipbinApi',
			data: { authentication: 'accessKey', accessKey: VOIPBIN_ACCESS_KEY, baseUrl: `${sandboxUrl}/voipbin` },
		}),
		example: 'voipbin-auto-reply',
	},
	nexora: {
		credential: (sandboxUrl) => ({
			name: 'Nexora sandbox',
			type: 'nexoraApi',
			data: {
				authentication: 'refreshToken',
				refreshToken: NEXORA_REFRESH_TOKEN,
				baseUrl: `${sandboxUrl}/nexora`,
			},
		}),
		example: 'nexora-auto-reply',
	},
};

/** The example with the credential chosen in the service's nodes, as a user would after importing it. */
export async function exampleWorkflow(
	service: Service,
	{ id, name, type }: SavedCredential,
	example = service.example,
): Promise<Workflow & { id: string }> {
	const workflow: Workflow = JSON.parse(await readFile(path.join(EXAMPLES, `${example}.json`), 'utf8'));
	const nodes = workflow.nodes.map((node) =>
		node.type.startsWith('n8n-nodes-conversations.') ? { ...node, credentials: { [type]: { id, name } } } : node,
	);
	return { ...workflow, id: example, nodes };
}
