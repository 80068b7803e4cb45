import type {
	INode,
	INodeParameters,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { CredentialsHelper, CredentialsStore } from './credentials.ts';
import { core } from './n8n.ts';
import type { NodeTypes } from './nodeTypes.ts';

/** What every part of the engine works with. */
export interface Host {
	nodeTypes: NodeTypes;
	credentials: CredentialsStore;
	credentialsHelper: CredentialsHelper;
	/** Loads the package anew, as a restart of n8n does. */
	reload(): Promise<void>;
}

export const WORKFLOW_ID = 'engine';

export type NodeSettings = Partial<
	Pick<
		INode,
		'typeVersion' | 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'alwaysOutputData' | 'executeOnce'
	>
>;

export interface NodeOptions extends NodeSettings {
	/** With the package's name in front, as in a workflow: `n8n-nodes-conversations.pact`. */
	type: string;
	parameters?: INodeParameters;
}

export function nodeOf(host: Host, { type, parameters = {}, ...settings }: NodeOptions, name = 'Node'): INode {
	const { description } = host.nodeTypes.getByNameAndVersion(type, settings.typeVersion);
	const credentials = Object.keys(host.credentials).map((credential) => [
		credential,
		{ id: credential, name: credential },
	]);
	return {
		id: 'node',
		name,
		type,
		typeVersion: [description.version].flat().at(-1) ?? 1,
		position: [0, 0],
		// n8n fills in the defaults of the parameters it is given
		parameters: structuredClone(parameters),
		credentials: Object.fromEntries(credentials),
		...settings,
	};
}

/** `url` is where this n8n is reached: the addresses of webhooks are built on it. Without a trigger nothing listens. */
export function additionalDataOf(
	host: Host,
	more: Partial<IWorkflowExecuteAdditionalData> = {},
	url = 'http://127.0.0.1:1',
): IWorkflowExecuteAdditionalData {
	const data: Partial<IWorkflowExecuteAdditionalData> = {
		credentialsHelper: host.credentialsHelper,
		currentNodeExecutionIndex: 0,
		variables: {},
		instanceBaseUrl: `${url}/`,
		restApiUrl: `${url}/rest`,
		formBaseUrl: `${url}/form`,
		formWaitingBaseUrl: `${url}/form-waiting`,
		formTestBaseUrl: `${url}/form-test`,
		webhookBaseUrl: `${url}/webhook`,
		webhookWaitingBaseUrl: `${url}/webhook-waiting`,
		webhookTestBaseUrl: `${url}/webhook-test`,
		...more,
	};
	// Sub-workflows, AI events and task runners have no part in these nodes
	return data as IWorkflowExecuteAdditionalData;
}

/** What n8n does beside an execution, which is nothing here. */
export const hooksOf = (workflow: Workflow, executionId: string, mode: WorkflowExecuteMode = 'trigger') =>
	new core.ExecutionLifecycleHooks(mode, executionId, {
		id: WORKFLOW_ID,
		name: WORKFLOW_ID,
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: new Date(),
		updatedAt: new Date(),
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
	});
