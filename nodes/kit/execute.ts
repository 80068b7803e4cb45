import {
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	NodeOperationError,
} from 'n8n-workflow';

import { filesOf, WithBinary } from './binary';
import { Client } from './client/client';
import { Connection } from './client/connection';
import { toNodeError } from './edge';
import type { Ids } from './explain';
import { type Fields, readFields } from './fields';
import { type Json, recordOf } from './json';
import { fieldsOf, hasVersion, type Operation } from './operation';
import { take } from './pagination';
import { connect, type Service, versionNames } from './service';
import { ofVersion } from './version';

/**
 * Items in work at the same time. 500 reads of 20 ms each: 20 at a time take 845 ms, 32 take 650, 50 take 520, all at
 * once 300, one by one 15,000; and 32 sends waiting for a rate of 30 a minute stay well below Max Wait.
 */
export const CONCURRENCY = 32;

interface Job {
	item: number;
	fields: Json;
	options: Json;
	sequence?: string;
}

/** What all items of one execution of the node share. */
interface Run {
	context: IExecuteFunctions;
	service: Service;
	version: string;
	operation: Operation;
	fields: Fields;
	credentials: ICredentialDataDecryptedObject;
	/** Made by the first item, so that a credential that cannot be used fails items and not the node. */
	connection?: Connection;
	hints: Set<string>;
}

/**
 * Runs the chosen operation for every input item: outputs stand in input order, each with its `pairedItem`.
 * All input is checked before anything is sent, unless On Error says to continue.
 * Throws `NodeApiError` or `NodeOperationError` with the index of the first item that failed.
 */
export async function execute(context: IExecuteFunctions, service: Service): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (items.length === 0) return [[]];
	const run = await begin(context, service);
	const outputs: INodeExecutionData[][] = items.map(() => []);
	const failures: Array<{ item: number; cause: unknown; ids?: Ids }> = [];
	let done = 0;

	const fail = (item: number, cause: unknown, ids?: Ids) => {
		if (context.continueOnFail()) outputs[item] = [errorItem(run, cause, item, ids)];
		else failures.push({ item, cause, ids });
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
				fail(job.item, cause, idsOf(run, job));
			}
		});
	}

	const first = failures.sort((a, b) => a.item - b.item)[0];
	if (first) {
		const { item: itemIndex, cause, ids } = first;
		const note = doneNote(run.operation, done, items.length);
		throw toNodeError(context.getNode(), cause, { to: run.connection, itemIndex, ids, note });
	}
	showHints(run);
	return [outputs.flat()];
}

async function begin(context: IExecuteFunctions, service: Service): Promise<Run> {
	const resource = String(context.getNodeParameter('resource', 0));
	const name = String(context.getNodeParameter('operation', 0));
	const version = String(context.getNodeParameter('apiVersion', 0, versionNames(service)[0]));
	const operation = service.resources[resource]?.operations[name];
	if (!operation || !hasVersion(operation, version)) {
		throw new NodeOperationError(context.getNode(), `There is no operation '${name}' for '${resource}'`, {
			description: 'Open the node and choose the resource and the operation again.',
		});
	}
	const credentials = await context.getCredentials(service.wire.credential);
	return { context, service, version, operation, fields: fieldsOf(operation), credentials, hints: new Set() };
}

function readJob({ context, operation, fields, version }: Run, item: number): Job {
	const { options, ...read }: Json = readFields(
		fields,
		(name, fallback, extractValue) => context.getNodeParameter(name, item, fallback, { extractValue }),
		{ apiVersion: version },
	);
	const job = { item, fields: read, options: recordOf(options) };
	operation.check?.(job.fields, job.options);
	return { ...job, sequence: operation.sequence?.(job.fields) };
}

/** The ids the user entered for an item. */
const idsOf = ({ fields }: Run, { fields: values }: Job): Ids =>
	Object.entries(fields).flatMap(([name, { kind, label }]): Array<[string, string]> => {
		const value = values[name];
		return kind.id && typeof value === 'string' && value !== '' ? [[label, value]] : [];
	});

async function runJob(run: Run, { item, fields: values, options }: Job): Promise<INodeExecutionData[]> {
	const { context, service, version, operation } = run;
	const connection = (run.connection ??= new Connection(context, service.wire, run.credentials));
	const signal = context.getExecutionCancelSignal();
	const { timeout, maxWait, ...own } = options as { timeout?: number; maxWait?: number };
	const api = connect(service, version, new Client(connection, { timeout, maxWait, signal }));
	const limit = values.returnAll === true || typeof values.limit !== 'number' ? Infinity : values.limit;
	const result = await ofVersion(
		operation.run,
		version,
	)?.({
		api,
		fields: values,
		options: own,
		limit,
		files: filesOf(context, item),
		hint: (text) => run.hints.add(text),
		signal,
	});
	const results = await take(isIterable(result) ? result : [result], limit);
	const simplify = values.simplify === true && operation.simplify ? ofVersion(operation.simplify, version) : undefined;
	return results.map((raw) => {
		if (raw instanceof WithBinary) return { json: raw.json as IDataObject, binary: raw.binary, pairedItem: { item } };
		const json = recordOf(raw);
		return { json: (simplify ? simplify(json, values) : json) as IDataObject, pairedItem: { item } };
	});
}

/** Says what is worth knowing beside the output: what operations noted, and a wait that a person would notice. */
function showHints({ context, service, connection, hints }: Run): void {
	const seconds = Math.round((connection?.heldBack.ms ?? 0) / 1000);
	if (seconds > 0)
		hints.add(`Waited ${seconds} seconds to keep the number of requests that ${service.wire.service} allows`);
	if (hints.size > 0) context.addExecutionHints(...[...hints].map((message) => ({ message })));
}

function isIterable(value: unknown): value is Iterable<unknown> | AsyncIterable<unknown> {
	return typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value);
}

/** The item for Continue and Error Output: only these two keys, or n8n does not recognise it as failed. */
function errorItem({ context, connection }: Run, cause: unknown, item: number, ids?: Ids): INodeExecutionData {
	const { message, description } = toNodeError(context.getNode(), cause, { to: connection, itemIndex: item, ids });
	return { json: { error: message, ...(description && { message: description }) }, pairedItem: { item } };
}

function doneNote({ reads }: Operation, done: number, all: number): string {
	if (done === 0 || reads) return '';
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
