import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	IWebhookData,
	IWebhookDescription,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalDataOf, nodeOf, WORKFLOW_ID, type Host, type NodeOptions } from './execution.ts';
import { core, workflow as n8nWorkflow } from './n8n.ts';
import {
	expressRequest,
	expressResponse,
	parseBody,
	type WebhookRequest,
	type WebhookResponse,
} from './webhookRequest.ts';

/** `trigger`: the published workflow; `manual`: "Listen for test event" in the editor. */
export type ActivationMode = 'trigger' | 'manual';

export interface TriggerOptions extends NodeOptions {
	webhookId?: string;
}

type HookName = 'checkExists' | 'create' | 'delete';

/** One trigger node in one workflow, with n8n's web server and database around it reduced to what the node can notice. */
export class Trigger {
	/** The items of every execution the trigger has started, in order. */
	readonly executions: INodeExecutionData[][] = [];

	/** What `webhook()` or `poll()` has thrown; n8n records a failed execution for each. */
	readonly errors: Error[] = [];

	readonly #host: Host;

	readonly #options: TriggerOptions;

	readonly #webhookId: string;

	readonly #events = new EventEmitter();

	readonly #calls = new Set<Promise<void>>();

	#server: Server | undefined;

	#url = '';

	#active = false;

	/** The static data column of the workflow. */
	#saved: string | null = null;

	/** The published workflow in the memory of the process that polls; n8n rarely saves its static data. */
	#polling: Workflow | undefined;

	/** The registration of "Listen for test event"; its static data is its own. */
	#test: { staticData: string } | undefined;

	constructor(host: Host, { webhookId = 'b0a7a5c2-6c1c-4f7e-9d65-2f6f0c7f0001', ...options }: TriggerOptions) {
		this.#host = host;
		this.#options = options;
		this.#webhookId = webhookId;
	}

	/** The trigger's address in the published workflow; known once it listens. */
	get webhookUrl(): string {
		return `${this.#url}/webhook/${this.#webhooks(this.#workflow({}))[0]?.path}`;
	}

	get testWebhookUrl(): string {
		return this.webhookUrl.replace('/webhook/', '/webhook-test/');
	}

	/** What n8n keeps for this node between calls and restarts. */
	get staticData(): IDataObject {
		return (this.#load()?.[`node:${this.#node().name}`] ?? {}) as IDataObject;
	}

	async listen(): Promise<this> {
		if (this.#server) return this;
		this.#server = createServer((request, response) => {
			const call = this.#serve(request, response).finally(() => this.#calls.delete(call));
			this.#calls.add(call);
		});
		this.#server.listen(0, '127.0.0.1');
		await once(this.#server, 'listening');
		this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
		return this;
	}

	/**
	 * Registers the webhook: `checkExists`, then `create`; when one fails, `delete`, and the error is thrown. A polling
	 * trigger looks for the first time instead.
	 */
	async activate({
		mode = 'trigger',
		activation = 'activate',
	}: { mode?: ActivationMode; activation?: WorkflowActivateMode } = {}): Promise<void> {
		await this.listen();
		if (mode === 'manual') return await this.#listenForTest();
		if (this.#nodeType().poll) return await this.#startPolling();
		const workflow = this.#workflow(this.#load());
		// n8n stores the webhook first: services call it to test it while `create` runs
		this.#active = true;
		try {
			for (const webhook of this.#webhooks(workflow)) {
				if (await this.#hook('checkExists', workflow, webhook, 'trigger', activation)) continue;
				await this.#hook('create', workflow, webhook, 'trigger', activation);
			}
		} catch (error) {
			// n8n only logs what goes wrong while it clears up
			await this.#deleteAll(workflow).catch(() => undefined);
			this.#active = false;
			throw error;
		} finally {
			this.#save(workflow);
		}
	}

	async #startPolling(): Promise<void> {
		this.#polling = this.#workflow(this.#load());
		await this.poll();
		this.#save(this.#polling);
	}

	async #listenForTest(): Promise<void> {
		const workflow = this.#workflow({});
		this.#test = { staticData: '{}' };
		try {
			for (const webhook of this.#webhooks(workflow, true)) {
				if (await this.#hook('checkExists', workflow, webhook, 'manual', 'manual')) continue;
				await this.#hook('create', workflow, webhook, 'manual', 'manual');
			}
			this.#test = { staticData: JSON.stringify(workflow.staticData) };
		} catch (error) {
			this.#test = undefined;
			await this.#deleteAll(workflow, true);
			throw error;
		}
	}

	async deactivate({ mode = 'trigger' }: { mode?: ActivationMode } = {}): Promise<void> {
		if (mode === 'manual') return await this.#stopTest();
		const workflow = this.#workflow(this.#load());
		this.#active = false;
		this.#polling = undefined;
		try {
			await this.#deleteAll(workflow);
		} finally {
			this.#save(workflow);
		}
	}

	async #stopTest(): Promise<void> {
		if (!this.#test) return;
		const { staticData } = this.#test;
		this.#test = undefined;
		await this.#deleteAll(this.#workflow(JSON.parse(staticData) as IDataObject), true);
	}

	async #deleteAll(workflow: Workflow, isTest = false): Promise<void> {
		for (const webhook of this.#webhooks(workflow, isTest)) {
			await this.#hook('delete', workflow, webhook, 'internal', 'update');
		}
	}

	async #hook(
		name: HookName,
		workflow: Workflow,
		webhook: IWebhookData,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	): Promise<boolean | undefined> {
		const node = this.#nodeIn(workflow);
		const group = webhook.webhookDescription.name;
		const additionalData = webhook.workflowExecuteAdditionalData;
		const context = new core.HookContext(workflow, node, additionalData, mode, activation, webhook);
		return await this.#nodeType().webhookMethods?.[group]?.[name].call(context);
	}

