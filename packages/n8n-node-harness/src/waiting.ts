import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse, stringify } from 'flatted';
import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
	IRunExecutionData,
	ITaskData,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import { additionalDataOf, hooksOf, nodeOf, WORKFLOW_ID, type Host, type NodeOptions } from './execution.ts';
import { Container, core, workflow as n8nWorkflow } from './n8n.ts';
import { START_TYPE } from './nodeTypes.ts';
import { expressRequest, expressResponse, parseBody } from './webhookRequest.ts';

export interface WaitingOptions {
	node: NodeOptions;
	/** One empty item when left out. */
	items?: INodeExecutionData[];
	/** An n8n that shows nodes nothing beside its interface for them. */
	hides?: boolean;
}

let executions = 0;

/** What a user may call a node. */
const ASK = 'Ask "Ann" {{ politely }}';

/** What `IExecuteFunctions` does not name. */
const HIDDEN: Array<string | symbol> = ['runExecutionData', 'runIndex'];

/** The same context without what its interface does not name. */
const hidden = (context: IExecuteFunctions) =>
	new Proxy(context, {
		get(target, name) {
			if (HIDDEN.includes(name)) return undefined;
			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		},
	});

/** As many milliseconds later than now it is for an execution that is woken. */
function later<T>(ms: number, work: () => Promise<T>): Promise<T> {
	const { now } = Date;
	Date.now = () => now() + ms;
	return work().finally(() => (Date.now = now));
}

/**
 * One execution of a node that waits, from start to end, with n8n's database, wait tracker and endpoint for waiting
 * executions around it reduced to what the node can notice. Two nodes behind its outputs take what comes out.
 */
export class WaitingExecution {
	readonly id = `waiting-${++executions}`;

	status: IRun['status'] = 'new';

	/** How often each node has run, by name, in all parts of the execution. */
	readonly ran: string[] = [];

	error?: Error;

	readonly #host: Host;

	readonly #options: WaitingOptions;

	/** The column with the execution's data. */
	#saved = '';

	#server: Server | undefined;

	#url = '';

	/** How many calls its address has had. */
	rung = 0;

	/** The part of the execution that a call has begun. */
	#going = Promise.resolve();

	constructor(host: Host, options: WaitingOptions) {
		this.#host = host;
		this.#options = options;
	}

	/** The address that wakes it, as the node gets it signed. */
	get address(): string {
		const workflow = this.#workflow();
		const node = workflow.getNode(ASK)!;
		const data = n8nWorkflow.createRunExecutionData();
		const context = new core.ExecuteContext(
			workflow,
			node,
			this.#additionalData(),
			'webhook',
			data,
			0,
			[],
			{ main: [[]] },
			{ node, data: { main: [[]] }, source: null },
			[],
		);
		return context.getSignedResumeUrl();
	}

