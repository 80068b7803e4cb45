import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import type { ExecuteContext, LazyPackageDirectoryLoader } from 'n8n-core';
import type { ICredentialType, IExecuteFunctions, INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';
import { core, workflow } from './n8n.ts';

export type AnyNodeType = INodeType | IVersionedNodeType;

/** Hands an execution its items; it stands before the node under test. */
export const START_TYPE = 'harness.start';
/** Calls another node as its tool. */
export const AGENT_TYPE = 'harness.agent';
/** What n8n puts behind the type of a node that is a tool. */
export const TOOL_ENDING = 'Tool';

const startNode = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
} satisfies INodeType;

/** A node as n8n offers it to an agent. */
const asTool = (node: INodeType): INodeType =>
	Object.assign(Object.create(node) as INodeType, {
		description: { ...node.description, inputs: [], outputs: ['ai_tool'] },
	});

/**
 * The folders in which the files of a package lie; of its own folder only what lies in it directly, for tests and modules lie
 * below. A package that is not built is said so here: n8n would only miss a file.
 */
function foldersOf(packageRoot: string): string[] {
	const { n8n = {} } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
		n8n?: { nodes?: string[]; credentials?: string[] };
	};
	const files = [...(n8n.nodes ?? []), ...(n8n.credentials ?? [])];
	if (files.length === 0) throw new Error(`${packageRoot}/package.json names no nodes and no credentials under "n8n".`);
	for (const file of files) {
		if (existsSync(join(packageRoot, file))) continue;
		throw new Error(`There is no built package in ${packageRoot}: ${file} is missing. Run \`npm run build\` first.`);
	}
	const folders = files.map((file) => normalize(file).split(sep).slice(0, -1)[0] ?? '.');
	return [...new Set(folders)].map((folder) => realpathSync(join(packageRoot, folder)));
}

function forgetModules(packageRoot: string): void {
	const root = realpathSync(packageRoot);
	const folders = foldersOf(packageRoot);
	for (const file of Object.keys(require.cache)) {
		const isIn = (folder: string) => (folder === root ? dirname(file) === root : file.startsWith(folder + sep));
		if (folders.some(isIn)) delete require.cache[file];
	}
}

/** n8n gives a node that only describes its requests the `execute` that sends them. */
function isDeclarative({ description, execute, methods, poll, supplyData, trigger, webhook }: INodeType): boolean {
	const describesRequests = description.requestDefaults !== undefined;
	return !execute && !supplyData && !poll && !trigger && ((!webhook && !methods) || describesRequests);
}

async function sendRequests(this: IExecuteFunctions, nodeType: INodeType) {
	return (await new core.RoutingNode(this as ExecuteContext, nodeType).runNode()) ?? [];
}

/** Built packages, loaded as n8n loads installed ones. */
export class NodeTypes implements INodeTypes {
	readonly #loaders: LazyPackageDirectoryLoader[];

	readonly #others: Record<string, AnyNodeType>;

	private constructor(loaders: LazyPackageDirectoryLoader[], others: Record<string, AnyNodeType>) {
		this.#loaders = loaders;
		this.#others = { [START_TYPE]: startNode, ...others };
	}

	/** Every load starts with fresh modules, as a new n8n process does. */
	static async load(packageRoots: string[], others: Record<string, AnyNodeType>): Promise<NodeTypes> {
		packageRoots.forEach(forgetModules);
		const loaders = packageRoots.map((packageRoot) => new core.LazyPackageDirectoryLoader(packageRoot));
		for (const loader of loaders) await loader.loadAll();
		return new NodeTypes(loaders, others);
	}

	getByName(type: string): AnyNodeType {
		const other = this.#others[type];
		if (other) return other;
		if (type.endsWith(TOOL_ENDING)) return asTool(this.getByName(type.slice(0, -TOOL_ENDING.length)) as INodeType);
		const [packageName = '', name = ''] = type.split('.');
		const loader = this.#loaders.find((loader) => loader.packageName === packageName);
		if (!loader) throw new core.UnrecognizedNodeTypeError(packageName, name);
		return loader.getNode(name).type;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		const nodeType = workflow.NodeHelpers.getVersionedNodeType(this.getByName(type), version);
		if (isDeclarative(nodeType)) {
			nodeType.execute = async function () {
				return await sendRequests.call(this, nodeType);
			};
		}
		return nodeType;
	}

	getKnownTypes() {
		return Object.assign(
			{},
			...this.#loaders.map(({ known }) => known.nodes),
		) as LazyPackageDirectoryLoader['known']['nodes'];
	}

	/** The loader of a credential; where several packages have one of this name, n8n takes the last one's. */
	#holderOf(credential: string): LazyPackageDirectoryLoader | undefined {
		return this.#loaders.findLast(({ known }) => credential in known.credentials);
	}

	credential(name: string): ICredentialType {
		const holder = this.#holderOf(name);
		if (!holder) throw new core.UnrecognizedCredentialTypeError(name);
		return holder.getCredential(name).type;
	}

	/** The nodes of its package that offer this credential. */
	supportedNodes(credential: string): INodeType[] {
		const holder = this.#holderOf(credential);
		const { supportedNodes = [] } = holder?.known.credentials[credential] ?? {};
		return supportedNodes.flatMap((name) => holder!.getVersionedNodeTypeAll(holder!.getNode(name).type));
	}
}
