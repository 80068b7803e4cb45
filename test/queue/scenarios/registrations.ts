import { setTimeout as sleep } from 'node:timers/promises';
import { occupy, standing } from '../project.ts';
import { row } from '../row.ts';
import type { Scenario } from '../scenario.ts';
import { createListener, type TriggerKind } from '../workflows.ts';
import { otherSystem } from './otherSystem.ts';

const NAMES: Record<TriggerKind, string> = { voipbin: 'VoIPbin', pact: 'Pact p2', pactP1: 'Pact p1' };
const KINDS = Object.keys(NAMES) as TriggerKind[];

export const registrations: Scenario = {
	key: 'registrations',
	name: 'A service knows exactly one address of a published workflow, and gets back the one that stood there before',
	async run({ house, size }) {
		const { api, main, sandbox, address } = house;
		const other = await otherSystem();
		occupy(sandbox, other.address);
		const before = standing(sandbox);
		const ids: string[] = [];
		for (const kind of KINDS) {
			// p2 keeps several addresses side by side
			ids.push(await createListener(house, kind, kind === 'pact' ? {} : { replaceExisting: true }));
		}
		const counts = Object.fromEntries(KINDS.map((kind) => [kind, { sent: 0, twice: 0, lost: 0, wrong: 0 }]));
		const found: string[] = [];

		const each = async (work: (id: string) => Promise<void>) => {
			for (const id of ids) await work(id).catch((error: Error) => found.push(error.message));
		};
		const check = (when: string, isPublished: boolean) => {
			const now = standing(sandbox);
			for (const kind of KINDS) {
				const count = counts[kind]!;
				const others = kind === 'pact' || !isPublished ? before[kind] : [];
				const ours = now[kind].filter((place) => place.includes(`${address}/webhook/`));
				const isRight =
					ours.length === (isPublished ? 1 : 0) &&
					ours.every((place) => /^(POST|active) /.test(place)) &&
					JSON.stringify(now[kind].filter((place) => !ours.includes(place))) === JSON.stringify(others);
				count.sent++;
				if (isRight) continue;
				found.push(`${NAMES[kind]} ${when}: ${now[kind].join(', ') || 'nothing'}`);
				if (ours.length > 1) count.twice++;
				else if (isPublished) count.wrong++;
				else count.lost++;
			}
		};
		const publish = async (when: string) => {
			await each(async (id) => await api.publish(id));
			check(when, true);
		};
		const unpublish = async (when: string) => {
			await each(async (id) => await api.unpublish(id));
			check(when, false);
		};

		await publish('published');
		await unpublish('unpublished');
		await publish('published again');
		await main.stop();
		await main.start();
		check('after an orderly restart', true);
		await main.kill();
		await main.start();
		check('after kill -9', true);
		await publish('published once more');
		await unpublish('unpublished again');
		for (const ms of size.killedAfterMs) {
			// n8n is killed while it registers them, so nobody waits for the answers
			const begun = ids.map(async (id) => await api.publish(id).catch(() => {}));
			await sleep(ms);
			await main.kill();
			await Promise.all(begun);
			await main.start();
			await each(async (id) => await api.unpublish(id));
			await publish(`after kill -9 at ${ms} ms of an activation, published again`);
			await unpublish(`after kill -9 at ${ms} ms of an activation, unpublished again`);
		}
		other.close();
		return KINDS.map((kind) =>
			row(
				`${NAMES[kind]}, checks`,
				{ ...counts[kind] },
				found.filter((finding) => finding.startsWith(NAMES[kind])).join('; '),
			),
		).concat(
			found.some((finding) => !/^(VoIPbin|Pact)/.test(finding)) ? [row('n8n', { wrong: 1 }, found.join('; '))] : [],
		);
	},
};
