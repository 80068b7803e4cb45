import { RequestFailed } from './failure';
import { InputError } from './inputError';
import type { Operation } from './operation';
import type { Ledger } from './ledger';
import type { Failed } from './tries';

/** Whether nobody knows if an item was carried out. */
export const isUncertain = ({ cause }: Failed) => cause instanceof RequestFailed && cause.failure.uncertain === true;

/** Whether a part of an item was carried out. */
export const isBegun = ({ ledger }: Failed) => ledger !== undefined && ledger.accepted.length > 0;

/** Whether an item was stopped before anything of it was sent. */
export const isUnbegun = (cause: unknown) =>
	cause instanceof RequestFailed &&
	cause.failure.kind === 'cancelled' &&
	!cause.failure.uncertain &&
	!cause.failure.before?.length;

/** An item that did not fail. */
export interface Done {
	item: number;
	ledger: Ledger;
}

interface Others {
	done: Done[];
	others: Failed[];
	all: number;
}

/** What a failure must not hide: items that may have been carried out, and those that were. */
export function noteOn({ reads }: Operation, { done, others, all }: Others): string {
	if (reads) return '';
	const uncertain = others.filter(isUncertain).map(({ item }) => item);
	const begunItems = others.filter((failed) => isBegun(failed) && !isUncertain(failed)).map(({ item }) => item);
	const doubt = uncertain.length > 0 ? ` It is not certain whether ${named(uncertain)} was carried out.` : '';
	const half = begunItems.length > 0 ? ` A part of ${named(begunItems)} was carried out.` : '';
	// an item that was skipped was not carried out
	const carriedOut = done.filter(({ ledger }) => !ledger.isSkipped);
	if (carriedOut.length === 0) return `${doubt}${half}`;
	const again = carriedOut.every(({ ledger }) => ledger.isOnce)
		? 'would be left out by a new run'
		: 'would be carried out again by a new run';
	return `${doubt}${half} ${carriedOut.length} of ${all} items were carried out before this (${named(carriedOut.map(({ item }) => item))}) and ${again}; set On Error to 'Continue' in the node's settings to go on with the others instead.`;
}

/** What a person must know before running it again, where nothing has left n8n yet. */
export function nothingSent({ reads }: Operation, service: string, failures: Failed[]): string {
	// what the service was asked before was only a question
	const isChecked = failures.every((failed) =>
		!failed.ledger ? !(failed.cause instanceof RequestFailed) : failed.cause instanceof InputError && !isBegun(failed),
	);
	return isChecked && !reads ? ` Nothing was sent to ${service}.` : '';
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
