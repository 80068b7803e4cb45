import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	NodeOperationError,
	sleep,
} from 'n8n-workflow';

import { filesOf, WithBinary } from './binary';
import { Client, type ClientOptions } from './client/client';
import { accountOf, Connection } from './client/connection';
import { toNodeError } from './edge';
import { isExpression, ofExpression } from './emptied';
import { begun, type Ids } from './explain';
import { RequestFailed } from './failure';
import { type Fields, readFields } from './fields';
import { idsIn } from './ids';
import { InputError } from './inputError';
import { type Json, recordOf } from './json';
import { Ledger } from './ledger';
import { fieldsOf, type Operation, Plain } from './operation';
import { onceOf } from './once';
import { take } from './pagination';
import { pastOf } from './past';
import { Places } from './places';
import { connect, type Service, versionFor, versionNames } from './service';
import { isReview, isTool } from './tool';
import { type Failed, triesOf } from './tries';
import { ofVersion } from './version';
import { resumed } from './waiting/stored';
import { beginWait, goOn } from './waiting/waiting';

/**
 * Items in work at the same time. 500 reads of 20 ms each: 20 at a time take 845 ms, 32 take 650, 50 take 520, all at
 * once 300, one by one 15,000.
 */
export const CONCURRENCY = 32;

interface Job {
	/** The items it is for; the first stands for them. */
	items: [number, ...number[]];
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
	/** By account, which may differ from item to item where it holds an expression. */
	connections: Map<string, Connection>;
	hints: Set<string>;
}

/** Gives n8n's process time for others while many items are read. */
const READ_AT_ONCE = 200;

/**
 * Runs the chosen operation for every input item: outputs stand in input order, each with its `pairedItem`.
 * All input is checked before anything is sent, unless On Error says to continue. What an earlier try of n8n's Retry on
 * Fail has done, or may have done, is not done again.
 * Throws `NodeApiError` or `NodeOperationError` with the index of the first item that failed.
 */
export async function execute(context: IExecuteFunctions, service: Service): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (items.length === 0) return [[]];
	const run = begin(context, service);
	const { wait } = run.operation;
	const stored = wait && resumed(context);
	if (stored) return await goOn({ context, service, wait }, stored);
	if (wait) demandOneQuestion(run, items.length);
	const tries = run.operation.reads ? undefined : triesOf(context);
	const outputs: INodeExecutionData[][] = items.map(() => []);
	const failures: Failed[] = [];
	/** By sequence, the item of which nobody knows whether it was carried out: what follows it would mislead. */
	const doubtful = new Map<string, Failed>();
	const done: number[] = [];
	const stops = () => failures.length > 0 && !context.continueOnFail();

	const fail = (failed: Failed) => {
		failures.push(failed);
		if (isUncertain(failed) && failed.sequence !== undefined) doubtful.set(failed.sequence, failed);
		if (isUncertain(failed) || isBegun(failed)) tries?.items.set(failed.item, { failed });
		outputs[failed.item] = [errorItem(run, failed)];
	};

	for (const [item, tried] of [...(tries?.items ?? [])]) {
		if (tried.failed) fail(tried.failed);
		else {
			outputs[item] = tried.output;
			done.push(item);
		}
	}

	const jobs: Job[] = [];
	for (let item = 0; item < items.length && !stops(); item++) {
		if (tries?.items.has(item)) continue;
		try {
			jobs.push(readJob(run, item));
		} catch (cause) {
			fail({ item, cause: ofExpression(cause, run.fields, context.getNode().parameters) });
		}
		if (item % READ_AT_ONCE === READ_AT_ONCE - 1) await sleep(0);
	}

	const ready = await verified(run, jobs, { fail, stops });
	if (!stops()) {
		await inParallel(together(run, ready), async (job, places) => {
			if (stops() || context.getExecutionCancelSignal()?.aborted) return;
			const { items: own, sequence } = job;
			const [item] = own;
			const before = sequence === undefined ? undefined : doubtful.get(sequence);
			if (before) {
				fail({ item, cause: new RequestFailed({ kind: 'held', behind: before.item }), to: before.to });
				return;
			}
			const ledger = new Ledger();
			let to: Connection | undefined;
			try {
				to = await connectionOf(run, item);
				const output = await runJob(run, job, { to, ledger, places });
				outputs[item] = output;
				tries?.items.set(item, { output });
				done.push(item);
			} catch (cause) {
				fail({ item, items: own, cause, sequence, to, ids: idsOf(run, job), ledger });
			}
		});
	}

	tries?.end(failures.length === 0);
	const [first, ...others] = failures.sort((a, b) => a.item - b.item);
	if (first && stops()) {
		const note = noteOn(run.operation, { done, others, all: items.length });
		throw nodeErrorOf(run, first, note || nothingSent(run, failures));
	}
	showHints(run);
	const results = outputs.flat();
	const [asked] = results;
	if (wait && asked && failures.length === 0)
		return await beginWait({ context, service, wait }, run.version, asked.json);
	if (results.length === 0 && isTool(context.getNode())) return [[nothingToReturn]];
	return [results];
}

