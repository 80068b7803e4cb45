import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { filesOf, WithBinary } from './binary';
import type { Wire } from './client';
import { Client } from './client';
import { toNodeError } from './errors';
import type { Fields } from './fields';
import { readFields } from './fields';
import { HeldBack } from './limits';
import { recordOf } from './message';
import type { Generation, Operation, Resource } from './operation';
import { fieldsOf } from './operation';
import { take } from './pagination';

/** A service as the kit sees it: how it is spoken to, and what can be done there. */
export interface Service<Api> {
	wire: Wire;
	/** Generations of the API that the user can choose between, the default first. */
	generations?: readonly Generation[];
	connect(client: Client, generation?: string): Api;
	resources: Record<string, Resource<Api>>;
}

/**
 * Items in work at the same time. 500 reads of 20 ms each: 20 at a time take 845 ms, 32 take 650, 50 take 520, all at
 * once 300, one by one 15,000; and 32 sends waiting for a rate of 30 a minute stay well below Max Wait.
 */
export const CONCURRENCY = 32;

interface Job {
	item: number;
	fields: Record<string, unknown>;
	options: Record<string, unknown>;
	sequence?: string;
}

/** What all items of one execution of the node share. */
interface Run<Api> {
	context: IExecuteFunctions;
	service: Service<Api>;
	generation?: string;
	operation: Operation<Api>;
	fields: Fields;
	credentials: ICredentialDataDecryptedObject;
	heldBack: HeldBack;
	hints: Set<string>;
}

/**
 * Runs the chosen operation for every input item: outputs stand in input order, each with its `pairedItem`.
 * All input is checked before anything is sent, unless On Error says to continue.
 * Throws `NodeApiError` or `NodeOperationError` with the index of the first item that failed.
 */
export async function execute<Api>(context: IExecuteFunctions, service: Service<Api>): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (items.length === 0) return [[]];
	const run = await begin(context, service);
	const outputs: INodeExecutionData[][] = items.map(() => []);
	const failures: Array<{ item: number; cause: unknown }> = [];
	let done = 0;

	const fail = (item: number, cause: unknown) => {
		if (context.continueOnFail()) outputs[item] = [errorItem(context, cause, item)];
		else failures.push({ item, cause });
	};

	const jobs: Job[] = [];
	for (let item = 0; item < items.length && failures.length === 0; item++) {
		try {
			jobs.push(readJob(run, item));
		} catch (cause) {
			fail(item, cause);
		}
	}

	if (failures.length === 0) {
		await inParallel(jobs, async (job) => {
			if (failures.length > 0 || context.getExecutionCancelSignal()?.aborted) return;
			try {
				outputs[job.item] = await runJob(run, job);
				done++;
			} catch (cause) {
				fail(job.item, cause);
			}
		});
	}

	const first = failures.sort((a, b) => a.item - b.item)[0];
	if (first) {
		throw toNodeError(context.getNode(), first.cause, first.item, doneNote(run.operation, done, items.length));
	}
	showHints(run);
	return [outputs.flat()];
}

async function begin<Api>(context: IExecuteFunctions, service: Service<Api>): Promise<Run<Api>> {
	const resource = String(context.getNodeParameter('resource', 0));
	const name = String(context.getNodeParameter('operation', 0));
	const first = service.generations?.[0]?.value;
	const generation = first && String(context.getNodeParameter('apiVersion', 0, first));
	const operation = service.resources[resource]?.operations[name];
	if (!operation || (generation && operation.generations?.includes(generation) === false)) {
		throw new NodeOperationError(context.getNode(), `There is no operation '${name}' for '${resource}'`, {
			description: 'Open the node and choose the resource and the operation again.',
		});
	}
	const fields = fieldsOf(operation);
	const credentials = await context.getCredentials(service.wire.credential);
	return { context, service, generation, operation, fields, credentials, heldBack: new HeldBack(), hints: new Set() };
}

