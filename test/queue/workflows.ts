import { randomUUID } from 'node:crypto';
import type { House } from './house/house.ts';
import { pact, voipbin, type Credential, type Workflow, type WorkflowNode } from './project.ts';

export type Node = Pick<WorkflowNode, 'type' | 'parameters'> & Partial<WorkflowNode>;

/** The name of a listener's trigger. */
export const TRIGGER = 'Trigger';

/** The node behind a trigger or a send: an execution that reaches it has passed the one before. */
export const NEXT = 'Next';

/** A workflow of nodes in a row. */
export function inARow(name: string, nodes: Record<string, Node>): Workflow {
	const names = Object.keys(nodes);
	return {
		name,
		nodes: names.map((own, index) => ({
			id: randomUUID(),
			name: own,
			typeVersion: 1,
			position: [index * 240, 0],
			...nodes[own]!,
		})),
		connections: Object.fromEntries(
			names.slice(1).map((next, index) => [names[index]!, { main: [[{ node: next, type: 'main', index: 0 }]] }]),
		),
	};
}

const next: Node = { type: 'n8n-nodes-base.noOp', parameters: {} };

export const company = { __rl: true, mode: 'id', value: '1' };

const TRIGGERS = {
	voipbin: { type: 'n8n-nodes-conversations.voipbinTrigger', parameters: {} },
	pact: { type: 'n8n-nodes-conversations.pactTrigger', parameters: { apiVersion: 'p2', companyId: company } },
	pactP1: { type: 'n8n-nodes-conversations.pactTrigger', parameters: { apiVersion: 'p1', companyId: company } },
};

export type TriggerKind = keyof typeof TRIGGERS;

/** Saves a credential for the house's sandbox; the node takes what comes back. */
export async function credentialIn(house: House, credential: Credential): Promise<WorkflowNode['credentials']> {
	const { id, name, type } = await house.api.createCredential(credential);
	return { [type]: { id, name } };
}

/** Saves, but does not publish, a workflow that hears what a customer writes; returns its id. */
export async function createListener(house: House, kind: TriggerKind, options: object = {}): Promise<string> {
	const service = kind === 'voipbin' ? voipbin : pact;
	const trigger = TRIGGERS[kind];
	const workflow = inARow(`Listen: ${kind}`, {
		[TRIGGER]: {
			...trigger,
			parameters: { ...trigger.parameters, events: ['incomingMessage'], options },
			credentials: await credentialIn(house, service.credential(house.sandbox.url)),
			webhookId: randomUUID(),
		},
		[NEXT]: next,
	});
	return (await house.api.createWorkflow(workflow)).id;
}

/** A workflow that runs a node for each call of an address of n8n's own; returns its id and the address's path. */
export const publishRunner = async (house: House, name: string, node: Node): Promise<{ id: string; path: string }> =>
	await publishCalled(house, name, { Node: node, [NEXT]: next });

/** The same with several nodes in a row. */
export async function publishCalled(
	house: House,
	name: string,
	nodes: Record<string, Node>,
): Promise<{ id: string; path: string }> {
	const path = randomUUID();
	const workflow = inARow(name, {
		Call: {
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			parameters: { httpMethod: 'POST', path, options: {} },
			webhookId: path,
		},
		...nodes,
	});
	const { id } = await house.api.createWorkflow(workflow);
	await house.api.publish(id);
	return { id, path: `/webhook/${path}` };
}
