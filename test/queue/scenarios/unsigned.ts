import { setTimeout as sleep } from 'node:timers/promises';
import type { House } from '../house/house.ts';
import { occupy, standing } from '../project.ts';
import { row, type Row } from '../row.ts';
import type { Scenario } from '../scenario.ts';
import { countsOf, recordOf } from '../traffic/count.ts';
import { callOf, pathOf, type Delivery } from '../traffic/deliveries.ts';
import { postOnce } from '../traffic/sender.ts';
import { createListener } from '../workflows.ts';
import { otherSystem } from './otherSystem.ts';

const CALLERS = 3;
const PAUSE_MS = 200;

const unsigned = (house: House, path: string): Delivery => ({
	...callOf(house, 'voipbin', path),
	headers: {},
	isGenuine: false,
});

/** Publishes a workflow again and again while somebody calls its address. */
async function republish(
	house: House,
	times: number,
	what: string,
	call: (house: House, path: string) => Delivery,
): Promise<Row> {
	const { api, sandbox } = house;
	const other = await otherSystem();
	occupy(sandbox, other.address);
	const before = standing(sandbox).voipbin.join();
	const id = await createListener(house, 'voipbin', { replaceExisting: true });
	await api.publish(id);
	const path = pathOf(house, 'voipbin');

	const calls: Delivery[] = [];
	const make = async (delivery: Delivery) => {
		calls.push(delivery);
		await postOnce(house, delivery, calls.length);
	};
	let isOver = false;
	const callers = Array.from({ length: CALLERS }, async () => {
		while (!isOver) {
			await make(call(house, path));
			await sleep(PAUSE_MS);
		}
	});
	let forgotten = 0;
	for (let round = 0; round < times; round++) {
		await api.unpublish(id);
		if (standing(sandbox).voipbin.join() !== before) {
			forgotten++;
			occupy(sandbox, other.address);
		}
		await api.publish(id);
		for (let door = 0; door < house.doors.length; door++) await make(unsigned(house, path));
	}
	isOver = true;
	await Promise.all(callers);
	const counts = countsOf(calls, await recordOf(house, [id]));
	await api.unpublish(id);
	other.close();
	const note = forgotten > 0 ? `the previous address was not put back ${forgotten} times of ${times}` : '';
	return row(what, { ...counts, wrong: counts.wrong + forgotten }, note);
}

export const unsignedCalls: Scenario = {
	key: 'unsigned',
	name: 'An unsigned call is refused also while the workflow is being published',
	async run({ house, size: { republished } }) {
		return [
			await republish(house, republished, 'published again while strangers call', unsigned),
			await republish(house, republished, 'published again while VoIPbin calls', (here, path) =>
				callOf(here, 'voipbin', path),
			),
		];
	},
};