function readJob<Api>({ context, operation, fields, generation }: Run<Api>, item: number): Job {
	const values = readFields(
		fields,
		(name, fallback, extractValue) => context.getNodeParameter(name, item, fallback, { extractValue }),
		{ apiVersion: generation },
	);
	const { options, ...read } = values;
	const job = { item, fields: read, options: recordOf(options) };
	operation.check?.(job.fields, job.options);
	return { ...job, sequence: operation.sequence?.(job.fields) };
}

async function runJob<Api>(run: Run<Api>, { item, fields: values, options }: Job): Promise<INodeExecutionData[]> {
	const { context, service, operation, fields, credentials, heldBack } = run;
	const signal = context.getExecutionCancelSignal();
	const ids = Object.entries(fields)
		.filter(([name, field]) => field.id && typeof values[name] === 'string' && values[name] !== '')
		.map(([name, field]): [string, string] => [field.label, values[name] as string]);
	const { timeout, maxWait, ...own } = options as { timeout?: number; maxWait?: number };
	const client = new Client(context, service.wire, credentials, { timeout, maxWait, signal, ids, heldBack });
	const api = service.connect(client, run.generation);
	const limit = values.returnAll === true || typeof values.limit !== 'number' ? Infinity : values.limit;
	const result = await operation.run({
		api,
		fields: values,
		options: own,
		limit,
		files: filesOf(context, item),
		hint: (text) => run.hints.add(text),
		signal,
	});
	const results = await take(isIterable(result) ? result : [result], limit);
	const simplify = values.simplify === true ? operation.simplify : undefined;
	return results.map((raw) => {
		if (raw instanceof WithBinary) return { json: raw.json as IDataObject, binary: raw.binary, pairedItem: { item } };
		const json = recordOf(raw);
		return { json: (simplify ? simplify(json, values, api) : json) as IDataObject, pairedItem: { item } };
	});
}

/** Says what is worth knowing beside the output: what operations noted, and a wait that a person would notice. */
function showHints<Api>({ context, service, heldBack, hints }: Run<Api>): void {
	const seconds = Math.round(heldBack.ms / 1000);
	if (seconds > 0)
		hints.add(`Waited ${seconds} seconds to keep the number of requests that ${service.wire.service} allows`);
	if (hints.size > 0) context.addExecutionHints(...[...hints].map((message) => ({ message })));
}

function isIterable(value: unknown): value is Iterable<unknown> | AsyncIterable<unknown> {
	return typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value);
}

/** The item for Continue and Error Output: only these two keys, or n8n does not recognise it as failed. */
function errorItem(context: IExecuteFunctions, cause: unknown, item: number): INodeExecutionData {
	const { message, description } = toNodeError(context.getNode(), cause, item);
	return { json: { error: message, ...(description && { message: description }) }, pairedItem: { item } };
}

function doneNote<Api>(operation: Operation<Api>, done: number, all: number): string {
	if (done === 0 || operation.many || /^get/i.test(operation.name)) return '';
	return ` ${done} of ${all} items were carried out before this and would be carried out again by a new run; set On Error to 'Continue' in the node's settings to go on with the others instead.`;
}

/** Works on all jobs, at most `CONCURRENCY` at a time; jobs of one sequence one after another, in order. */
async function inParallel(jobs: readonly Job[], work: (job: Job) => Promise<void>): Promise<void> {
	const sequences = new Map<string, Promise<void>>();
	const queue = jobs.values();
	const worker = async () => {
		for (const job of queue) {
			if (job.sequence === undefined) {
				await work(job);
				continue;
			}
			const turn = (sequences.get(job.sequence) ?? Promise.resolve()).then(async () => await work(job));
			sequences.set(job.sequence, turn);
			await turn;
		}
	};
	await Promise.all(Array.from({ length: Math.min(CONCURRENCY, jobs.length) }, worker));
}
