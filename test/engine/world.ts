import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { agent, AGENT } from './agent.ts';
import type {
	Engine,
	RunOptions,
	RunResult,
	Trigger,
	TriggerOptions,
	WaitingExecution,
	WaitingOptions,
} from './harness.ts';
import { createEngine } from './harness.ts';
import { beginObserving, names, note } from './observe.ts';

/** A resource locator's value by id. */
export const id = (value: unknown) => ({ __rl: true as const, mode: 'id', value: value as string | number });

/** An address where nothing listens. */
export const NOWHERE = 'http://127.0.0.1:9';

/** How a node is run, beside its parameters. */
export interface Run {
	items?: INodeExecutionData[];
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	signal?: AbortSignal;
	retryOnFail?: boolean;
	/** The nodes that the items come through before, the first of which put them out. */
	behind?: RunOptions['behind'];
	/** The execution that calls this one as a sub-workflow. */
	parent?: string;
}

/** How it is asked, beside the parameters. */
interface Asked extends Partial<Omit<WaitingOptions, 'node'>> {
	node?: Partial<WaitingOptions['node']>;
}

interface Conversation {
	id: string | number;
}

/** A service's sandbox, and an engine whose credential points at it. */
export abstract class World {
	sandbox!: Sandbox;
	engine!: Engine;
	/** Those of the test that runs. */
	readonly #triggers: Array<{ given: IDataObject; trigger: Trigger }> = [];

	/** The action node; the trigger's type is the same with `Trigger` behind it. */
	abstract readonly type: string;
	abstract readonly credentialType: string;
	/** The parameters every run has. */
	abstract readonly common: INodeParameters;
	/** The operation that answers a customer, and what it asks for beside conversation and text. */
	abstract readonly reply: { resource: string; operation: string; parameters: IDataObject };
	/** Whether every test has a process of its own, as far as rates go: published ones span minutes. */
	abstract readonly forgetsRates: boolean;

