import { sleep } from 'n8n-workflow';

import type { Connection } from './client/connection';
import { isExpression, ofExpression } from './emptied';
import type { Ids } from './explain';
import { type Fields, readFields } from './fields';
import { inheritedFrom } from './fields/field';
import { idsIn } from './ids';
import { EmptyInput } from './inputError';
import { type Json, recordOf } from './json';
import { pastOf } from './past';
import { apiOf, type Patience, type Run } from './run';
import type { Failed } from './tries';
import { ofVersion } from './version';

/** What is to be done for one item, or at once for several. */
export interface Job {
	/** The items it is for; the first stands for them. */
	items: [number, ...number[]];
	fields: Json;
	options: Json;
	sequence?: string;
}

/** How jobs are told that an item failed, and whether nothing more shall be begun. */
interface Course {
	fail(failed: Failed): void;
	ends(): boolean;
}

/** After so many milliseconds of reading, n8n's process gets time for others. */
const READ_MS = 15;

/**
 * What is to be done for the items: read and checked in slices, before anything is sent. Items that are to be carried out
 * together are one job, and what the service has something against is none.
 */
export async function jobsOf(run: Run, items: readonly number[], course: Course): Promise<Job[]> {
	const jobs: Job[] = [];
	let began = performance.now();
	for (const item of items) {
		if (course.ends()) return [];
		try {
			jobs.push(readJob(run, item));
		} catch (cause) {
			jobs.push(...(await completed(run, item, cause, course)));
		}
		if (performance.now() - began < READ_MS) continue;
		await sleep(0);
		began = performance.now();
	}
	return together(run, await verified(run, jobs, course));
}

/** What is to be done for an item of which something was left empty that nothing tells: the account may have only one. */
async function completed(run: Run, item: number, cause: unknown, { fail }: Course): Promise<Job[]> {
	const { fields, node } = run;
	let to: Connection | undefined;
	try {
		const open = cause instanceof EmptyInput ? openOf(fields, cause) : undefined;
		if (!open || isExpression(node.parameters[open.name])) throw cause;
		const { name, only } = open;
		const from = (to = await run.connections.of(item));
		const { options } = readFields({ options: fields.options! }, run.parameters(item), { apiVersion: run.version });
		const found = await from.once(`the only ${name}`, async () => await only(apiOf(run, options as Patience, from)));
		if (found === undefined) throw cause;
		return [readJob(run, item, { [name]: found })];
	} catch (failure) {
		fail({ item, to, cause: ofExpression(failure, fields, node.parameters) });
		return [];
	}
}

/** The field that was left empty, where it may be the only one of the account. */
function openOf(fields: Fields, { label }: EmptyInput) {
	for (const [name, { kind, label: own }] of Object.entries(fields)) {
		const only = kind.inherits?.only;
		if (own === label && only) return { name, only };
	}
	return undefined;
}

/** What the run tells of the fields that an item may leave empty. */
export function toldOf({ context, fields }: Run, item: number): unknown[] {
	const past = [...pastOf(context, [item])];
	return Object.values(fields).flatMap(({ kind: { inherits } }) => (inherits ? [inheritedFrom(past, inherits)] : []));
}

/** `only` is what the account has a single one of: it is taken as if it had been chosen. */
function readJob({ context, node, operation, fields, version, parameters }: Run, item: number, only: Json = {}): Job {
	const entered = parameters(item);
	const { options, ...read }: Json = readFields(
		fields,
		(name, ...how) => only[name] ?? entered(name, ...how),
		{ apiVersion: version },
		// an expression that gave nothing was meant to name another place
		(name) => (isExpression(node.parameters[name]) ? [] : pastOf(context, [item])),
	);
	const chosen = recordOf(options);
	const files = Object.keys(context.getInputData()[item]?.binary ?? {});
	operation.check?.(read, chosen, { version, files });
	return { items: [item], fields: read, options: chosen, sequence: operation.sequence?.(read, chosen) };
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
async function verified(run: Run, jobs: Job[], { fail, ends }: Course): Promise<Job[]> {
	const verify = run.operation.verify && ofVersion(run.operation.verify, run.version);
	if (!verify) return jobs;
	const ready: Job[] = [];
	for (const job of jobs) {
		if (ends()) return [];
		const [item] = job.items;
		let to: Connection | undefined;
		try {
			to = await run.connections.of(item);
			await verify({ api: apiOf(run, job.options, to), fields: job.fields });
			ready.push(job);
		} catch (cause) {
			fail({ item, cause, to, ids: idsOf(run, job) });
		}
	}
	return ready;
}

/** The ids the user entered for an item, those under Options too. */
export const idsOf = ({ fields, operation }: Run, { fields: values, options }: Job): Ids => [
	...idsIn(fields, values),
	...idsIn(operation.options ?? {}, options),
];
