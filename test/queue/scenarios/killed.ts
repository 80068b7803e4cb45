import { setTimeout as sleep } from 'node:timers/promises';
import type { House } from '../house/house.ts';
import type { N8n } from '../house/n8n.ts';
import type { Row } from '../row.ts';
import type { Scenario } from '../scenario.ts';
import { pathOf } from '../traffic/deliveries.ts';
import { post, type Answer } from '../traffic/post.ts';
import { struck } from './struck.ts';

const DOWN_MS = 1000;
const LOOK_MS = 10;

/** What n8n itself answers in a trigger's place while a process starts, and for how long. */
async function whileStarting(house: House, { url }: N8n, starting: Promise<void>): Promise<string> {
	let isOver = false;
	const over = () => (isOver = true);
	starting.then(over, over);
	const spans = new Map<Answer, { from: number; to: number }>();
	const address = url + pathOf(house, 'voipbin');
	while (!isOver) {
		const from = Date.now();
		// the trigger would answer 401, for nothing is signed
		const answer = await post(address, { headers: {}, body: '{}' });
		spans.set(answer, { from: spans.get(answer)?.from ?? from, to: Date.now() });
		await sleep(LOOK_MS);
	}
	return [...spans]
		.filter(([answer]) => answer === 'start page' || answer === 404)
		.map(([answer, { from, to }]) => `${answer === 404 ? '404' : 'start page'} for ${to - from} ms`)
		.join(', then ');
}

export const killed: Scenario = {
	key: 'killed',
	name: 'A process that is killed loses nothing that was answered, and nothing runs twice',
	async run({ house, size }) {
		const { main, doors, workers } = house;
		const victims: Array<[string, N8n]> =
			workers.length === 0
				? [['kill -9 of n8n', main]]
				: [
						['kill -9 of a webhook processor', doors[0]!],
						['kill -9 of a worker', workers[0]!],
						['kill -9 of the main process', main],
					];
		const rows: Row[] = [];
		for (const [what, victim] of victims) {
			const strike = async () => {
				await victim.kill();
				await sleep(DOWN_MS);
				const starting = victim.start();
				const answers = doors.includes(victim) ? await whileStarting(house, victim, starting) : '';
				await starting;
				return answers && `n8n itself answered while it started: ${answers}`;
			};
			rows.push(...(await struck(house, size.struck, what, strike)));
		}
		return rows;
	},
};