/** What an agent gets where nothing comes out, which it could not tell from a tool that does not work. */
const nothingToReturn: INodeExecutionData = {
	json: { results: 0, message: 'There is nothing to return' },
	pairedItem: { item: 0 },
};

/** Throws where a node cannot wait, or would have to wait for several answers at once. */
function demandOneQuestion({ context, operation: { name } }: Run, items: number): void {
	const node = context.getNode();
	// what n8n 1.x lacks beside it: it forgets the run that goes on after a wait
	if (!('isToolExecution' in context)) {
		throw toNodeError(
			node,
			new InputError(
				`'${name}' needs n8n 2`,
				'Update n8n, or send the question and take the answer with the trigger: n8n 1 cannot go on with it. Nothing was sent.',
			),
		);
	}
	if (isTool(node) && !isReview(node)) {
		throw toNodeError(
			node,
			new InputError(
				`'${name}' cannot be a tool of an agent`,
				'Put it between the agent and a tool as human review, or into the workflow behind the agent: a tool has to answer at once. Nothing was sent.',
			),
		);
	}
	if (items === 1) return;
	throw toNodeError(
		node,
		new InputError(
			`'${name}' asks one question at a time, and there are ${items} items`,
			"Put it into a 'Loop Over Items' node with a batch size of 1, or start one execution for each item. Nothing was sent.",
		),
	);
}

function begin(context: IExecuteFunctions, service: Service): Run {
	const resource = String(context.getNodeParameter('resource', 0));
	const name = String(context.getNodeParameter('operation', 0));
	const operation = service.resources[resource]?.operations[name];
	if (!operation) {
		throw new NodeOperationError(context.getNode(), `There is no operation '${name}' for '${resource}'`, {
			description: 'Open the node and choose the resource and the operation again.',
		});
	}
	const chosen = String(context.getNodeParameter('apiVersion', 0, versionNames(service)[0]));
	const version = versionFor(service, operation, chosen);
	const fields = fieldsOf(operation);
	return { context, service, version, operation, fields, connections: new Map(), hints: new Set() };
}

/** The connection with an item's credential. */
async function connectionOf({ context, service, connections }: Run, item: number): Promise<Connection> {
	const { wire } = service;
	const read = async () => await context.getCredentials(wire.credential, item);
	const credentials = await read();
	const account = accountOf(wire, credentials);
	let connection = connections.get(account);
	if (!connection) connections.set(account, (connection = new Connection(context, wire, credentials, read)));
	return connection;
}

function readJob({ context, operation, fields, version }: Run, item: number): Job {
	const entered = context.getNode().parameters;
	const { options, ...read }: Json = readFields(
		fields,
		(name, fallback, extractValue) => context.getNodeParameter(name, item, fallback, { extractValue }),
		{ apiVersion: version },
		// an expression that gave nothing was meant to name another place
		(name) => (isExpression(entered[name]) ? [] : pastOf(context, [item])),
	);
	const job: Job = { items: [item], fields: read, options: recordOf(options) };
	const files = Object.keys(context.getInputData()[item]?.binary ?? {});
	operation.check?.(job.fields, job.options, { version, files });
	return { ...job, sequence: operation.sequence?.(job.fields, job.options) };
}

