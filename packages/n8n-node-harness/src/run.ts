import type { INodeExecutionData, IRun, ITaskData, ITaskDataConnections, WorkflowExecuteMode } from 'n8n-workflow';
import { additionalDataOf, hooksOf, nodeOf, WORKFLOW_ID, type Host, type NodeOptions } from './execution.ts';
import { core, workflow as n8nWorkflow } from './n8n.ts';
import { START_TYPE } from './nodeTypes.ts';

export interface RunOptions extends NodeOptions {
	/** One empty item when left out. */
	items?: INodeExecutionData[];
	/** The nodes that the items come through before, the first of which put them out. */
	behind?: NodeOptions[];
	/** Stops the execution as n8n's Stop button does. */
	signal?: AbortSignal;
	mode?: WorkflowExecuteMode;
	/** The execution that called this one as a sub-workflow. */
	parent?: string;
}

export interface RunResult {
	executionId: string;
	status: IRun['status'];
	/** One list for each output of the node. */
	items: INodeExecutionData[][];
	error?: IRun['data']['resultData']['error'];
	/** Strings and the node's own hints, as the output pane shows them. */
	hints: Array<{ message: string; type?: string; location?: string }>;
}

let executions = 0;

/** What n8n keeps of a node that was executed. */
export const hasRun = (data: ITaskDataConnections): ITaskData => ({
	data,
	startTime: 0,
	executionTime: 0,
	executionIndex: 0,
	executionStatus: 'success',
	source: [],
});

/** Items as they come from the node before. */
export const paired = (main: INodeExecutionData[][]) =>
	main.map((items) => items.map((json, item) => ({ ...json, pairedItem: { item } })));

/** Runs one node behind a start node that gives it `items`. */
export async function run(
	host: Host,
	{ items = [{ json: {} }], behind = [], signal, mode = 'trigger', parent, ...options }: RunOptions,
): Promise<RunResult> {
	const [first, ...others] = behind;
	const start = nodeOf(host, { type: first?.type ?? START_TYPE }, 'Start');
	const between = others.map((one, index) => ({ ...nodeOf(host, one, `Node ${index + 1}`), id: `node ${index + 1}` }));
	const node = nodeOf(host, options);
	const chain = [start, ...between, node];
	const workflow = new n8nWorkflow.Workflow({
		id: WORKFLOW_ID,
		nodes: chain,
		connections: Object.fromEntries(
			chain
				.slice(1)
				.map(({ name }, index) => [chain[index]!.name, { main: [[{ node: name, type: 'main', index: 0 }]] }]),
		),
		active: false,
		nodeTypes: host.nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const executionId = String(++executions);
	const hooks = hooksOf(workflow, executionId, mode);
	// Copies: the engine writes `pairedItem` into what it is given
	const main = [items.map((item) => ({ ...item }))];
	const data = n8nWorkflow.createRunExecutionData({
		...(parent !== undefined && { parentExecution: { executionId: parent, workflowId: WORKFLOW_ID } }),
		resultData: { runData: first ? { [start.name]: [hasRun({ main })] } : {} },
		executionData: {
			nodeExecutionStack: [
				first
					? { node: chain[1]!, data: { main: paired(main) }, source: { main: [{ previousNode: start.name }] } }
					: { node: start, data: { main }, source: null },
			],
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
			executionId,
			status,
			items: (task?.data?.main ?? []).map((output) => output ?? []),
			error: task?.error ?? data.resultData.error,
			hints: task?.hints ?? [],
		};
	} finally {
		signal?.removeEventListener('abort', cancel);
	}
}
