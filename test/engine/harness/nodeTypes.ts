import { existsSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { LazyPackageDirectoryLoader } from 'n8n-core';
import type { ICredentialType, INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';
import { core, require, workflow } from './n8n.ts';

export type AnyNodeType = INodeType | IVersionedNodeType;

/** Hands an execution its items; it stands before the node under test. */
export const START_TYPE = 'harness.start';

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

/** Answers every item with words of its own, as n8n's AI Agent does: nothing of the item is left but its link. */
export const AGENT_TYPE = 'harness.agent';

const agentNode = {
	description: {
		displayName: 'Agent',
		name: 'agent',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Agent' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData().map((_, item) => ({ json: { output: `Answer ${item + 1}` }, pairedItem: { item } }))];
	},
} satisfies INodeType;

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
		this.#others = { [START_TYPE]: startNode, [AGENT_TYPE]: agentNode, ...others };
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
