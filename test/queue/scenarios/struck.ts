import type { House } from '../house/house.ts';
import { row, type Row } from '../row.ts';
import { countsOf, recordOf } from '../traffic/count.ts';
import { genuine, listen } from '../traffic/deliveries.ts';
import { eachOf, postUntilHeard } from '../traffic/sender.ts';

/** Sends deliveries, strikes when two fifths are heard, goes on until all are, then sends all of them again. */
export async function struck(house: House, count: number, what: string, strike: () => Promise<string>): Promise<Row[]> {
	const listeners = await listen(house);
	const deliveries = genuine(house, count);
	let heard = 0;
	let blow: Promise<string> | undefined;
	await eachOf(deliveries, async (delivery, index) => {
		await postUntilHeard(house, delivery, index);
		if (++heard >= count * 0.4) blow ??= strike();
	});
	const said = await blow;
	const before = await recordOf(house, listeners.ids);
	const first = countsOf(deliveries, before);
	const unheard = count - first.answered - first.startPage;
	const notes = [
		said ?? '',
		unheard > 0 ? `${unheard} were never answered` : '',
		before.emptied > 0 ? `${before.emptied} stand in n8n as failed, without their data` : '',
	];

	const again = deliveries.map((delivery) => ({ ...delivery, answers: [] }));
	await eachOf(again, async (delivery, index) => await postUntilHeard(house, delivery, index + 1));
	const second = countsOf(again, await recordOf(house, listeners.ids), before);
	await listeners.close();
	return [
		row(what, first, notes.filter(Boolean).join('; '), unheard === 0),
		// what was lost or cut off the first time runs now, and rightly
		row('… and all sent again', { ...second, lost: 0, cutOff: 0 }, '', second.answered === count),
	];
}
