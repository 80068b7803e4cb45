import type { IDataObject, INode, INodeExecutionData, INodeType, ITaskData } from 'n8n-workflow';
import { additionalDataOf, hooksOf, nodeOf, WORKFLOW_ID, type Host, type NodeOptions } from './execution.ts';
import { core, workflow as n8nWorkflow } from './n8n.ts';
import { AGENT_TYPE, START_TYPE, TOOL_ENDING } from './nodeTypes.ts';
import { hasRun, paired } from './run.ts';

export interface ToolOptions extends NodeOptions {
	/** What the agent asks for, one call after another: the values of `$fromAI`. */
	calls: IDataObject[];
	/** The node before the agent, and what it puts out: once for each time that the execution comes to the agent. */
	before?: { type: string; runs: INodeExecutionData[][] };
}

/** What the agent is answered to a call. */
export interface ToolAnswer {
	answer?: unknown;
	error?: string;
}

interface Tool {
	invoke(values: IDataObject): Promise<string>;
}

/** An AI agent without a mind: it makes the calls it is told to make, as n8n's own has its tools called. */
export const agentNode: INodeType = {
	description: {
		displayName: 'Agent',
		name: 'agent',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Agent' },
		inputs: ['main', { type: 'ai_tool' }],
		outputs: ['main'],
		properties: [{ displayName: 'Calls', name: 'calls', type: 'json', default: '[]' }],
	},
	async execute() {
		const [tool] = (await this.getInputConnectionData('ai_tool', 0)) as [Tool];
		const answers: ToolAnswer[] = [];
		for (const values of JSON.parse(this.getNodeParameter('calls', 0) as string) as IDataObject[]) {
			try {
				answers.push({ answer: JSON.parse(await tool.invoke(values)) });
			} catch (error) {
				answers.push({ error: (error as Error).message });
			}
		}
		return [answers.map((answer) => ({ json: answer as IDataObject }))];
	},
};

let executions = 0;

/** Runs an agent that has one node as its tool; resolves to the answers of all its runs. */
export async function callTool(host: Host, { calls, before, type, ...options }: ToolOptions): Promise<ToolAnswer[]> {
	const agent = nodeOf(host, { type: AGENT_TYPE, parameters: { calls: JSON.stringify(calls) } }, 'Agent');
	const tool: INode = { ...nodeOf(host, { type: `${type}${TOOL_ENDING}`, ...options }, 'Tool'), id: 'tool' };
	const first = nodeOf(host, { type: before?.type ?? START_TYPE }, 'Before');
	const workflow = new n8nWorkflow.Workflow({
		id: WORKFLOW_ID,
		nodes: [first, agent, tool],
		connections: {
			Before: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Tool: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
		active: false,
		nodeTypes: host.nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const executionId = `tool ${++executions}`;
	const answers: ToolAnswer[] = [];
	const put: ITaskData[] = [];
	for (const main of (before?.runs ?? [[{ json: {} }]]).map((items) => [items])) {
		put.push(hasRun({ main }));
		const source = { main: [{ previousNode: first.name, previousNodeRun: put.length - 1 }] };
		const data = n8nWorkflow.createRunExecutionData({
			resultData: { runData: { [first.name]: put } },
			executionData: { nodeExecutionStack: [{ node: agent, data: { main: paired(main) }, source }] },
		});
		const additionalData = additionalDataOf(host, { executionId, hooks: hooksOf(workflow, executionId) });
		const execution = new core.WorkflowExecute(additionalData, 'trigger', data);
		const { resultData } = (await execution.processRunExecutionData(workflow)).data;
		if (resultData.error) throw resultData.error as Error;
		const [out] = resultData.runData.Agent?.at(-1)?.data?.main ?? [];
		answers.push(...(out ?? []).map(({ json }) => json as ToolAnswer));
	}
	return answers;
}
