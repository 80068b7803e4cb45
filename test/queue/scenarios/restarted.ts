import type { Scenario } from '../scenario.ts';
import { struck } from './struck.ts';

export const restarted: Scenario = {
	key: 'restarted',
	name: 'An orderly restart loses nothing and forgets nothing',
	async run({ house, size }) {
		return await struck(house, size.struck, 'SIGTERM to every process', async () => {
			await house.stop();
			await house.start();
			return '';
		});
	},
};
