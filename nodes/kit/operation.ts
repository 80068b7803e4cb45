import type { Files } from './binary';
import { collection, type Field, type Fields, integer, shownIf, toggle, type Values } from './fields';
import type { Json } from './json';
import type { Once } from './once';
import type { Run, Versioned, VersionedOf } from './version';
import type { Wait } from './waiting/wait';

/** What an operation's `run` gets: a connected API, checked fields, and the item's files. */
export interface Call<Api, F extends Fields = Fields, O extends Fields = Fields> {
	api: Api;
	fields: Values<F>;
	options: Partial<Values<O>>;
	/** How many results are wanted: the user's limit, or Infinity for Return All. */
	limit: number;
	files: Files;
	/** What the run has told of the item before: the item itself, then those it is paired with, nearest first. */
	past: Iterable<Json>;
	/** Tells this node's work from that of every other, in all executions. */
	node: string;
	/** Tells this execution, with the sub-workflows that it calls, from every other. */
	execution: string;
	/** Waits for what is no request: meanwhile other items are worked on, so that any number of them may wait at once. */
	aside<T>(waiting: () => Promise<T>): Promise<T>;
	once: Once;
	/** Puts a note beside the output. */
	hint(text: string): void;
	/** Whether a person's answer decides about the tool call of an agent. */
	isReview: boolean;
	signal?: AbortSignal;
}

/** A result that is no answer of the service: Simplify leaves it as it is. */
export class Plain {
	readonly json: object;

	constructor(json: object) {
		this.json = json;
	}
}

/** What comes out instead of a result where nothing was done, and why. */
export class Skipped extends Plain {
	constructor(reason: string, told: object) {
		super({ skipped: true, reason, ...told });
	}
}

/** What the service is asked before anything is sent. */
export type Verified<Api, F extends Fields = Fields> = Pick<Call<Api, F>, 'api' | 'fields'>;

/** Turns the service's own JSON into the common shape. */
type Simplify<F extends Fields> = { run(raw: Json, fields: Values<F>, past: Iterable<Json>): object }['run'];

/** What a check knows of an item beside its fields. */
interface Checked {
	/** The version of the service's API that is spoken. */
	version: string;
	/** The names of the item's binary fields. */
	files: readonly string[];
}

/** What is the same for every version of an operation. */
interface Described<F extends Fields, O extends Fields> {
	/** Name in the Operation drop-down, e.g. "Get Many". */
	name: string;
	/** Name in the node search, e.g. "Get many conversations". */
	action: string;
	description: string;
	fields: F;
	/** What stands in the Options collection beside Timeout and Max Wait. */
	options?: O;
	/** Set where nothing is changed at the service. */
	reads?: true;
	/** Get Many: adds Return All and Limit. */
	many?: true;
	/** Set where the execution then waits; `run` resolves to the state it waits with. */
	wait?: Wait;
	/** Items with the same key are carried out one after another, in item order; none after one that is uncertain. */
	sequence?(fields: Values<F>, options: Partial<Values<O>>): string;
	/** Items with the same key are carried out once, for all of them: what comes out is paired with each. */
	together?(fields: Values<F>): string;
	/** Checks that fields fit together; throws an `InputError`. Runs before anything is sent. */
	check?(fields: Values<F>, options: Partial<Values<O>>, item: Checked): void;
}

/** One endpoint of a service, as a value: what the editor shows, and what is sent. */
export interface Operation extends Described<Fields, Fields> {
	/** Adds Simplify. */
	simplify?: Versioned<Simplify<Fields>>;
	/** Checks fields by what the service knows; throws an `InputError`. Runs for all items before anything is sent. */
	verify?: Versioned<Run<Verified<unknown>, Promise<void>>>;
	/** Returns an object, a list, an async iterable of objects, or a `WithBinary`; the versions named here have it. */
	run: Versioned<Run<Call<unknown>>>;
}

/** An operation as it is declared, with the API of each version and the types of its fields. */
type Declared<Apis, F extends Fields, O extends Fields> = Described<F, O> & {
	simplify?: VersionedOf<Simplify<F>, { [V in keyof Apis]: Simplify<F> }>;
	verify?: VersionedOf<
		Run<Verified<Apis[keyof Apis], F>, Promise<void>>,
		{ [V in keyof Apis]: Run<Verified<Apis[V], F>, Promise<void>> }
	>;
	run: VersionedOf<Run<Call<Apis[keyof Apis], F, O>>, { [V in keyof Apis]: Run<Call<Apis[V], F, O>> }>;
};

/** Gives a service its `operation()`: fields are inferred, and `run` gets the API of its version. */
export const operationOf =
	<Apis>() =>
	<F extends Fields, O extends Fields = Record<never, never>>(declared: Declared<Apis, F, O>): Operation =>
		declared;

/** Operations on one kind of thing; the key of each is its internal name. */
export interface Resource {
	name: string;
	/** The operation that is chosen in a new node. */
	first: string;
	operations: Record<string, Operation>;
}

/** Declares a resource; `first` is one of its operations. */
export const resource = <Operations extends Record<string, Operation>>(declared: {
	name: string;
	first: Extract<keyof Operations, string>;
	operations: Operations;
}): Resource => declared;

/** Whether a version of the service's API has an operation. */
export const hasVersion = ({ run }: Operation, version: string): boolean =>
	typeof run === 'function' || run[version] !== undefined;

const limit = integer({
	displayName: 'Limit',
	description: 'Max number of results to return',
	default: 50,
	inTool: { default: 10 },
	min: 1,
});

const returnAll = toggle({
	displayName: 'Return All',
	description: 'Whether to return all results or only up to a given limit',
});

const simplify = toggle({
	displayName: 'Simplify',
	description: 'Whether to return a simplified version of the response instead of the raw data',
	default: true,
});

/** A timer that is set to more goes off at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

const timeout = integer({
	displayName: 'Timeout',
	description: 'How many milliseconds one request may take before it is given up',
	default: 60_000,
	max: LONGEST_TIMER_MS,
	min: 1,
});

const maxWait = integer({
	displayName: 'Max Wait',
	description: 'How many seconds a request may wait while the service limits the number of requests',
	default: 120,
	min: 0,
});

/** Every field of an operation by parameter name, in the order the editor shows them. */
export function fieldsOf(operation: Operation): Record<string, Field> {
	return {
		...operation.fields,
		...(operation.many && { returnAll, limit: shownIf({ returnAll: [false] }, limit) }),
		...(operation.simplify && { simplify }),
		options: collection({
			displayName: 'Options',
			button: 'Add option',
			fields: { ...operation.options, timeout, maxWait },
		}),
	};
}
