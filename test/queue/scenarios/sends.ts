import { publishNode } from '../nodes.ts';
import { leavesOpen, received, slow } from '../project.ts';
import { shuffled } from '../random.ts';
import { row } from '../row.ts';
import type { Scenario } from '../scenario.ts';
import { recordOf } from '../traffic/count.ts';
import { plainCalls, textsIn } from '../traffic/deliveries.ts';
import { eachOf, postUntilHeard } from '../traffic/sender.ts';
import { executionsOf } from '../traffic/settled.ts';
import { until } from '../../live/until.ts';

/** Long enough for a kill to come between a message and its answer. */
const ANSWER_MS = 500;

export const sends: Scenario = {
	key: 'sends',
	name: 'No message is sent twice, and none is said to be sent that was not, when a worker is killed',
	queueModeOnly: true,
	async run({ house, size, random }) {
		const runners = [await publishNode(house, 'VoIPbin sends'), await publishNode(house, 'Pact sends')];
		const ids = runners.map(({ id }) => id);
		const calls = shuffled(
			random,
			runners.flatMap(({ path }) => plainCalls(path, size.sends)),
		);
		slow(house.sandbox, ANSWER_MS);

		const sending = eachOf(calls, async (call, index) => await postUntilHeard(house, call, index));
		const [victim] = house.workers;
		await until('a third of the messages', () => received(house.sandbox).length >= calls.length / 3);
		await victim!.kill();
		await victim!.start();
		await sending;
		const { passes } = await recordOf(house, ids);

		const phones = received(house.sandbox);
		const times = (text: string) => phones.filter((other) => other === text).length;
		const failed = (await executionsOf(house, ids)).filter(({ status }) => status === 'error');
		const saidUnsent = new Set(
			failed.filter(({ data }) => !leavesOpen(data)).flatMap(({ data }) => [...textsIn(data)]),
		);
		for (const id of ids) await house.api.unpublish(id);

		const of = (fits: (text: string) => boolean) => calls.filter(({ text }) => fits(text)).length;
		const counts = {
			sent: calls.length,
			answered: calls.filter(({ answers }) => answers.includes(200)).length,
			ran: of((text) => passes.has(text)),
			cutOff: of((text) => !passes.has(text)),
			twice: of((text) => times(text) > 1),
			lost: of((text) => passes.has(text) && times(text) === 0),
			wrong: of((text) => saidUnsent.has(text) && times(text) > 0),
		};
		return [row('kill -9 of a worker while it sends', counts, `${new Set(phones).size} received by the phones`)];
	},
};
