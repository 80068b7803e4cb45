import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/sandbox.ts';
import { PACT_TOKEN, startSandbox } from '../sandbox/sandbox.ts';
import type { Engine, RunResult, TriggerOptions } from './harness.ts';
import { createEngine } from './harness.ts';
import { names, Observer } from './observe.ts';

const TYPE = 'n8n-nodes-conversations.pact';

export const id = (value: unknown) => ({ __rl: true as const, mode: 'id', value: value as string | number });
export const company = id('1');

interface Run {
	items?: INodeExecutionData[];
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	signal?: AbortSignal;
}

/** A sandbox and an engine whose Pact credential points at it, fresh for every test of a file. */
export class PactWorld {
	sandbox!: Sandbox;
	engine!: Engine;
	#observer: Observer;

	constructor(file: string) {
		this.#observer = new Observer(file);
		beforeAll(async () => {
			this.sandbox = await startSandbox({ webhookRetryMs: 20 });
			const pactApi = { apiToken: PACT_TOKEN, baseUrl: `${this.sandbox.url}/pact` };
			this.engine = await createEngine({ credentials: { pactApi } });
		});
		beforeEach(() => this.sandbox.reset());
		afterAll(async () => {
			await this.engine.close();
			await this.sandbox.close();
		});
	}

	get pact() {
		return this.sandbox.pact;
	}

	get requests() {
		return this.sandbox.requests;
	}

	/** Runs one operation for the items, and notes what went over the wire and what came out. */
	async run(resource: string, operation: string, parameters: IDataObject = {}, run: Run = {}): Promise<RunResult> {
		const before = this.requests.length;
		const result = await this.engine.run({
			type: TYPE,
			parameters: { apiVersion: 'p1', resource, operation, companyId: company, ...parameters },
			...run,
		});
		const given = Object.entries(parameters).flatMap(([name, value]) =>
			['options', 'updateFields'].includes(name) ? names({ [name]: value }, 2) : [name],
		);
		this.#observer.note(
			{
				test: expect.getState().currentTestName ?? '',
				type: TYPE,
				resource,
				operation,
				parameters: ['companyId', ...given],
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
		return { message, description: description ?? '', itemIndex: context.itemIndex, everything: JSON.stringify(error) };
	}

	trigger(parameters: IDataObject = {}, options: Partial<TriggerOptions> = {}) {
		return this.engine.trigger({
			type: `${TYPE}Trigger`,
			parameters: { apiVersion: 'p1', companyId: company, ...parameters },
			...options,
		});
	}
}
