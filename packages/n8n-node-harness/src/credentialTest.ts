import type {
	ICredentialsDecrypted,
	ICredentialTestFunction,
	ICredentialTestRequestData,
	INode,
	INodeCredentialTestResult,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	NodeApiError,
} from 'n8n-workflow';
import { additionalDataOf, type Host } from './execution.ts';
import { core, workflow as n8nWorkflow } from './n8n.ts';

const noOp: INodeType = {
	description: {
		displayName: 'No Operation, do nothing',
		name: 'n8n-nodes-base.noOp',
		group: ['organization'],
		version: 1,
		description: '',
		defaults: { name: 'No Operation, do nothing' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
};

const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

function testOf(host: Host, name: string): ICredentialTestFunction | ICredentialTestRequestData | undefined {
	const { test } = host.nodeTypes.credential(name);
	if (test) return { testRequest: test };
	for (const nodeType of host.nodeTypes.supportedNodes(name)) {
		const testedBy = nodeType.description.credentials?.find((credential) => credential.name === name)?.testedBy;
		if (typeof testedBy === 'string') return nodeType.methods?.credentialTest?.[testedBy];
		if (testedBy) return { nodeType, testRequest: testedBy };
	}
	return undefined;
}

/** What the Test button of a credential does. */
export async function testCredential(host: Host, name: string): Promise<INodeCredentialTestResult> {
	const test = testOf(host, name);
	if (!test) return failed('No testing function found for this credential.');
	const credential: ICredentialsDecrypted = {
		id: name,
		name,
		type: name,
		data: host.credentialsHelper.withDefaults(name, host.credentials[name] ?? {}),
	};
	const additionalData = additionalDataOf(host);
	if (typeof test !== 'function') return await request(host, credential, test);
	return await test.call(new core.CredentialTestContext(additionalData), credential);
}

/** Sends the test's request through n8n's engine for declarative nodes, in a node made for it. */
async function request(
	host: Host,
	credential: ICredentialsDecrypted,
	{ nodeType = noOp, testRequest }: ICredentialTestRequestData,
): Promise<INodeCredentialTestResult> {
	const { name } = credential;
	const testing: INodeType = {
		description: {
			...nodeType.description,
			credentials: [{ name, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request: testRequest.request } },
			],
		},
	};
	const nodeTypes: INodeTypes = {
		getByName: () => testing,
		getByNameAndVersion: () => testing,
		getKnownTypes: () => ({}),
	};
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: nodeType.description.name,
		typeVersion: [nodeType.description.version].flat().at(-1) ?? 1,
		position: [0, 0],
		// by these n8n knows that a credential is being tested
		parameters: { temp: '' },
		credentials: { [name]: { id: credential.id, name } },
	};
	const workflow = new n8nWorkflow.Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const context = new core.ExecuteContext(
		workflow,
		node,
		additionalDataOf(host, { currentNodeParameters: node.parameters }),
		'internal',
		n8nWorkflow.createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	let response: INodeExecutionData[][] | null | undefined;
	try {
		response = await new core.RoutingNode(context, testing, credential).runNode();
	} catch (error) {
		return failed(explain(error as NodeApiError, testRequest.rules));
	}
	for (const rule of testRequest.rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, value, message } = rule.properties;
		const found = key
			.split('.')
			.reduce<unknown>((from, part) => (from as Record<string, unknown>)?.[part], response?.[0]?.[0]?.json);
		if (found === value) return failed(message);
	}
	return { status: 'OK', message: 'Connection successful!' };
}

function explain(error: NodeApiError, rules: ICredentialTestRequestData['testRequest']['rules'] = []): string {
	const cause = error.cause as { code?: string; response?: { status: number; statusText?: string } } | undefined;
	if (!cause?.response) return cause?.code ?? error.message;
	const { status, statusText } = cause.response;
	for (const rule of rules) {
		if (rule.type === 'responseCode' && rule.properties.value === status) return rule.properties.message;
	}
	return statusText || `Received HTTP status code: ${status}`;
}
