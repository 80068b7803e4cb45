import type { NodeRun, SavedCredential, Workflow, WorkflowNode } from '../../playground/n8n-api.ts';
import type { Live } from './live.ts';
import { until } from './until.ts';

type Parameters = Record<string, unknown>;
type Given = Pick<WorkflowNode, 'type' | 'parameters'> & Partial<WorkflowNode> & { alwaysOutputData?: boolean };

/** A node of n8n's own. */
export const base = (type: string, parameters: Parameters = {}, typeVersion = 1): Given => ({
	type: `n8n-nodes-base.${type}`,
	parameters,
	typeVersion,
});

/** A node of ours with its credential. */
export const ours = (type: string, { id, name, type: credential }: SavedCredential, parameters: Parameters): Given => ({
	type: `n8n-nodes-conversations.${type}`,
	parameters,
	credentials: { [credential]: { id, name } },
});

/** From a node's output, the first where none is named, to a node; by another type than items if need be. */
export type Link = [from: string, to: string, output?: number, type?: string];

/** A workflow of nodes by name. */
export function flow(name: string, nodes: Record<string, Given>, links: Link[]): Workflow {
	const connections: Record<string, Record<string, Array<Array<{ node: string; type: string; index: number }>>>> = {};
	for (const [from, node, output = 0, type = 'main'] of links) {
		const outputs = ((connections[from] ??= {})[type] ??= []);
		while (outputs.length <= output) outputs.push([]);
		outputs[output]!.push({ node, type, index: 0 });
	}
	const placed = Object.entries(nodes).map(([key, node], index): WorkflowNode => ({
		id: `${name} ${key}`.toLowerCase().replace(/\W+/g, '-'),
		name: key,
		typeVersion: 1,
		position: [index * 200, 0],
		...node,
	}));
	return { name, nodes: placed, connections };
}

/** One run of a workflow in production. */
export class Flowing {
	readonly #live: Live;
	readonly #workflow: string;
	readonly #execution: string;

	constructor(live: Live, workflow: string, execution: string) {
		this.#live = live;
		this.#workflow = workflow;
		this.#execution = execution;
	}

	get id(): string {
		return this.#execution;
	}

	async status(): Promise<string> {
		const all = await this.#live.n8n.api.executions(this.#workflow);
		return all.find(({ id }) => id === this.#execution)?.status ?? 'new';
	}

	/** Waits until it has the status. */
	async is(wanted: string): Promise<this> {
		await until(`execution ${this.#execution} to be ${wanted}`, async () => {
			const status = await this.status();
			if (['error', 'crashed', 'canceled'].includes(status) && status !== wanted) throw new Error(`It is ${status}`);
			return status === wanted;
		});
		return this;
	}

	/** The runs of its nodes, by name. */
	async runs(): Promise<Record<string, NodeRun[]>> {
		return (await this.#live.n8n.api.execution(this.#execution)).data.resultData.runData;
	}

	/** What a node has put out of an output in all its runs. */
	async out(node: string, output = 0): Promise<Array<Record<string, unknown>>> {
		return ((await this.runs())[node] ?? []).flatMap(({ data }) =>
			(data?.main?.[output] ?? []).map(({ json }) => json),
		);
	}
}

/** Publishes a workflow whose first node is a Webhook called Start; each call of the function is an execution of it. */
export async function publish(live: Live, workflow: Workflow): Promise<(body?: object) => Promise<Flowing>> {
	const { id } = await live.n8n.api.createWorkflow(workflow);
	await live.n8n.api.publish(id);
	const { path } = workflow.nodes.find(({ name }) => name === 'Start')!.parameters as { path: string };
	return async (body = {}) => {
		const known = new Set((await live.n8n.api.executions(id)).map((execution) => execution.id));
		const answer = await fetch(`${live.n8n.url}/webhook/${path}`, {
			method: 'POST',
			body: JSON.stringify(body),
			headers: { 'content-type': 'application/json' },
		});
		if (!answer.ok) throw new Error(`n8n answered ${answer.status}: ${await answer.text()}`);
		const execution = await until('the execution', async () => {
			const all = await live.n8n.api.executions(id);
			return all.find((one) => !known.has(one.id));
		});
		return new Flowing(live, id, execution.id);
	};
}

/** The first node of such a workflow. */
export const start = (path: string): Given => ({
	...base('webhook', { path, httpMethod: 'POST', responseMode: 'onReceived' }, 2),
	webhookId: path,
});