/** Jobs that are to be carried out together as one, with the fields of the last: it is the newest. */
function together({ operation }: Run, jobs: Job[]): Job[] {
	const { together: keyOf } = operation;
	if (!keyOf) return jobs;
	const joined = new Map<string, Job>();
	for (const job of jobs) {
		const key = keyOf(job.fields);
		const before = joined.get(key);
		joined.set(key, before ? { ...job, items: [...before.items, ...job.items] } : job);
	}
	return [...joined.values()];
}

/** The jobs that the service has nothing against. */
async function verified(
	run: Run,
	jobs: Job[],
	{ fail, stops }: { fail(failed: Failed): void; stops(): boolean },
): Promise<Job[]> {
	const verify = run.operation.verify && ofVersion(run.operation.verify, run.version);
	if (!verify) return jobs;
	const ready: Job[] = [];
	for (const job of jobs) {
		if (stops() || run.context.getExecutionCancelSignal()?.aborted) return [];
		const [item] = job.items;
		let to: Connection | undefined;
		try {
			to = await connectionOf(run, item);
			await verify({ api: apiOf(run, job.options, to), fields: job.fields });
			ready.push(job);
		} catch (cause) {
			fail({ item, cause, to, ids: idsOf(run, job) });
		}
	}
	return ready;
}

/** The ids the user entered for an item, those under Options too. */
const idsOf = ({ fields, operation }: Run, { fields: values, options }: Job): Ids => [
	...idsIn(fields, values),
	...idsIn(operation.options ?? {}, options),
];

/** The options that every operation has. */
type Patience = Pick<ClientOptions, 'timeout' | 'maxWait'>;

/** The service's API as a job speaks to it. */
function apiOf({ context, service, version }: Run, patience: Patience, to: Connection, ledger?: Ledger) {
	const { timeout, maxWait } = patience;
	const signal = context.getExecutionCancelSignal();
	return connect(service, version, new Client(to, { timeout, maxWait, signal, ledger }));
}

/** What a job works with. */
interface Means {
	to: Connection;
	ledger: Ledger;
	places: Places;
}

async function runJob(
	run: Run,
	{ items: [item, ...others], fields: values, options }: Job,
	{ to, ledger, places }: Means,
): Promise<INodeExecutionData[]> {
	const { context, version, operation } = run;
	const signal = context.getExecutionCancelSignal();
	const { timeout, maxWait, ...own } = options as Patience;
	const api = apiOf(run, { timeout, maxWait }, to, ledger);
	const limit = values.returnAll === true || typeof values.limit !== 'number' ? Infinity : values.limit;
	const past = pastOf(context, [item, ...others]);
	const result = await ofVersion(
		operation.run,
		version,
	)?.({
		api,
		fields: values,
		options: own,
		limit,
		files: filesOf(context, item),
		past,
		node: `${context.getWorkflow().id} ${context.getNode().id}`,
		execution: context.getExecutionId(),
		aside: async (waiting) => await places.without(waiting),
		once: onceOf(context, ledger),
		hint: (text) => run.hints.add(text),
		isReview: isReview(context.getNode()),
		signal,
	});
	const results = await take(isIterable(result) ? result : [result], limit);
	const simplify = values.simplify === true && operation.simplify ? ofVersion(operation.simplify, version) : undefined;
	const pairedItem = pairedWith([item, ...others]);
	return results.map((raw) => {
		if (raw instanceof WithBinary) return { json: raw.json as IDataObject, binary: raw.binary, pairedItem };
		if (raw instanceof Plain) return { json: raw.json as IDataObject, pairedItem };
		const json = recordOf(raw);
		return { json: (simplify ? simplify(json, values, past) : json) as IDataObject, pairedItem };
	});
}

/** Says what is worth knowing beside the output: what operations noted, and a wait that a person would notice. */
function showHints({ context, service, connections, hints }: Run): void {
	const seconds = Math.round(Math.max(0, ...[...connections.values()].map(({ heldBack }) => heldBack.ms)) / 1000);
	if (seconds > 0)
		hints.add(`Waited ${seconds} seconds to keep the number of requests that ${service.wire.service} allows`);
	if (hints.size > 0) context.addExecutionHints(...[...hints].map((message) => ({ message })));
}

