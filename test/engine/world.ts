import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import type { Engine, RunResult, TriggerOptions } from './harness.ts';
import { createEngine } from './harness.ts';
import { names, Observer } from './observe.ts';

/** A resource locator's value by id. */
export const id = (value: unknown) => ({ __rl: true as const, mode: 'id', value: value as string | number });

/** A service whose nodes are tested: the node's type, its credential, and the parameters every run has. */
export interface Tested {
	type: string;
	credentials(sandbox: Sandbox): Record<string, ICredentialDataDecryptedObject>;
	common: IDataObject;
	/** Whether every test has a process of its own, as far as rates go: published ones span minutes. */
	forgetsRates?: boolean;
}

interface Run {
	items?: INodeExecutionData[];
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	signal?: AbortSignal;
}

/** A sandbox and an engine whose credential points at it, fresh for every test of a file. */
export class World {
	sandbox!: Sandbox;
	engine!: Engine;
	readonly #tested: Tested;
	readonly #observer: Observer;

	constructor(file: string, tested: Tested) {
		this.#tested = tested;
		this.#observer = new Observer(file);
		beforeAll(async () => {
			this.sandbox = await startSandbox({ webhookRetryMs: 20 });
			this.engine = await createEngine({ credentials: tested.credentials(this.sandbox) });
		});
		beforeEach(async () => {
			this.sandbox.reset();
			if (!tested.forgetsRates) return;
			await this.engine.close();
			this.engine = await createEngine({ credentials: tested.credentials(this.sandbox) });
		});
		afterAll(async () => {
			await this.engine.close();
			await this.sandbox.close();
		});
	}

	get requests() {
		return this.sandbox.requests;
	}

	/** Runs one operation for the items, and notes what went over the wire and what came out. */
	async run(resource: string, operation: string, parameters: IDataObject = {}, run: Run = {}): Promise<RunResult> {
		const before = this.requests.length;
		const { type, common } = this.#tested;
		const given = { ...common, ...parameters };
		const result = await this.engine.run({ type, parameters: { resource, operation, ...given }, ...run });
		const set = Object.entries(given).flatMap(([name, value]) =>
			['options', 'updateFields'].includes(name) ? names({ [name]: value }, 2) : [name],
		);
		this.#observer.note(
			{
				test: expect.getState().currentTestName ?? '',
				type,
				generation: given.apiVersion as string | undefined,
				resource,
				operation,
				parameters: set,
				outputs: names(result.items.flat().map(({ json }) => json)),
			},
			this.requests.slice(before),
		);
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

	trigger(parameters: IDataObject = {}, options: Partial<TriggerOptions> = {}) {
		const { type, common } = this.#tested;
		return this.engine.trigger({
			type: `${type}Trigger`,
			parameters: { ...common, ...parameters } as TriggerOptions['parameters'],
			...options,
		});
	}
}