	get data(): IRunExecutionData {
		return parse(this.#saved) as IRunExecutionData;
	}

	get waitTill(): Date | undefined {
		const { waitTill } = this.data;
		return waitTill && new Date(waitTill);
	}

	/** What the node has put out: one list for each output. */
	get outputs(): IDataObject[][] {
		const main = this.data.resultData.runData[ASK]?.at(-1)?.data?.main ?? [];
		return main.map((items) => (items ?? []).map(({ json }) => json));
	}

	/** The runs of the node. */
	get runs(): ITaskData[] {
		return this.data.resultData.runData[ASK] ?? [];
	}

	/** What has reached the node behind an output. */
	behind(name: 'Reply' | 'No Reply'): IDataObject[] {
		return (this.data.resultData.runData[name] ?? []).flatMap(({ data }) =>
			(data?.main?.[0] ?? []).map(({ json }) => json),
		);
	}

	async start(): Promise<this> {
		this.#server = createServer((request, response) => void this.#serve(request, response));
		this.#server.listen(0, '127.0.0.1');
		await once(this.#server, 'listening');
		this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
		const { items = [{ json: {} }] } = this.#options;
		const start = this.#workflow().getNode('Start')!;
		const stack = [{ node: start, data: { main: [items.map((item) => ({ ...item }))] }, source: null }];
		await this.#go(n8nWorkflow.createRunExecutionData({ executionData: { nodeExecutionStack: stack } }));
		return this;
	}

	/** n8n's wait tracker finds that the time has come; it is as many minutes later than now. */
	async wake(minutes = 0): Promise<void> {
		await later(minutes * 60_000, async () => await this.#go(this.data));
	}

	/** A user stops it while it waits. */
	stop(): void {
		this.status = 'canceled';
	}

	/** What a call of its address is answered with. */
	async ring(address = this.address, init: RequestInit = {}): Promise<{ status: number; body: unknown }> {
		const answer = await fetch(address, { method: 'POST', ...init });
		const text = await answer.text();
		await this.#going;
		return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
	}

	/** Waits until it sleeps again, or is over. */
	async idle(): Promise<void> {
		await this.#going;
	}

	async close(): Promise<void> {
		this.#server?.closeAllConnections();
		this.#server?.close();
	}

	/** As n8n: the signature first, then the state of the execution, then the node's `webhook`, then the resumption. */
	async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		this.rung++;
		const request = expressRequest(incoming);
		const response = expressResponse(outgoing);
		const url = new URL(request.url!, this.#url);
		const [, id, suffix] = /^\/webhook-waiting\/([^/]+)\/([^/]+)$/.exec(url.pathname) ?? [];
		const signature = url.searchParams.get(core.WAITING_TOKEN_QUERY_PARAM) ?? '';
		const { hmacSignatureSecret } = Container.get(core.InstanceSettings);
		if (id !== this.id || !core.validateUrlSignature(signature, url, hmacSignatureSecret)) {
			response.status(401).send('The link is not valid');
			return;
		}
		if (this.status === 'running') {
			response.status(409).json({ message: 'The execution is running already.' });
			return;
		}
		if (this.status === 'canceled') {
			response.status(409).json({ message: `The execution "${this.id}" has finished with error.` });
			return;
		}
		const workflow = this.#workflow();
		const node = workflow.getNode(ASK)!;
		if (this.status !== 'waiting' || suffix !== node.id) {
			response.status(200).send('No action required');
			return;
		}
		const data = this.data;
		data.executionData!.nodeExecutionStack[0]!.node.disabled = true;
		data.waitTill = undefined;
		const type = this.#host.nodeTypes.getByNameAndVersion(node.type);
		const additionalData = this.#additionalData({ httpRequest: request, httpResponse: response });
		const webhook = { webhookDescription: type.description.webhooks![0] } as IWebhookData;
		const context = new core.WebhookContext(workflow, node, additionalData, 'webhook', webhook, [], data);
		await parseBody(request, node.typeVersion);
		const { workflowData, webhookResponse } = await type.webhook!.call(context);
		if (workflowData === undefined) {
			response.status(200).send(webhookResponse);
			return;
		}
		// another call, or the wait tracker, was faster
		if ((this.status as string) !== 'waiting') {
			response.status(500).json({ message: 'The execution is resuming already.' });
			return;
		}
		data.resultData.runData[ASK]!.pop();
		const [entry] = data.executionData!.nodeExecutionStack;
		entry!.data.main = workflowData;
		entry!.metadata = { ...entry!.metadata, forwardAllOutputs: true };
		this.#going = this.#go(data);
		response.status(200).send(webhookResponse);
	}

	async #go(data: IRunExecutionData): Promise<void> {
		this.status = 'running';
		const workflow = this.#workflow();
		const hooks = hooksOf(workflow, this.id, 'webhook');
		hooks.addHandler('nodeExecuteAfter', (name) => void this.ran.push(name));
		const run = await new core.WorkflowExecute(
			this.#additionalData({ hooks }),
			'webhook',
			data,
		).processRunExecutionData(workflow);
		this.#saved = stringify(run.data);
		this.error = run.data.resultData.error;
		this.status = run.status;
	}

	#additionalData(more: Partial<IWorkflowExecuteAdditionalData> = {}): IWorkflowExecuteAdditionalData {
		return additionalDataOf(this.#host, { executionId: this.id, ...more }, this.#url);
	}

	#workflow(): Workflow {
		const named = (name: string, given: NodeOptions): INode => ({
			...nodeOf(this.#host, given, name),
			id: name === ASK ? 'ask' : name,
		});
		const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
		return new n8nWorkflow.Workflow({
			id: WORKFLOW_ID,
			nodes: [
				named('Start', { type: START_TYPE }),
				named(ASK, this.#options.node),
				named('Reply', { type: START_TYPE }),
				named('No Reply', { type: START_TYPE }),
			],
			connections: { Start: { main: [to(ASK)] }, [ASK]: { main: [to('Reply'), to('No Reply')] } },
			active: false,
			nodeTypes: this.#nodeTypes(),
			settings: { executionOrder: 'v1' },
		});
	}

	#nodeTypes(): INodeTypes {
		const { nodeTypes } = this.#host;
		if (!this.#options.hides) return nodeTypes;
		return {
			getByName: (name) => nodeTypes.getByName(name),
			getKnownTypes: () => nodeTypes.getKnownTypes(),
			getByNameAndVersion(name, version) {
				const type = nodeTypes.getByNameAndVersion(name, version);
				return Object.assign(Object.create(type) as INodeType, {
					async execute(this: IExecuteFunctions) {
						return await type.execute!.call(hidden(this));
					},
				});
			},
		};
	}
}
