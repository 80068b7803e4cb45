import type { IExecuteFunctions } from 'n8n-workflow';

import { type Json, recordOf } from './json';

/** The nodes of one service: its action node in any form, and its trigger. */
const familyOf = (type: string) => type.replace(/(?:Trigger|(?:Hitl)?Tool)$/, '');

/** The names of the nodes of the same service that an execution came through, by the context of its node. */
const upstream = new WeakMap<IExecuteFunctions, string[]>();

function namesOf(context: IExecuteFunctions): string[] {
	let names = upstream.get(context);
	if (!names) {
		const { name, type } = context.getNode();
		const parents = context.getParentNodes(name);
		const own = parents.filter((node) => !node.disabled && familyOf(node.type) === familyOf(type));
		upstream.set(context, (names = own.map((node) => node.name)));
	}
	return names;
}

/**
 * What the run has told of items before they came here: each item itself, then those it is paired with in earlier nodes
 * of the same service. What n8n cannot follow back is passed over.
 */
export const pastOf = (context: IExecuteFunctions, items: readonly number[]): Iterable<Json> => ({
	*[Symbol.iterator]() {
		for (const item of items) yield* toldOf(context, item);
	},
});

function* toldOf(context: IExecuteFunctions, item: number): Generator<Json, void> {
	yield recordOf(context.getInputData()[item]?.json);
	for (const name of namesOf(context)) {
		const told = pairedIn(context, name, item);
		if (told) yield told;
	}
}

function pairedIn(context: IExecuteFunctions, name: string, item: number): Json | undefined {
	try {
		const node = context.getWorkflowDataProxy(item).$ as (name: string) => { item?: { json?: unknown } };
		return recordOf(node(name).item?.json);
	} catch {
		return undefined;
	}
}
