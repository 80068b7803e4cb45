import { parse } from 'flatted';
import type { House } from '../house/house.ts';
import type { Counts } from '../row.ts';
import { NEXT } from '../workflows.ts';
import { textsIn, type Call } from './deliveries.ts';
import { executionsOf, settled, type Execution } from './settled.ts';

/** What n8n has on record of the deliveries: in how many executions each stands, and how often it got to the next node. */
export interface Record {
	onRecord: Set<string>;
	passes: Map<string, number>;
	/** Executions that n8n has ended without keeping what came in. */
	emptied: number;
}

export async function recordOf(house: House, ids: string[]): Promise<Record> {
	await settled(house, ids);
	const record: Record = { onRecord: new Set(), passes: new Map(), emptied: 0 };
	for (const execution of await executionsOf(house, ids)) {
		const texts = textsIn(execution.data);
		if (texts.size === 0) record.emptied++;
		const passed = hasPassed(execution);
		for (const text of texts) {
			record.onRecord.add(text);
			if (passed) record.passes.set(text, (record.passes.get(text) ?? 0) + 1);
		}
	}
	return record;
}

/** Whether the execution got to the node behind the first one. */
export function hasPassed({ data }: Execution): boolean {
	return data !== '' && NEXT in (parse(data).resultData?.runData ?? {});
}

/** What became of deliveries. `before` is the record before they were sent once more. */
export function countsOf(deliveries: Call[], record: Record, before?: Record): Counts {
	const genuine = deliveries.filter(({ isGenuine }) => isGenuine);
	const strange = deliveries.filter(({ isGenuine }) => !isGenuine);
	const answered = genuine.filter(({ answers }) => answers.includes(200));
	const passes = ({ text }: Call) => record.passes.get(text) ?? 0;
	const earlier = ({ text }: Call) => before?.passes.get(text) ?? 0;
	const missing = answered.filter(({ text }) => !record.onRecord.has(text)).length;
	const unfinished = answered.filter((delivery) => record.onRecord.has(delivery.text) && passes(delivery) === 0).length;
	return {
		sent: deliveries.length,
		answered: answered.length + strange.filter(({ answers }) => answers.includes(200)).length,
		startPage: genuine.filter(({ answers }) => answers.includes('start page') && !answers.includes(200)).length,
		ran: deliveries.reduce((sum, delivery) => sum + passes(delivery) - earlier(delivery), 0),
		cutOff: Math.min(missing, record.emptied) + unfinished,
		twice: genuine.filter((delivery) => passes(delivery) > Math.max(1, earlier(delivery))).length,
		lost: Math.max(0, missing - record.emptied),
		wrong: strange.filter(({ text, answers }) => record.onRecord.has(text) || answers.includes(200)).length,
	};
}