function isIterable(value: unknown): value is Iterable<unknown> | AsyncIterable<unknown> {
	return typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value);
}

function nodeErrorOf({ context, service }: Run, { item, cause, to, ids, ledger }: Failed, note = '') {
	// what a request could not say itself: something else failed after it
	const before = cause instanceof RequestFailed ? '' : begun(ledger?.accepted ?? [], service.wire.service);
	return toNodeError(context.getNode(), cause, { to, itemIndex: item, ids, note: `${before}${note}` });
}

/** The item for Continue and Error Output: only these two keys, or n8n does not recognise it as failed. */
function errorItem(run: Run, failed: Failed): INodeExecutionData {
	const { message, description } = nodeErrorOf(run, failed);
	const { item, items = [item] } = failed;
	return { json: { error: message, ...(description && { message: description }) }, pairedItem: pairedWith(items) };
}

/** The link of an output to its items, a list only where there are several. */
const pairedWith = (items: readonly number[]): INodeExecutionData['pairedItem'] =>
	items.length === 1 ? { item: items[0]! } : items.map((item) => ({ item }));

/** Whether nobody knows if an item was carried out. */
const isUncertain = ({ cause }: Failed) => cause instanceof RequestFailed && cause.failure.uncertain === true;

/** Whether a part of an item was carried out. */
const isBegun = ({ ledger }: Failed) => ledger !== undefined && ledger.accepted.length > 0;

interface Others {
	done: number[];
	others: Failed[];
	all: number;
}

/** What a failure must not hide: items that may have been carried out, and those that were. */
function noteOn({ reads }: Operation, { done, others, all }: Others): string {
	if (reads) return '';
	const uncertain = others.filter(isUncertain).map(({ item }) => item);
	const begunItems = others.filter((failed) => isBegun(failed) && !isUncertain(failed)).map(({ item }) => item);
	const doubt = uncertain.length > 0 ? ` It is not certain whether ${named(uncertain)} was carried out.` : '';
	const half = begunItems.length > 0 ? ` A part of ${named(begunItems)} was carried out.` : '';
	if (done.length === 0) return `${doubt}${half}`;
	return `${doubt}${half} ${done.length} of ${all} items were carried out before this (${named(done)}) and would be carried out again by a new run; set On Error to 'Continue' in the node's settings to go on with the others instead.`;
}

/** What a person must know before running it again, where nothing has left n8n yet. */
function nothingSent({ operation, service }: Run, failures: Failed[]): string {
	// what the service was asked before was only a question
	const isChecked = failures.every((failed) =>
		!failed.ledger ? !(failed.cause instanceof RequestFailed) : failed.cause instanceof InputError && !isBegun(failed),
	);
	return isChecked && !operation.reads ? ` Nothing was sent to ${service.wire.service}.` : '';
}

/** Items by their numbers, e.g. "items 0-4, 7". */
function named(items: number[]): string {
	const ranges: Array<[from: number, to: number]> = [];
	for (const item of [...items].sort((a, b) => a - b)) {
		const last = ranges.at(-1);
		if (last && last[1] === item - 1) last[1] = item;
		else ranges.push([item, item]);
	}
	const words = ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
	return `${items.length === 1 ? 'item' : 'items'} ${words}`;
}

/**
 * Works on all jobs, at most `CONCURRENCY` at a time; jobs of one sequence one after another, in order. Nobody waits for
 * a sequence that is busy while another job could be done.
 */
async function inParallel(jobs: readonly Job[], work: (job: Job, places: Places) => Promise<void>): Promise<void> {
	const places = new Places(CONCURRENCY);
	const sequences = new Map<string, Promise<void>>();
	const begun = jobs.map(async (job) => {
		const inPlace = async () => await places.within(async () => await work(job, places));
		const { sequence } = job;
		if (sequence === undefined) return await inPlace();
		const done = sequences.get(sequence)?.then(inPlace) ?? inPlace();
		sequences.set(sequence, done);
		await done;
	});
	await Promise.all(begun);
}
