import { publishNode } from '../nodes.ts';
import { endSessions, renewals } from '../project.ts';
import { row, type Row } from '../row.ts';
import type { Scenario } from '../scenario.ts';
import { countsOf, recordOf } from '../traffic/count.ts';
import { plainCalls } from '../traffic/deliveries.ts';
import { eachOf, postUntilHeard } from '../traffic/sender.ts';

const ROUNDS = 3;

export const sessions: Scenario = {
	key: 'sessions',
	name: 'An expired session is renewed a few times at most, and no execution fails of it',
	queueModeOnly: true,
	async run({ house, size }) {
		const rows: Row[] = [];
		for (const [service, name] of [
			['voipbin', 'VoIPbin with a login'],
			['nexora', 'Nexora with a refresh token'],
		] as const) {
			const { id, path } = await publishNode(house, name);
			const all = [];
			let most = 0;
			for (let round = 0; round < ROUNDS; round++) {
				endSessions(house.sandbox);
				const before = renewals(house.sandbox, service);
				const calls = plainCalls(path, size.sessions);
				await eachOf(calls, async (call, index) => await postUntilHeard(house, call, index));
				all.push(...calls);
				await recordOf(house, [id]);
				most = Math.max(most, renewals(house.sandbox, service) - before);
			}
			const counts = countsOf(all, await recordOf(house, [id]));
			await house.api.unpublish(id);
			const renewed = `${renewals(house.sandbox, service)} renewals in ${ROUNDS} rounds, at most ${most} in one`;
			// a new session ends the old one: each worker may renew it, and again when that of the other was kept
			const twice = Math.max(0, most - 2 * house.workers.length);
			rows.push(row(name, { ...counts, cutOff: 0, twice, wrong: counts.cutOff }, renewed));
		}
		return rows;
	},
};
