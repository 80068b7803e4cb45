import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Files } from './binary';
import type { Fields, ListSearch, Values } from './fields';
import { collection, integer, searchesOf, toggle } from './fields';

/** What an operation's `run` gets: a connected API, checked fields, and the item's files. */
export interface Call<Api, F extends Fields, O extends Fields> {
	api: Api;
	fields: Values<F>;
	options: Partial<Values<O>>;
	/** How many results are wanted: the user's limit, or Infinity for Return All. */
	limit: number;
	files: Files;
	/** Puts a note beside the output. */
	hint(text: string): void;
	signal?: AbortSignal;
}

/** One endpoint of a service, as a value: what the editor shows, and what is sent. */
export interface Operation<Api, F extends Fields = Fields, O extends Fields = Fields> {
	/** Name in the Operation drop-down, e.g. "Get Many". */
	name: string;
	/** Name in the node search, e.g. "Get many conversations". */
	action: string;
	description: string;
	fields: F;
	/** What stands in the Options collection beside Timeout and Max Wait. */
	options?: O;
	/** Get Many: adds Return All and Limit. */
	many?: boolean;
	/** The generations of the service's API that have it; all when left out. */
	generations?: readonly string[];
	/** Turns the service's own JSON into the common shape; adds Simplify. */
	simplify?(raw: Record<string, unknown>, fields: Values<F>, api: Api): object;
	/** Items with the same key are carried out one after another, in item order. */
	sequence?: (fields: Values<F>) => string;
	/** Checks that fields fit together; throws an `InputError`. Runs before anything is sent. */
	check?: (fields: Values<F>, options: Partial<Values<O>>) => void;
	/** Returns an object, a list, an async iterable of objects, or a `WithBinary`. */
	run(call: Call<Api, F, O>): unknown;
}

/** Operations on one kind of thing; the key of each is its internal name. */
export interface Resource<Api> {
	name: string;
	operations: Record<string, Operation<Api>>;
}

/** A generation of a service's API, when the user can choose between several; the first one is the default. */
export interface Generation {
	name: string;
	value: string;
	description: string;
}

/** Gives a service its `operation()`, for all generations or some: fields are inferred, the stored value is uniform. */
export function operationOf<Api>(generations?: readonly string[]) {
	return <F extends Fields, O extends Fields = Record<never, never>>(spec: Operation<Api, F, O>) =>
		({ generations, ...spec }) as unknown as Operation<Api>;
}

const limit = integer({
	displayName: 'Limit',
	description: 'Max number of results to return',
	default: 50,
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

const timeout = integer({
	displayName: 'Timeout',
	description: 'How many milliseconds one request may take before it is given up',
	default: 60_000,
	min: 1,
});

const maxWait = integer({
	displayName: 'Max Wait',
	description: 'How many seconds a request may wait while the service limits the number of requests',
	default: 120,
	min: 0,
});

const common = { timeout, maxWait };

/** Every field of an operation by parameter name, in the order the editor shows them. */
export function fieldsOf<Api>(operation: Operation<Api>): Fields {
	return {
		...operation.fields,
		...(operation.many && { returnAll, limit: { ...limit, show: { returnAll: [false] } } }),
		...(operation.simplify && { simplify }),
		options: collection({
			displayName: 'Options',
			button: 'Add option',
			fields: { ...operation.options, ...common },
		}),
	};
}

const selector = (options: INodePropertyOptions[]) => ({
	type: 'options' as const,
	noDataExpression: true,
	options: [...options].sort((a, b) => a.name.localeCompare(b.name)),
});

const versions = (generations: readonly Generation[]) => ({
	type: 'options' as const,
	noDataExpression: true,
	options: [...generations],
	default: generations[0]?.value ?? '',
});

/** The choice between generations, if there is one; triggers show it too. */
export function versionProperties(generations: readonly Generation[] = []): INodeProperties[] {
	return generations.length > 0 ? [{ displayName: 'API Version', name: 'apiVersion', ...versions(generations) }] : [];
}

/** The node's properties: API Version where there are several, Resource, Operation, and the fields of each operation. */
export function properties<Api>({ resources, generations = [], initial }: Offer<Api>): INodeProperties[] {
	const built = versionProperties(generations);
	for (const version of generations.length > 0 ? generations : [undefined]) {
		built.push(...selectors(resources, initial, version?.value));
	}
	for (const [resource, { operations }] of Object.entries(resources)) {
		for (const [operation, value] of Object.entries(operations)) {
			const versions = value.generations && { apiVersion: [...value.generations] };
			for (const [name, field] of Object.entries(fieldsOf(value))) {
				const show = { resource: [resource], operation: [operation], ...versions, ...field.show };
				built.push({ ...field.property(name), displayOptions: { show } });
			}
		}
	}
	return built;
}

/** What a node offers. */
export interface Offer<Api> {
	resources: Record<string, Resource<Api>>;
	generations?: readonly Generation[];
	/** The resource that is chosen in a new node. */
	initial: string;
}

/** Resource and Operation for one generation, with only what it has. */
function selectors<Api>(
	resources: Record<string, Resource<Api>>,
	initial: string,
	version?: string,
): INodeProperties[] {
	const show = version === undefined ? {} : { apiVersion: [version] };
	const has = ({ generations }: Operation<Api>) => version === undefined || (generations?.includes(version) ?? true);
	const offered = Object.entries(resources)
		.map(([value, { name, operations }]) => ({
			value,
			name,
			operations: Object.entries(operations).filter(([, operation]) => has(operation)),
		}))
		.filter(({ operations }) => operations.length > 0);
	const resource: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		...(version !== undefined && { displayOptions: { show } }),
		default: initial,
		...selector(offered.map(({ name, value }) => ({ name, value }))),
	};
	const operations = offered.map((one): INodeProperties => {
		const choices = selector(
			one.operations.map(([value, { name, action, description }]) => ({ name, value, action, description })),
		);
		return {
			displayName: 'Operation',
			name: 'operation',
			displayOptions: { show: { ...show, resource: [one.value] } },
			default: choices.options[0]?.value ?? '',
			...choices,
		};
	});
	return [resource, ...operations];
}

/** The list searches that the fields of all operations ask for, by method name. */
export function listSearches<Api>(resources: Record<string, Resource<Api>>): Record<string, ListSearch> {
	const operations = Object.values(resources).flatMap((resource) => Object.values(resource.operations));
	return Object.assign({}, ...operations.map((operation) => searchesOf(fieldsOf(operation)))) as Record<
		string,
		ListSearch
	>;
}
