import { setTimeout as sleep } from 'node:timers/promises';
import type { N8n } from '../house/n8n.ts';
import type { Row } from '../row.ts';
import type { Scenario } from '../scenario.ts';
import { post } from '../traffic/post.ts';
import { struck } from './struck.ts';

const DOWN_MS = 1000;
const LOOK_MS = 10;

/** For how many milliseconds a process that starts answers calls by its start page. */
async function startPageOf({ url }: N8n, starting: Promise<void>): Promise<number> {
	let isOver = false;
	const over = () => (isOver = true);
	starting.then(over, over);
	let first = 0;
	let last = 0;
	while (!isOver) {
		const called = Date.now();
		if ((await post(`${url}/webhook/nobody`, { headers: {}, body: '{}' })) === 'start page') {
			first ||= called;
			last = Date.now();
		}
		await sleep(LOOK_MS);
	}
	return last - first;
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
				const stood = workers.includes(victim) ? 0 : await startPageOf(victim, starting);
				await starting;
				return stood > 0 ? `the start page took calls for ${stood} ms` : '';
			};
			rows.push(...(await struck(house, size.struck, what, strike)));
		}
		return rows;
	},
};
