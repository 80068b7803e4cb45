import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
	IDataObject,
	IN8nHttpFullResponse,
	INode,
	INodeExecutionData,
	INodeType,
	ITaskData,
	IWebhookData,
	IWebhookDescription,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalDataOf, nodeOf, type Host, type NodeOptions } from './execution.ts';
import { core, workflow as n8nWorkflow } from './n8n.ts';
import type { NodeTypes } from './nodeTypes.ts';
import { database } from './processed.ts';
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
	/** A trigger in another workflow of the same n8n. */
	beside?: Trigger;
	/** How this computer is written in addresses, as a user may write it in `WEBHOOK_URL`. */
	host?: string;
}

const DEFAULT_WEBHOOK_ID = 'b0a7a5c2-6c1c-4f7e-9d65-2f6f0c7f0001';

let workflows = 0;

type HookName = 'checkExists' | 'create' | 'delete';

/** One trigger node in one workflow, with n8n's web server and database around it reduced to what the node can notice. */
export class Trigger {
	/** The items of every execution that went on behind the trigger, in order. */
	readonly executions: INodeExecutionData[][] = [];

	/** How many executions were started, with those that ended at the trigger. */
	started = 0;

	/** How many executions n8n will not be able to store. */
	unstorable = 0;

	/** How many times n8n will not reach its memory of what was processed. */
	set unreachable(times: number) {
		database.failures = times;
	}

	/** What `webhook()` or `poll()` has thrown; n8n records a failed execution for each. */
	readonly errors: Error[] = [];

	readonly #host: Host;

	readonly #options: TriggerOptions;

	readonly #webhookId: string;

	readonly #workflowId = `workflow-${++workflows}`;

	readonly #beside: Trigger | undefined;

	readonly #hostName: string;

	/** The triggers that this one's server listens for. */
	readonly #listening: Trigger[] = [this];

	/** The processes of queue mode, where there are several: those that receive, and those that execute. */
	#receivers: NodeTypes[] = [];

	#workers: NodeTypes[] = [];

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

	constructor(
		host: Host,
		{ webhookId = DEFAULT_WEBHOOK_ID, beside, host: hostName = '127.0.0.1', ...options }: TriggerOptions,
	) {
		this.#beside = beside;
		this.#hostName = hostName;
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

	/** Has n8n keep this for the node instead. */
	remember(memory: IDataObject): void {
		this.#saved = JSON.stringify({ ...this.#load(), [`node:${this.#node().name}`]: memory });
		this.#polling = undefined;
	}

	async listen(): Promise<this> {
		if (this.#url) return this;
		if (this.#beside) {
			await this.#beside.listen();
			this.#beside.#listening.push(this);
			this.#url = this.#beside.#url;
			return this;
		}
		this.#server = createServer((request, response) => {
			const call = this.#serve(request, response).finally(() => this.#calls.delete(call));
			this.#calls.add(call);
		});
		this.#server.listen(0, '127.0.0.1');
		await once(this.#server, 'listening');
		this.#url = `http://${this.#hostName}:${(this.#server.address() as AddressInfo).port}`;
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
		if (this.#workers.length > 0) await this.scale(this.#receivers.length, this.#workers.length);
	}

	/** Goes on in queue mode: calls reach these processes by turns, and executions run in those. */
	async scale(receivers: number, workers: number): Promise<void> {
		const processes: NodeTypes[] = [];
		for (let number = 0; number < receivers + workers; number++) {
			await this.#host.reload();
			// n8n loads a node when it is first used; here each process must have got its own by then
			this.#nodeType(this.#host.nodeTypes);
			processes.push(this.#host.nodeTypes);
		}
		this.#receivers = processes.slice(0, receivers);
		this.#workers = processes.slice(receivers);
	}

	/** The process whose turn it is. */
	#next(processes: NodeTypes[]): NodeTypes {
		const next = processes.shift();
		if (!next) return this.#host.nodeTypes;
		processes.push(next);
		return next;
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
		const there = this.#listening.flatMap((trigger) => {
			const registered = isTest ? trigger.#test !== undefined : trigger.#active;
			const webhooks = registered ? trigger.#webhooks(trigger.#workflow({}), isTest) : [];
			return webhooks.filter((webhook) => webhook.path === path).map((webhook) => ({ trigger, webhook }));
		});
		if (request.get('origin') !== undefined && there.length > 0) {
			response.set(
				'Access-Control-Allow-Methods',
				['OPTIONS', ...there.map(({ webhook }) => webhook.httpMethod)].join(),
			);
		}
		const found = there.find(({ webhook }) => webhook.httpMethod === request.method);
		if (!found) {
			const message = `The requested webhook "${request.method} ${path}" is not registered.`;
			response.status(404).json({ code: 404, message });
			return;
		}
		await found.trigger.#receive(found.webhook, request, response);
	}

