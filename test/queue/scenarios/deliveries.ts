import { setTimeout as sleep } from 'node:timers/promises';
import { oneOf, shuffled } from '../random.ts';
import { row } from '../row.ts';
import type { Scenario } from '../scenario.ts';
import { countsOf, recordOf } from '../traffic/count.ts';
import { genuine, listen, tampered, type Delivery } from '../traffic/deliveries.ts';
import { eachOf, postOnce, postUntilHeard } from '../traffic/sender.ts';

const KINDS = ['once', 'twice at once', 'again 1 s after the answer', 'again later'] as const;

export const deliveries: Scenario = {
	key: 'deliveries',
	name: 'A genuine delivery starts exactly one execution, however often it is repeated, and a tampered one none',
	async run({ house, size, random }) {
		const count = house.workers.length > 0 ? size.deliveries.shared : size.deliveries.alone;
		const listeners = await listen(house);
		const firsts = genuine(house, count).map((delivery) => ({ delivery, kind: oneOf(random, KINDS) }));
		const strange = tampered(house, count / 10, random);
		const ofKind = (kind: string) => firsts.filter((first) => first.kind === kind).map(({ delivery }) => delivery);
		const repeats: Array<Promise<void>> = [];

		const send = async (delivery: Delivery, kind: string, door: number) => {
			const again = async () => await postUntilHeard(house, delivery, door + 1);
			const first = postUntilHeard(house, delivery, door);
			if (kind === 'twice at once') await Promise.all([first, again()]);
			await first;
			if (kind === 'again 1 s after the answer') repeats.push(sleep(1000).then(again));
			if (kind === 'again later') repeats.push(sleep(size.laterSeconds * 1000).then(again));
		};
		await eachOf(
			shuffled(random, [...firsts, ...strange.map((delivery) => ({ delivery, kind: 'tampered' }))]),
			async ({ delivery, kind }, index) => {
				if (kind === 'tampered') await postOnce(house, delivery, index);
				else await send(delivery, kind, index);
			},
		);
		await Promise.all(repeats);

		const record = await recordOf(house, listeners.ids);
		await listeners.close();
		const counted = [...KINDS].map((kind) => {
			const counts = countsOf(ofKind(kind), record);
			const what = kind === 'again later' ? `again ${size.laterSeconds} s after the answer` : kind;
			return row(what, counts, '', counts.ran === counts.sent);
		});
		return [...counted, row('tampered', countsOf(strange, record))];
	},
};
