import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { House } from '../house/house.ts';
import { publishNode } from '../nodes.ts';
import { row } from '../row.ts';
import type { Scenario } from '../scenario.ts';
import { listen, plainCalls } from '../traffic/deliveries.ts';
import { postUntilHeard } from '../traffic/sender.ts';
import { executionsOf } from '../traffic/settled.ts';
import { until } from '../../live/until.ts';

/** What strikes the nodes' requests, so that there are errors to look at. */
const TROUBLES = [
	{ kind: 'status', status: 401 },
	{ kind: 'status', status: 500 },
	{ kind: 'html' },
	{ kind: 'resetAfter' },
	{ kind: 'malformed' },
] as const;

/** Has the nodes meet every trouble; returns how many executions failed of it. */
async function fail(house: House): Promise<number> {
	const runners = [await publishNode(house, 'VoIPbin sends'), await publishNode(house, 'Pact sends')];
	const ids = runners.map(({ id }) => id);
	const ended = async () =>
		(await executionsOf(house, ids)).filter(({ status }) => !['new', 'running'].includes(status));
	let called = 0;
	for (const trouble of TROUBLES) {
		house.sandbox.faults.add({ ...trouble, method: 'POST', times: 100 });
		for (const { path: address } of runners) {
			for (const call of plainCalls(address, 1)) await postUntilHeard(house, call, called++);
		}
		await until('the executions that meet a trouble', async () => (await ended()).length === called);
		house.sandbox.faults.clear();
	}
	for (const id of ids) await house.api.unpublish(id);
	return (await ended()).filter(({ status }) => status === 'error').length;
}

/** Every text of n8n's that somebody may read, by the place it stands in. */
async function texts({ database, api, processes }: House): Promise<Map<string, string[]>> {
	const found = new Map<string, string[]>();
	const add = (place: string, text: string) => {
		const others = found.get(place);
		if (others) others.push(text);
		else found.set(place, [text]);
	};
	for (const { logFile, folder: own } of processes) {
		const logs = [logFile, ...globSync('.n8n/*.log', { cwd: own }).map((file) => path.join(own, file))];
		for (const log of logs) add('logs', readFileSync(log, 'utf8'));
	}
	for (const table of await database.tables()) {
		const place = table.startsWith('execution') ? 'executions and their errors' : 'the other tables';
		for (const entry of await database.rows(`select * from "${table}"`)) add(place, JSON.stringify(entry));
	}
	for (const { id } of await database.rows('select id from workflow_entity')) {
		add('workflows as they are exported', JSON.stringify(await api.workflow(String(id))));
	}
	return found;
}

export const secrets: Scenario = {
	key: 'secrets',
	name: 'No secret stands in a log, an execution, an exported workflow or an error',
	async run({ house }) {
		const failures = await fail(house);
		if (failures === 0) throw new Error('No execution failed, so there are no errors to look at');
		const listeners = await listen(house);
		house.collectSecrets();
		const places = await texts(house);
		await listeners.close();
		return [...places].map(([place, all]) => {
			const hits = [...house.secrets].flatMap(([secret, what]) =>
				all.filter((text) => text.includes(secret)).map(() => what),
			);
			return row(place, { sent: all.length, wrong: hits.length }, [...new Set(hits)].join(', '));
		});
	},
};
