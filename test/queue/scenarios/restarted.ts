import type { Scenario } from '../scenario.ts';
import { listen } from '../traffic/deliveries.ts';
import { struck } from './struck.ts';

export const restarted: Scenario = {
	key: 'restarted',
	name: 'An orderly restart loses nothing and forgets nothing',
	async run({ house, size }) {
		const listeners = await listen(house);
		const rows = await struck(house, listeners, size.struck, 'SIGTERM to every process', async () => {
			await house.stop();
			await house.start();
		});
		await listeners.close();
		return rows;
	},
};
