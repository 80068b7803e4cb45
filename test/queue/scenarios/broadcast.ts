import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'flatted';
import { until } from '../../live/until.ts';
import type { House } from '../house/house.ts';
import { saidTo, slow, subscribers, voipbin } from '../project.ts';
import type { Random } from '../random.ts';
import { row } from '../row.ts';
import type { Scenario } from '../scenario.ts';
import type { Call } from '../traffic/deliveries.ts';
import { postUntilHeard } from '../traffic/sender.ts';
import { executionsOf } from '../traffic/settled.ts';
import { credentialIn, NEXT, publishCalled } from '../workflows.ts';

const TEXT = 'The sale begins tomorrow';
/** Long enough for a kill to come between a message and its answer. */
const ANSWER_MS = 40;
/** What is still to be sent after the last kill. */
const REST = 0.1;

/** A workflow that sends one message to each of the conversations it is called with, once. */
async function publishBroadcast(house: House) {
	return await publishCalled(house, 'Broadcast', {
		Customers: {
			type: 'n8n-nodes-base.splitOut',
			parameters: { fieldToSplitOut: 'body.customers', options: {} },
		},
		Send: {
			type: 'n8n-nodes-conversations.voipbin',
			parameters: {
				resource: 'message',
				operation: 'send',
				conversationId: { __rl: true, mode: 'id', value: "={{ $json['body.customers'] }}" },
				text: TEXT,
				options: { sendOnceKey: 'sale' },
			},
			credentials: await credentialIn(house, voipbin.credential(house.sandbox.url)),
		},
		[NEXT]: { type: 'n8n-nodes-base.noOp', parameters: {} },
	});
}

/** What a run said of each conversation: why nothing was sent, or `sent`. */
type Said = Map<string, string>;

/** What the newest run that came to its end has said. */
async function saidIn(house: House, id: string): Promise<Said> {
	const ended = (await executionsOf(house, [id])).filter(({ status }) => status === 'success');
	const newest = ended.sort((one, other) => Number(other.id) - Number(one.id))[0];
	const runs = newest && parse(newest.data).resultData.runData[NEXT];
	const items: Array<{ json: { conversationId: string; reason?: string } }> = runs?.[0].data.main[0] ?? [];
	return new Map(items.map(({ json }) => [json.conversationId, json.reason ?? 'sent']));
}

/** As many moments as n8n is to be killed, each somewhere in its part of the messages. */
const moments = (random: Random, messages: number, kills: number): number[] =>
	Array.from({ length: kills }, (_, kill) => 1 + Math.floor(((kill + random()) / kills) * messages * (1 - REST)));

export const broadcast: Scenario = {
	key: 'broadcast',
	name: 'A broadcast with a Send Once Key that is killed again and again reaches nobody twice, and names whom it may not have reached',
	async run({ house, size, random }) {
		const { main, workers, sandbox } = house;
		const { messages, kills } = workers.length > 0 ? size.broadcast.shared : size.broadcast.alone;
		const customers = subscribers(sandbox, messages);
		const { id, path } = await publishBroadcast(house);
		slow(sandbox, ANSWER_MS);
		const begin = async () => {
			const call: Call = {
				headers: {},
				body: JSON.stringify({ customers }),
				text: '',
				path,
				isGenuine: true,
				answers: [],
			};
			await postUntilHeard(house, call, 0);
		};
		const ended = async () => (await executionsOf(house, [id])).filter(({ status }) => status === 'success').length;
		const victims = workers.length > 0 ? workers : [main];

		for (const moment of moments(random, messages, kills)) {
			await begin();
			await until(`message ${moment}`, () => saidTo(sandbox).length >= moment);
			await sleep(random() * ANSWER_MS);
			await Promise.all(victims.map(async (victim) => await victim.kill()));
			await Promise.all(victims.map(async (victim) => await victim.start()));
		}
		await begin();
		await until('the end of the broadcast', async () => (await ended()) === 1);
		const said = await saidIn(house, id);
		const reached = saidTo(sandbox);
		await begin();
		await until('the end of one more', async () => (await ended()) === 2);
		const again = await saidIn(house, id);
		await house.api.unpublish(id);

		const times = new Map<string, number>();
		for (const customer of saidTo(sandbox)) times.set(customer, (times.get(customer) ?? 0) + 1);
		const of = (fits: (customer: string, received: number) => boolean) =>
			customers.filter((customer) => fits(customer, times.get(customer) ?? 0)).length;
		const isOpen = (customer: string) => said.get(customer) === 'uncertain';
		const counts = {
			sent: messages,
			ran: of((customer) => said.has(customer)),
			cutOff: of((customer, received) => isOpen(customer) && received === 0),
			twice: of((_, received) => received > 1),
			lost: of((customer, received) => !isOpen(customer) && received === 0),
			wrong: of((customer) => !['sent', 'alreadySent', 'uncertain'].includes(said.get(customer) ?? 'nothing')),
		};
		const open = of(isOpen);
		const note = `${reached.length} received; ${open} named as uncertain, of which ${counts.cutOff} were not received`;
		const once = {
			sent: messages,
			ran: of((customer) => again.has(customer)),
			twice: saidTo(sandbox).length - reached.length,
			wrong: of((customer) => again.get(customer) !== (isOpen(customer) ? 'uncertain' : 'alreadySent')),
		};
		return [
			row(`kill -9 at ${kills} moments of a broadcast`, counts, note, counts.ran === messages),
			row('… and run once more', once, '', once.ran === messages),
		];
	},
};
