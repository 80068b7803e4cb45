import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { filesOf, WithBinary } from './binary';
import type { Connection } from './client/connection';
import { toNodeError } from './edge';
import { executionOf } from './execution';
import { begun } from './explain';
import { RequestFailed } from './failure';
import { InputError } from './inputError';
import { idsOf, type Job, jobsOf, toldOf } from './job';
import { recordOf } from './json';
import { Ledger } from './ledger';
import { type Done, isBegun, isUnbegun, isUncertain, noteOn, nothingSent } from './notes';
import { onceOf } from './once';
import { Plain, Skipped } from './operation';
import { take } from './pagination';
import { inParallel } from './parallel';
import { pastOf } from './past';
import type { Places } from './places';
import { apiOf, begin, type Patience, type Run } from './run';
import type { Service } from './service';
import { isReview, isTool } from './tool';
import { type Failed, triesOf } from './tries';
import { ofVersion } from './version';
import { resumed } from './waiting/stored';
import { beginWait, goOn } from './waiting/waiting';

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
	const tries = run.operation.reads ? undefined : triesOf(context, () => toldOf(run, 0));
	const outputs: INodeExecutionData[][] = items.map(() => []);
	const failures: Failed[] = [];
	/** By sequence, the item of which nobody knows whether it was carried out: what follows it would mislead. */
	const doubtful = new Map<string, Failed>();
	const done: Done[] = [];
	const stops = () => failures.length > 0 && !context.continueOnFail();
	/** Whether nothing more shall be begun: of a failure, or because a person stops the execution. */
	const ends = () => stops() || context.getExecutionCancelSignal()?.aborted === true;
	const stop = new AbortController();

	const fail = (failed: Failed) => {
		failures.push(failed);
		if (isUncertain(failed) && failed.sequence !== undefined) doubtful.set(failed.sequence, failed);
		if (isUncertain(failed) || isBegun(failed)) tries?.items.set(failed.item, { failed });
		outputs[failed.item] = [errorItem(run, failed)];
		if (stops()) stop.abort();
	};

	for (const [item, tried] of [...(tries?.items ?? [])]) {
		if (tried.failed) fail(tried.failed);
		else {
			outputs[item] = tried.output;
			done.push({ item, ledger: tried.ledger });
		}
	}

	const untried = items.map((_, item) => item).filter((item) => !tries?.items.has(item));
	const jobs = await jobsOf(run, untried, { fail, ends });
	if (!stops()) {
		await inParallel(jobs, async (job, places) => {
			if (ends()) return;
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
				to = await run.connections.of(item);
				const output = await runJob(run, job, { to, ledger, places, stop: stop.signal });
				outputs[item] = output;
				tries?.items.set(item, { output, ledger });
				done.push({ item, ledger });
			} catch (cause) {
				// what another item's failure has kept from being begun has not failed
				if (stops() && isUnbegun(cause)) return;
				fail({ item, items: own, cause, sequence, to, ids: idsOf(run, job), ledger });
			}
		});
	}

	tries?.end(failures.length === 0);
	const [first, ...others] = failures.sort((a, b) => a.item - b.item);
	if (first && stops()) {
		const note = noteOn(run.operation, { done, others, all: items.length });
		throw nodeErrorOf(run, first, note || nothingSent(run.operation, service.wire.service, failures));
	}
	showHints(run);
	const results = outputs.flat();
	const [asked] = results;
	if (wait && asked && failures.length === 0)
		return await beginWait({ context, service, wait }, run.version, asked.json);
	if (results.length === 0 && isTool(run.node)) return [[nothingToReturn]];
	return [results];
}

/** What an agent gets where nothing comes out, which it could not tell from a tool that does not work. */
const nothingToReturn: INodeExecutionData = {
	json: { results: 0, message: 'There is nothing to return' },
	pairedItem: { item: 0 },
};

/** Throws where a node cannot wait, or would have to wait for several answers at once. */
function demandOneQuestion({ context, node, operation: { name } }: Run, items: number): void {
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

/** What a job works with. */
interface Means {
	to: Connection;
	ledger: Ledger;
	places: Places;
	stop: AbortSignal;
}

async function runJob(
	run: Run,
	{ items: [item, ...others], fields: values, options }: Job,
	{ to, ledger, places, stop }: Means,
): Promise<INodeExecutionData[]> {
	const { context, node, version, operation } = run;
	const { timeout, maxWait, ...own } = options as Patience;
	const limit = values.returnAll === true || typeof values.limit !== 'number' ? Infinity : values.limit;
	const past = pastOf(context, [item, ...others]);
	const result = await ofVersion(
		operation.run,
		version,
	)?.({
		api: apiOf(run, { timeout, maxWait }, to, { ledger, stop }),
		fields: values,
		options: own,
		limit,
		files: filesOf(context, item),
		past,
		node: `${context.getWorkflow().id} ${node.id}`,
		execution: executionOf(context),
		aside: async (waiting) => await places.without(waiting),
		once: onceOf(context, ledger),
		hint: (text) => run.hints.add(text),
		isReview: isReview(node),
		signal: context.getExecutionCancelSignal(),
	});
	ledger.isSkipped = result instanceof Skipped;
	const results = isIterable(result) ? await take(result, limit) : [result];
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
	const seconds = Math.round(Math.max(0, ...[...connections].map(({ heldBack }) => heldBack.ms)) / 1000);
	if (seconds > 0)
		hints.add(`Waited ${seconds} seconds to keep the number of requests that ${service.wire.service} allows`);
	if (hints.size > 0) context.addExecutionHints(...[...hints].map((message) => ({ message })));
}

function isIterable(value: unknown): value is Iterable<unknown> | AsyncIterable<unknown> {
	return typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value);
}

function nodeErrorOf({ node, service }: Run, { item, cause, to, ids, ledger }: Failed, note = '') {
	// what a request could not say itself: something else failed after it
	const before = cause instanceof RequestFailed ? '' : begun(ledger?.accepted ?? [], service.wire.service);
	return toNodeError(node, cause, { to, itemIndex: item, ids, note: `${before}${note}` });
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
