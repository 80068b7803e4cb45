import type { INodeExecutionData, IRun, WorkflowExecuteMode } from 'n8n-workflow';
import { additionalDataOf, hooksOf, nodeOf, WORKFLOW_ID, type Host, type NodeOptions } from './execution.ts';
import { core, workflow as n8nWorkflow } from './n8n.ts';
import { START_TYPE } from './nodeTypes.ts';

export interface RunOptions extends NodeOptions {
	/** One empty item when left out. */
	items?: INodeExecutionData[];
	/** Stops the execution as n8n's Stop button does. */
	signal?: AbortSignal;
	mode?: WorkflowExecuteMode;
}

export interface RunResult {
	status: IRun['status'];
	/** One list for each output of the node. */
	items: INodeExecutionData[][];
	error?: IRun['data']['resultData']['error'];
	/** Strings and the node's own hints, as the output pane shows them. */
	hints: Array<{ message: string; type?: string; location?: string }>;
}

let executions = 0;

/** Runs one node behind a start node that gives it `items`. */
export async function run(
	host: Host,
	{ items = [{ json: {} }], signal, mode = 'trigger', ...options }: RunOptions,
): Promise<RunResult> {
	const start = nodeOf(host, { type: START_TYPE }, 'Start');
	const node = nodeOf(host, options);
	const workflow = new n8nWorkflow.Workflow({
		id: WORKFLOW_ID,
		nodes: [start, node],
		connections: { [start.name]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes: host.nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const executionId = String(++executions);
	const hooks = hooksOf(workflow, executionId, mode);
	const data = n8nWorkflow.createRunExecutionData({
		executionData: {
			// Copies: the engine writes `pairedItem` into what it is given
			nodeExecutionStack: [{ node: start, data: { main: [items.map((item) => ({ ...item }))] }, source: null }],
		},
	});
	const additionalData = additionalDataOf(host, { executionId, hooks });
	const execution = new core.WorkflowExecute(additionalData, mode, data).processRunExecutionData(workflow);
	const cancel = () => execution.cancel();
	if (signal?.aborted) cancel();
	signal?.addEventListener('abort', cancel);
	try {
		const { status, data } = await execution;
		const task = data.resultData.runData[node.name]?.at(-1);
		return {
			status,
			items: (task?.data?.main ?? []).map((output) => output ?? []),
			error: task?.error ?? data.resultData.error,
			hints: task?.hints ?? [],
		};
	} finally {
		signal?.removeEventListener('abort', cancel);
	}
}
