import type { IExecuteFunctions } from 'n8n-workflow';

import { type Json, recordOf } from './json';
import { perProcess } from './shared';
import { isTool } from './tool';

/** The nodes of one service: its action node in any form, and its trigger, from whatever package. */
const familyOf = (type: string) => (type.split('.').at(-1) ?? '').replace(/(?:Trigger|(?:Hitl)?Tool)$/, '');

/** The names of the nodes of the same service that an execution came through, by the context of its node. */
const upstream = perProcess('upstream.v1', () => new WeakMap<IExecuteFunctions, string[]>());

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

/** In a bridge between services the ids of the other one are no places here. */
const isOfFamily = (context: IExecuteFunctions, { service }: Json) =>
	service === undefined || service === familyOf(context.getNode().type);

function* toldOf(context: IExecuteFunctions, item: number): Generator<Json, void> {
	if (isTool(context.getNode())) return yield* toldBeforeAgent(context);
	const own = recordOf(context.getInputData()[item]?.json);
	if (isOfFamily(context, own)) yield own;
	for (const name of namesOf(context)) {
		const told = pairedIn(context, name, item);
		if (told) yield told;
	}
}

/**
 * What was told before the agent was asked whose tool the node is. The item is not asked: the model writes into it what it
 * likes. Nor are several items, for n8n does not say which one the agent is at.
 */
function* toldBeforeAgent(context: IExecuteFunctions): Generator<Json, void> {
	const { metadata, source } = context.getExecuteData();
	const before = metadata?.preservedSourceOverwrite?.previousNode ?? source?.main?.[0]?.previousNode;
	if (before === undefined) return;
	const { type } = context.getNode();
	const all = context.getParentNodes(before);
	const own = all.filter((node) => !node.disabled && familyOf(node.type) === familyOf(type)).map(({ name }) => name);
	for (const name of [before, ...own]) {
		const items = allOf(context, name);
		if (items.length > 1) return;
		yield* items.filter((told) => isOfFamily(context, told));
	}
}

/** All items that a node has put out; none where it has not run. */
function allOf(context: IExecuteFunctions, name: string): Json[] {
	try {
		const node = context.getWorkflowDataProxy(0).$ as (name: string) => { all(): Array<{ json?: unknown }> };
		return node(name)
			.all()
			.map(({ json }) => recordOf(json));
	} catch {
		return [];
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
