import type { Said } from './judge.ts';

export interface Tally {
	items: number;
	sent: number;
	notSent: number;
	uncertain: number;
	received: number;
	/** Messages that a customer has got more than once. */
	twice: number;
	/** Items of which something was said that is not so. */
	wrong: number;
	/** Runs whose outputs, errors and hints have a secret in them. */
	leaked: number;
	/** One of them, in words. */
	example?: string;
}

export const NOTHING: Tally = {
	items: 0,
	sent: 0,
	notSent: 0,
	uncertain: 0,
	received: 0,
	twice: 0,
	wrong: 0,
	leaked: 0,
};

/** What was said beside what was received: by item, how often its text arrived. */
export function compare({ items, unnamed, sentOfUnnamed }: Said, received: number[]): Tally {
	const count = (saying: string) => items.filter((said) => said === saying).length;
	const arrived = (item: number) => received[item]! > 0;
	const wrong = items.flatMap((said, item) => {
		if (said === 'sent' && !arrived(item)) return [`item ${item} is said to be sent and did not arrive`];
		if (said === 'notSent' && arrived(item)) return [`item ${item} arrived and is said not to be sent`];
		return said === undefined && !unnamed.includes(item) ? [`nothing is said of item ${item}`] : [];
	});
	const arrivedUnnamed = unnamed.filter(arrived).length;
	const miscounted = Math.abs(arrivedUnnamed - sentOfUnnamed);
	const twice = received.flatMap((times, item) => (times > 1 ? [`item ${item} arrived ${times} times`] : []));
	const counts = `${sentOfUnnamed} others are said to be sent and ${arrivedUnnamed} arrived`;
	return {
		items: items.length,
		sent: count('sent') + sentOfUnnamed,
		notSent: count('notSent') + unnamed.length - sentOfUnnamed,
		uncertain: count('uncertain'),
		received: received.filter((times) => times > 0).length,
		twice: twice.length,
		wrong: wrong.length + miscounted,
		leaked: 0,
		example: [...twice, ...wrong, ...(miscounted ? [counts] : [])][0],
	};
}

export const holds = ({ twice, wrong, leaked }: Tally): boolean => twice + wrong + leaked === 0;

export function sum(tallies: Tally[]): Tally {
	return tallies.reduce(
		(total, tally) => ({
			items: total.items + tally.items,
			sent: total.sent + tally.sent,
			notSent: total.notSent + tally.notSent,
			uncertain: total.uncertain + tally.uncertain,
			received: total.received + tally.received,
			twice: total.twice + tally.twice,
			wrong: total.wrong + tally.wrong,
			leaked: total.leaked + tally.leaked,
			example: total.example ?? tally.example,
		}),
		NOTHING,
	);
}
