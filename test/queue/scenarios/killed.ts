import { setTimeout as sleep } from 'node:timers/promises';
import type { N8n } from '../house/n8n.ts';
import type { Row } from '../row.ts';
import type { Scenario } from '../scenario.ts';
import { struck } from './struck.ts';

const DOWN_MS = 1000;

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
				await victim.start();
			};
			rows.push(...(await struck(house, size.struck, what, strike)));
		}
		return rows;
	},
};
