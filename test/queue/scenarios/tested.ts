import { until } from '../../live/until.ts';
import type { House } from '../house/house.ts';
import { addresses } from '../project.ts';
import { row } from '../row.ts';
import type { Scenario } from '../scenario.ts';
import { recordOf } from '../traffic/count.ts';
import { callOf, pathOf, type Delivery } from '../traffic/deliveries.ts';
import { post } from '../traffic/post.ts';
import { postUntilHeard } from '../traffic/sender.ts';
import { createListener, TRIGGER } from '../workflows.ts';

const TIMES = 2;

/** "Listen for test event" in the editor, until the event came and the address of the published workflow is back. */
async function tryOnce({ api, main, sandbox }: House, id: string, delivery: Delivery): Promise<void> {
	const published = addresses(sandbox).voipbin;
	await api.run(id, TRIGGER);
	const testing = await until('the test address', () => {
		const { voipbin } = addresses(sandbox);
		return voipbin !== published && voipbin;
	});
	// a proxy in front of n8n leads calls of test addresses to the main process
	delivery.answers.push(await post(main.url + new URL(testing).pathname, delivery));
	await until('the address of before', () => addresses(sandbox).voipbin === published);
}

export const tested: Scenario = {
	key: 'tested',
	name: 'In the editor the same event can be tried again and again, and pinned data is taken as it is',
	async run({ house }) {
		const { api } = house;
		const id = await createListener(house, 'voipbin');
		await api.publish(id);
		const delivery = callOf(house, 'voipbin', pathOf(house, 'voipbin'));
		await postUntilHeard(house, delivery, 0);
		const passes = async () => (await recordOf(house, [id])).passes.get(delivery.text) ?? 0;

		const published = await passes();
		const tries: Delivery = { ...delivery, answers: [] };
		for (let time = 0; time < TIMES; time++) await tryOnce(house, id, tries);
		const tried = (await passes()) - published;

		await api.pin(id, { [TRIGGER]: [{ json: { text: delivery.text } }] });
		const { waitingForWebhook = false } = await api.run(id, TRIGGER);
		const afterPinned = (await passes()) - published - tried;
		await api.unpublish(id);
		const answered = tries.answers.filter((answer) => answer === 200).length;
		return [
			row('delivered, and then tried twice', { sent: TIMES, answered, ran: tried, wrong: TIMES - tried }),
			row(
				'run with pinned data',
				{ sent: 1, ran: afterPinned, wrong: Math.abs(1 - afterPinned) },
				'',
				!waitingForWebhook,
			),
		];
	},
};
