import { existsSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { LazyPackageDirectoryLoader } from 'n8n-core';
import type { ICredentialType, INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';
import { core, require, workflow } from './n8n.ts';

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

function forgetModules(directory: string): void {
	for (const file of Object.keys(require.cache)) {
		if (file.startsWith(directory + sep)) delete require.cache[file];
	}
}

/** The built package, loaded as n8n loads an installed one. */
export class NodeTypes implements INodeTypes {
	readonly #loader: LazyPackageDirectoryLoader;

	readonly #others: Record<string, AnyNodeType>;

	private constructor(loader: LazyPackageDirectoryLoader, others: Record<string, AnyNodeType>) {
		this.#loader = loader;
		this.#others = { [START_TYPE]: startNode, ...others };
	}

	/** Every load starts with fresh modules, as a new n8n process does. */
	static async load(packageRoot: string, others: Record<string, AnyNodeType>): Promise<NodeTypes> {
		const dist = join(realpathSync(packageRoot), 'dist');
		if (!existsSync(join(dist, 'known/nodes.json'))) {
			throw new Error(`There is no built package in ${dist}: run \`npm run build\` first.`);
		}
		forgetModules(dist);
		const loader = new core.LazyPackageDirectoryLoader(packageRoot);
		await loader.loadAll();
		return new NodeTypes(loader, others);
	}

	getByName(type: string): AnyNodeType {
		const other = this.#others[type];
		if (other) return other;
		if (type.endsWith(TOOL_ENDING)) return asTool(this.getByName(type.slice(0, -TOOL_ENDING.length)) as INodeType);
		const prefix = `${this.#loader.packageName}.`;
		if (!type.startsWith(prefix)) throw new core.UnrecognizedNodeTypeError(...(type.split('.') as [string, string]));
		return this.#loader.getNode(type.slice(prefix.length)).type;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return workflow.NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes() {
		return this.#loader.known.nodes;
	}

	credential(name: string): ICredentialType {
		return this.#loader.getCredential(name).type;
	}

	/** The package's nodes that offer this credential. */
	supportedNodes(credential: string): INodeType[] {
		const { supportedNodes = [] } = this.#loader.known.credentials[credential] ?? {};
		return supportedNodes.flatMap((name) => this.#loader.getVersionedNodeTypeAll(this.#loader.getNode(name).type));
	}
}