	/** The credential as a user fills it in; what is left out is right. */
	abstract credential(entered?: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject;

	/** The conversation with Ann Baker, the first customer. */
	abstract get ann(): Conversation;

	/** Somebody new, who has not written yet. */
	abstract newcomer(name: string): Conversation;

	/** There are no conversations but those to come. */
	abstract forget(): void;

	/** A customer writes on the phone. */
	abstract writes(conversation: Conversation, text: string): void;

	/** What was said before, by the customer or by somebody of the business, in the service's own app: nobody is told of it now. */
	abstract said(conversation: Conversation, from: 'customer' | 'business', text: string, minutesAgo?: number): void;

	/** Ann sends a picture without words. */
	abstract annSendsPicture(): void;

	/** What the phone of a conversation's customer shows. */
	abstract phone(conversation: Conversation): Array<{ from: string; text: string }>;

	/** Waits until the service has nothing to do any more. */
	abstract idle(): Promise<void>;

	/** Ann writes on her phone. */
	annWrites(text: string): void {
		this.writes(this.ann, text);
	}

	async open(): Promise<void> {
		this.sandbox = await startSandbox({ webhookRetryMs: 20 });
		this.engine = await this.engineWith();
	}

	async refresh(): Promise<void> {
		this.#triggers.length = 0;
		this.sandbox.reset();
		if (this.forgetsRates) await this.begin();
	}

	/** Notes at the end of a test what its triggers started, and everything that n8n asked. */
	note(): void {
		for (const { given, trigger } of this.#triggers) {
			const started = trigger.executions.flat().map(({ json }) => json.event as string | undefined);
			if (started.length > 0) note({ kind: 'trigger', type: `${this.type}Trigger`, given, started });
		}
		note({ kind: 'requests', type: this.type, requests: this.requests });
	}

	async close(): Promise<void> {
		await this.engine.close();
		await this.sandbox.close();
	}

	/** An n8n process of its own, with another credential. */
	async engineWith(entered?: ICredentialDataDecryptedObject): Promise<Engine> {
		const credentials = { [this.credentialType]: this.credential(entered) };
		return await createEngine({ credentials, extraNodes: { [AGENT]: agent } });
	}

	/** Goes on in a new n8n process. */
	async begin(entered?: ICredentialDataDecryptedObject): Promise<void> {
		await this.engine.close();
		this.engine = await this.engineWith(entered);
	}

	get requests() {
		return this.sandbox.requests;
	}

	/** The bodies of all requests of a method. */
	sent(method: string): unknown[] {
		return this.requests.filter((request) => request.method === method).map(({ body }) => body);
	}

	/** A conversation as a parameter. */
	at(conversation: Conversation = this.ann) {
		return { conversationId: id(conversation.id) };
	}

	/** What the business wrote, as the customer of a conversation sees it. */
	received(conversation: Conversation = this.ann): string[] {
		return this.phone(conversation)
			.filter(({ from }) => from === 'business')
			.map(({ text }) => text);
	}

	/** Runs one operation for the items, and notes what went over the wire and what came out. */
	async run(resource: string, operation: string, parameters: IDataObject = {}, run: Run = {}): Promise<RunResult> {
		const before = this.requests.length;
		const { type, common } = this;
		const given = { ...common, ...parameters };
		const result = await this.engine.run({ type, parameters: { resource, operation, ...given }, ...run });
		note({
			kind: 'run',
			type,
			given,
			resource,
			operation,
			succeeded: result.error === undefined,
			requests: this.requests.slice(before),
			outputs: names(result.items.flat().map(({ json }) => json)),
		});
		return result;
	}

	/** The same for operations that must succeed; resolves to the JSON of all items. */
	async json(resource: string, operation: string, parameters?: IDataObject, run?: Run): Promise<IDataObject[]> {
		const { error, items } = await this.run(resource, operation, parameters, run);
		if (error) throw new Error(`${error.message}: ${(error as { description?: string }).description}`);
		return items.flat().map((item) => item.json);
	}

	/** The same for operations that must fail: the message and description the user reads. */
	async failure(resource: string, operation: string, parameters?: IDataObject, run?: Run) {
		const { error } = await this.run(resource, operation, parameters, run);
		if (!error) throw new Error('It succeeded');
		const { message, description, context } = error as Error & {
			description?: string;
			context: { itemIndex?: number };
		};
		return {
			message,
			description: description ?? '',
			itemIndex: context.itemIndex,
			everything: JSON.stringify(error),
		};
	}

	/** Asks Ann, and notes what went over the wire; resolves when the execution waits, or is over. */
	async ask(parameters: IDataObject = {}, { node, ...options }: Asked = {}): Promise<WaitingExecution> {
		const before = this.requests.length;
		const { type, common } = this;
		const place = { resource: 'message', operation: 'sendAndWait' };
		const given = { ...common, ...this.at(), message: 'Shall we?', ...parameters };
		const execution = await this.engine.waiting({
			node: { type, parameters: { ...place, ...given }, ...node },
			...options,
		});
		note({
			kind: 'run',
			type,
			given,
			...place,
			succeeded: execution.error === undefined,
			requests: this.requests.slice(before),
			outputs: [],
		});
		return execution;
	}

	/** What a resource locator offers for a list of the node. */
	async search(method: string, filter?: string, paginationToken?: string) {
		const { type, common: currentParameters } = this;
		return await this.engine.listSearch({ type, method, currentParameters, filter, paginationToken });
	}

	trigger(parameters: IDataObject = {}, options: Partial<TriggerOptions> = {}): Trigger {
		const given = { ...this.common, ...parameters };
		const trigger = this.engine.trigger({
			type: `${this.type}Trigger`,
			parameters: given as TriggerOptions['parameters'],
			...options,
		});
		this.#triggers.push({ given, trigger });
		return trigger;
	}

	/** The trigger of a workflow that is published. */
	async published(parameters?: IDataObject): Promise<Trigger> {
		const trigger = this.trigger(parameters);
		await trigger.activate();
		return trigger;
	}

	/** What Ann writes, as the trigger tells a workflow that is published: at once, or when it looks. */
	async heard(text: string): Promise<INodeExecutionData[]> {
		const trigger = await this.published();
		this.annWrites(text);
		await trigger.poll();
		const [items] = await trigger.waitForExecutions(1);
		return items!;
	}
}

/** Has the tests of a file or a block run in this world, fresh for every one of them. */
export function useWorld<W extends World>(world: W): W {
	beginObserving();
	beforeAll(async () => await world.open());
	beforeEach(async () => await world.refresh());
	afterEach(() => world.note());
	afterAll(async () => await world.close());
	return world;
}
