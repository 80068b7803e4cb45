import type { INodeCredentialTestResult, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { BinaryStore } from './binary.ts';
import { testCredential } from './credentialTest.ts';
import { CredentialsHelper, type CredentialsStore } from './credentials.ts';
import type { Host } from './execution.ts';
import { listSearch, loadOptions, type ListOptions, type SearchOptions } from './lists.ts';
import { AGENT_TYPE, NodeTypes, type AnyNodeType } from './nodeTypes.ts';
import { run, type RunOptions, type RunResult } from './run.ts';
import { agentNode, callTool, type ToolAnswer, type ToolOptions } from './tool.ts';
import { Trigger, type TriggerOptions } from './trigger.ts';
import { WaitingExecution, type WaitingOptions } from './waiting.ts';

export interface EngineOptions {
	/** By credential type: `{ pactApi: { apiToken, baseUrl } }`. Every node has all of them selected. */
	credentials?: CredentialsStore;
	/** The package to load: the folder with its package.json. */
	packageRoot: string;
	/** Other packages that are installed in the same n8n. */
	beside?: string[];
	/** Nodes of other packages, by their full type name. */
	extraNodes?: Record<string, AnyNodeType>;
	/** Called before a process of n8n begins: to forget what a package keeps outside of its own modules. */
	onStart?: () => void;
}

export interface Engine {
	/** What is stored now: a credential that refreshes itself changes it. */
	readonly credentials: CredentialsStore;
	readonly binary: BinaryStore;
	run(options: RunOptions): Promise<RunResult>;
	/** Has an AI agent call a node as its tool; resolves to what it was answered, call by call. */
	callTool(options: ToolOptions): Promise<ToolAnswer[]>;
	loadOptions(options: ListOptions): Promise<INodePropertyOptions[]>;
	listSearch(options: SearchOptions): Promise<INodeListSearchResult>;
	testCredential(name: string): Promise<INodeCredentialTestResult>;
	trigger(options: TriggerOptions): Trigger;
	/** An execution that may wait, up to its first wait or its end. */
	waiting(options: WaitingOptions): Promise<WaitingExecution>;
	/** A new n8n process over the same executions. */
	restart(): Promise<void>;
	close(): Promise<void>;
}

/** n8n-core's engine over a built package. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
	const { credentials = {}, packageRoot, beside = [], extraNodes = {}, onStart } = options;
	const load = async () => {
		onStart?.();
		return await NodeTypes.load([packageRoot, ...beside], { [AGENT_TYPE]: agentNode, ...extraNodes });
	};
	const host: Host = {
		nodeTypes: await load(),
		credentials,
		credentialsHelper: new CredentialsHelper((name) => host.nodeTypes.credential(name), credentials),
		reload: async () => {
			host.nodeTypes = await load();
		},
	};
	const binary = new BinaryStore();
	await binary.init();
	const triggers: Trigger[] = [];
	const executions: WaitingExecution[] = [];
	return {
		credentials,
		binary,
		run: async (options) => await run(host, options),
		callTool: async (options) => await callTool(host, options),
		loadOptions: async (options) => await loadOptions(host, options),
		listSearch: async (options) => await listSearch(host, options),
		testCredential: async (name) => await testCredential(host, name),
		trigger: (options) => {
			const trigger = new Trigger(host, options);
			triggers.push(trigger);
			return trigger;
		},
		waiting: async (options) => {
			const execution = new WaitingExecution(host, options);
			executions.push(execution);
			return await execution.start();
		},
		restart: async () => await host.reload(),
		close: async () => {
			await Promise.all([...triggers, ...executions].map((open) => open.close()));
		},
	};
}