	async #receive(webhook: IWebhookData, request: WebhookRequest, response: WebhookResponse): Promise<void> {
		try {
			await parseBody(request, this.#node().typeVersion);
		} catch (error) {
			response.status(422).json({ code: 422, message: 'Failed to parse request body', hint: (error as Error).message });
			return;
		}
		try {
			if (!(await this.#webhook(webhook, request, response))) return;
		} catch (error) {
			this.errors.push(error as Error);
			const message = 'Workflow Webhook Error: Workflow could not be started!';
			if (!response.headersSent) response.status(500).json({ code: 0, message });
		}
		if (webhook.isTest) await this.#stopTest();
	}

	/** Resolves when the execution is over that the call starts, if it starts one. */
	async #webhook(webhook: IWebhookData, request: WebhookRequest, response: WebhookResponse): Promise<boolean> {
		const isTest = webhook.isTest === true;
		const staticData = isTest ? {} : this.#load();
		const receiver = this.#next(this.#receivers);
		const workflow = this.#workflow(staticData, receiver);
		if (isTest) workflow.setTestStaticData(JSON.parse(this.#test?.staticData ?? '{}') as IDataObject);
		const additionalData = this.#additionalData({ httpRequest: request, httpResponse: response });
		const mode = isTest ? 'manual' : 'webhook';
		const context = new core.WebhookContext(workflow, this.#nodeIn(workflow), additionalData, mode, webhook, [], null);

		const { noWebhookResponse, webhookResponse, workflowData } =
			(await this.#nodeType(receiver).webhook?.call(context)) ?? {};
		const answer = (code: number, body: unknown) => {
			if (!response.headersSent) response.status(code).send(body);
		};
		const save = () => !isTest && this.#save(workflow);

		if (noWebhookResponse || !workflowData) {
			save();
			if (!noWebhookResponse) answer(200, webhookResponse ?? { message: 'Webhook call received' });
			if (workflowData) await this.#execute(workflowData, mode, () => undefined);
			return workflowData !== undefined;
		}
		// n8n starts the execution before it saves. That makes another Workflow over the same static data, which forgets
		// that the data has changed: what `webhook()` wrote is lost.
		this.#workflow(staticData);
		if (this.unstorable > 0) {
			this.unstorable--;
			answer(500, { code: 0, message: 'There was a problem executing the workflow' });
			return false;
		}
		const { responseMode = 'onReceived', responseData = 'firstEntryJson' } = webhook.webhookDescription;
		if (responseMode !== 'responseNode') {
			save();
			answer(200, responseData);
		}
		const { error } = await this.#execute(workflowData, mode, ({ body, statusCode }) => {
			save();
			answer(statusCode, body);
		});
		save();
		if (error) answer(500, { message: 'Error in workflow' });
		else answer(200, undefined);
		return true;
	}

	/** Runs the execution as far as the trigger itself, whose `execute` is its first step. */
	async #execute(
		workflowData: INodeExecutionData[][],
		mode: WorkflowExecuteMode,
		sendResponse: (response: IN8nHttpFullResponse) => void,
	): Promise<ITaskData> {
		this.started++;
		const workflow = this.#workflow(null, this.#next(this.#workers));
		const node = this.#nodeIn(workflow);
		const executionId = `${this.#workflowId}-${this.started}`;
		const hooks = new core.ExecutionLifecycleHooks(mode, executionId, {
			id: this.#workflowId,
			name: this.#workflowId,
			active: this.#active,
			isArchived: false,
			activeVersionId: null,
			createdAt: new Date(),
			updatedAt: new Date(),
			nodes: [node],
			connections: {},
		});
		hooks.addHandler('sendResponse', (response) => sendResponse(response as IN8nHttpFullResponse));
		const stack = [{ node, data: { main: structuredClone(workflowData) }, source: null }];
		const data = n8nWorkflow.createRunExecutionData({ executionData: { nodeExecutionStack: stack } });
		const run = await new core.WorkflowExecute(
			this.#additionalData({ executionId, hooks }),
			mode,
			data,
		).processRunExecutionData(workflow);
		const task = run.data.resultData.runData[node.name]![0]!;
		if (task.error) this.errors.push(task.error);
		const items = task.data?.main?.[0] ?? [];
		if (items.length > 0) this.#start(items);
		return task;
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
		return additionalDataOf(this.#host, { workflowId: this.#workflowId, ...more }, this.#url);
	}

	#node(): INode {
		return { ...nodeOf(this.#host, this.#options, 'Trigger'), webhookId: this.#webhookId };
	}

	#nodeIn(workflow: Workflow): INode {
		return Object.values(workflow.nodes)[0] as INode;
	}

	#nodeType(nodeTypes = this.#host.nodeTypes): INodeType {
		return nodeTypes.getByNameAndVersion(this.#options.type, this.#options.typeVersion);
	}

	#workflow(staticData: IDataObject | null, nodeTypes = this.#host.nodeTypes): Workflow {
		return new n8nWorkflow.Workflow({
			id: this.#workflowId,
			name: 'My workflow',
			nodes: [this.#node()],
			connections: {},
			active: this.#active,
			nodeTypes,
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
					this.#workflowId,
					node,
					String(value('path')).replace(/^\/|\/$/g, ''),
					value('isFullPath', false) === true,
				),
				webhookDescription,
				workflowId: this.#workflowId,
				workflowExecuteAdditionalData: this.#additionalData(),
				isTest,
			};
		});
	}
}
