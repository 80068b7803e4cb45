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
	/** Further examples worth a look, which are published too. */
	further?: readonly string[];
	/** Those that wait to be published, since they would answer the same phones or need more than the sandbox. */
	waiting?: readonly string[];
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
		further: ['pact-connect-channel'],
		waiting: [
			'pact-ask-and-wait',
			'pact-office-hours',
			'pact-assign-by-keyword',
			'pact-reminders',
			'pact-files-to-folder',
			'pact-nexora-bridge',
		],
	},
	voipbin: {
		credential: (sandboxUrl) => ({
			name: 'VoIPbin sandbox',
			type: 'voipbinApi',
			data: { authentication: 'accessKey', accessKey: VOIPBIN_ACCESS_KEY, baseUrl: `${sandboxUrl}/voipbin` },
		}),
		example: 'voipbin-auto-reply',
		waiting: ['voipbin-unanswered', 'voipbin-ai-agent'],
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

/** The example with the credentials chosen in the nodes of their services, as a user would after importing it. */
export async function exampleWorkflow(
	example: string,
	...credentials: readonly SavedCredential[]
): Promise<Workflow & { id: string }> {
	const workflow: Workflow = JSON.parse(await readFile(path.join(EXAMPLES, `${example}.json`), 'utf8'));
	const nodes = workflow.nodes.map((node) => {
		const typeName = node.type.split('.').at(-1)!.toLowerCase();
		const own = credentials.find(({ type }) => typeName.includes(type.replace(/Api$/, '').toLowerCase()));
		return own ? { ...node, credentials: { [own.type]: { id: own.id, name: own.name } } } : node;
	});
	return { ...workflow, id: example, nodes };
}

/** A workflow in which somebody has chosen some parameters, by the names of the nodes. */
export const chosen = <W extends Workflow>(workflow: W, choices: Record<string, object>): W => ({
	...workflow,
	nodes: workflow.nodes.map((node) => ({ ...node, parameters: { ...node.parameters, ...choices[node.name] } })),
});
