import type { INodeListSearchResult, INodeParameters, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { additionalDataOf, nodeOf, type Host } from './execution.ts';
import { core, workflow as n8nWorkflow } from './n8n.ts';

export interface ListOptions {
	type: string;
	/** The name under the node's `methods.loadOptions` or `methods.listSearch`. */
	method: string;
	/** What the user has filled in so far. */
	currentParameters?: INodeParameters;
	typeVersion?: number;
}

export interface SearchOptions extends ListOptions {
	filter?: string;
	paginationToken?: string;
}

function contextOf(host: Host, { type, currentParameters = {}, typeVersion }: ListOptions) {
	const node = nodeOf(host, { type, parameters: currentParameters, ...(typeVersion && { typeVersion }) });
	const { nodeTypes } = host;
	const workflow = new n8nWorkflow.Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = additionalDataOf(host, { currentNodeParameters: currentParameters });
	return new core.LoadOptionsContext(workflow, node, additionalData, '');
}

function methodsOf(host: Host, { type, typeVersion }: ListOptions): NonNullable<INodeType['methods']> {
	return host.nodeTypes.getByNameAndVersion(type, typeVersion).methods ?? {};
}

const missing = (kind: string, { type, method }: ListOptions) => new Error(`${type} has no ${kind} method "${method}"`);

export async function loadOptions(host: Host, options: ListOptions): Promise<INodePropertyOptions[]> {
	const method = methodsOf(host, options).loadOptions?.[options.method];
	if (!method) throw missing('loadOptions', options);
	return await method.call(contextOf(host, options));
}

export async function listSearch(host: Host, options: SearchOptions): Promise<INodeListSearchResult> {
	const method = methodsOf(host, options).listSearch?.[options.method];
	if (!method) throw missing('listSearch', options);
	return await method.call(contextOf(host, options), options.filter, options.paginationToken);
}