	/** A new n8n process over the same database: published workflows stay registered, what was only in memory is gone. */
	async restart(): Promise<void> {
		this.#test = undefined;
		this.#polling = undefined;
		await this.#host.reload();
	}

	/**
	 * Lets a polling trigger look once; a test run in the editor knows nothing of earlier ones. What the node remembers is
	 * saved only when it found something.
	 */
	async poll({ mode = 'trigger' }: { mode?: ActivationMode } = {}): Promise<INodeExecutionData[] | null> {
		const workflow = mode === 'trigger' ? (this.#polling ??= this.#workflow(this.#load())) : this.#workflow({});
		const activation = mode === 'trigger' ? 'activate' : 'manual';
		const context = new core.PollContext(workflow, this.#nodeIn(workflow), this.#additionalData(), mode, activation);
		const output = await this.#nodeType().poll?.call(context);
		if (!output) return null;
		if (mode === 'trigger') this.#save(workflow);
		const items = output[0] ?? [];
		this.#start(items);
		return items;
	}

	/** Waits until at least `count` executions have been started since the trigger was made. */
	async waitForExecutions(count: number, timeout = 10_000): Promise<INodeExecutionData[][]> {
		const signal = AbortSignal.timeout(timeout);
		while (this.executions.length < count) {
			await once(this.#events, 'execution', { signal }).catch(() => {
				throw new Error(`${this.executions.length} of ${count} executions were started within ${timeout} ms`);
			});
		}
		return this.executions;
	}

	/** Waits until every request that has arrived is dealt with. */
	async idle(): Promise<void> {
		while (this.#calls.size > 0) await Promise.all(this.#calls);
	}

	async close(): Promise<void> {
		const server = this.#server;
		if (!server?.listening) return;
		server.closeAllConnections();
		server.close();
		await once(server, 'close');
	}

	async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const request = expressRequest(incoming);
		const response = expressResponse(outgoing);
		const [, endpoint, path] = /^\/(webhook|webhook-test)\/(.+?)\/?$/.exec(request.path) ?? [];
		const isTest = endpoint === 'webhook-test';
		const registered = isTest ? this.#test !== undefined : this.#active;
		const webhook = this.#webhooks(this.#workflow({}), isTest).find(
			(webhook) => registered && webhook.path === path && webhook.httpMethod === request.method,
		);
		if (!webhook) {
			const message = `The requested webhook "${request.method} ${path}" is not registered.`;
			response.status(404).json({ code: 404, message });
			return;
		}
		try {
			await parseBody(request, this.#node().typeVersion);
		} catch (error) {
			response.status(422).json({ code: 422, message: 'Failed to parse request body', hint: (error as Error).message });
			return;
		}
		try {
			const items = await this.#webhook(webhook, request, response);
			if (!items) return;
			this.#start(items);
		} catch (error) {
			this.errors.push(error as Error);
			const message = 'Workflow Webhook Error: Workflow could not be started!';
			if (!response.headersSent) response.status(500).json({ code: 0, message });
		}
		if (isTest) await this.#stopTest();
	}

	/** Returns the items of the execution the call starts, if it starts one. */
	async #webhook(
		webhook: IWebhookData,
		request: WebhookRequest,
		response: WebhookResponse,
	): Promise<INodeExecutionData[] | undefined> {
		const isTest = webhook.isTest === true;
		const staticData = isTest ? {} : this.#load();
		const workflow = this.#workflow(staticData);
		if (isTest) workflow.setTestStaticData(JSON.parse(this.#test?.staticData ?? '{}') as IDataObject);
		const additionalData = this.#additionalData({ httpRequest: request, httpResponse: response });
		const mode = isTest ? 'manual' : 'webhook';
		const context = new core.WebhookContext(workflow, this.#nodeIn(workflow), additionalData, mode, webhook, [], null);

		const { noWebhookResponse, webhookResponse, workflowData } = (await this.#nodeType().webhook?.call(context)) ?? {};
		const { responseCode = 200, responseData = 'firstEntryJson' } = webhook.webhookDescription;
		const answer = (body: unknown) => void response.status(Number(responseCode)).send(body);
		const save = () => !isTest && this.#save(workflow);

		if (noWebhookResponse) {
			save();
		} else if (!workflowData) {
			save();
			answer(webhookResponse ?? { message: 'Webhook call received' });
		} else {
			// n8n starts the execution before it saves. That makes another Workflow over the same static data, which forgets
			// that the data has changed: what `webhook()` wrote is lost.
			this.#workflow(staticData);
			save();
			answer(responseData || (webhookResponse ?? { message: 'Workflow was started' }));
		}
		return workflowData?.[0];
	}

	#start(items: INodeExecutionData[]): void {
		this.executions.push(items);
		this.#events.emit('execution');
	}

	#load(): IDataObject | null {
		return this.#saved === null ? null : (JSON.parse(this.#saved) as IDataObject);
	}

	#save(workflow: Workflow): void {
		if (workflow.staticData.__dataChanged !== true) return;
		this.#saved = JSON.stringify(workflow.staticData);
		workflow.staticData.__dataChanged = false;
	}

	#additionalData(more: Partial<IWorkflowExecuteAdditionalData> = {}): IWorkflowExecuteAdditionalData {
		return additionalDataOf(this.#host, { workflowId: WORKFLOW_ID, ...more }, this.#url);
	}

	#node(): INode {
		return { ...nodeOf(this.#host, this.#options, 'Trigger'), webhookId: this.#webhookId };
	}

	#nodeIn(workflow: Workflow): INode {
		return Object.values(workflow.nodes)[0] as INode;
	}

	#nodeType(): INodeType {
		return this.#host.nodeTypes.getByNameAndVersion(this.#options.type, this.#options.typeVersion);
	}

