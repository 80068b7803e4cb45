import { setTimeout as sleep } from 'node:timers/promises';
import { publishAnswering, publishSweep } from '../answering.ts';
import { allTold, deliverAtOnce, newCustomers, repeatAfter } from '../project.ts';
import type { Scenario } from '../scenario.ts';
import { Answers } from '../traffic/answers.ts';
import { answered, burstsOf, write } from '../traffic/bursts.ts';
import { settled } from '../traffic/settled.ts';

/** What n8n still hears before it stops. */
const BEFORE_MS = 4000;
const PATIENCE_MS = 240_000;

export const outage: Scenario = {
	key: 'outage',
	name: 'Who wrote while n8n was not there is answered once it is, and once',
	async run({ house, size, random }) {
		const { sandbox, workers } = house;
		const { seconds, bursts: count, repeatSeconds } = workers.length > 0 ? size.outage.shared : size.outage.alone;
		deliverAtOnce(sandbox);
		const undo = repeatAfter(sandbox, repeatSeconds * 1000);
		const bursts = burstsOf(random, count, newCustomers(sandbox, count));
		const answering = await publishAnswering(house);
		const sweep = await publishSweep(house);

		const pace = (BEFORE_MS + seconds * 1000) / count;
		const writing = Promise.all(
			bursts.map(async (burst, index) => {
				await sleep(index * pace);
				await write(house, burst, 0);
			}),
		);
		await sleep(BEFORE_MS);
		const stopped = Date.now();
		await house.stop();
		await writing;
		await house.start();
		const goneFor = (Date.now() - stopped) / 1000;

		await Promise.all(bursts.map(async ({ conversationId }) => await answered(house, conversationId, PATIENCE_MS)));
		await allTold(sandbox);
		undo();
		await house.api.unpublish(sweep.id);
		await settled(house, [sweep.id]);
		await settled(house, [answering.id]);
		const answers = new Answers(house, bursts);
		await house.api.unpublish(answering.id);
		const note = `n8n was gone for ${goneFor.toFixed(0)} s`;
		return answers.rows(note);
	},
};