	#workflow(staticData: IDataObject | null): Workflow {
		return new n8nWorkflow.Workflow({
			id: WORKFLOW_ID,
			name: WORKFLOW_ID,
			nodes: [this.#node()],
			connections: {},
			active: this.#active,
			nodeTypes: this.#host.nodeTypes,
			...(staticData && { staticData }),
		});
	}

	#webhooks(workflow: Workflow, isTest = false): IWebhookData[] {
		const node = this.#nodeIn(workflow);
		const descriptions = this.#nodeType().description.webhooks ?? [];
		return descriptions.map((webhookDescription) => {
			const value = (name: keyof IWebhookDescription, fallback?: string | boolean) =>
				workflow.expression.getSimpleParameterValue(
					node,
					webhookDescription[name] as never,
					'internal',
					{},
					undefined,
					fallback,
				);
			return {
				httpMethod: String(value('httpMethod', 'GET')) as IWebhookData['httpMethod'],
				node: node.name,
				path: n8nWorkflow.NodeHelpers.getNodeWebhookPath(
					WORKFLOW_ID,
					node,
					String(value('path')).replace(/^\/|\/$/g, ''),
					value('isFullPath', false) === true,
				),
				webhookDescription,
				workflowId: WORKFLOW_ID,
				workflowExecuteAdditionalData: this.#additionalData(),
				isTest,
			};
		});
	}
}
