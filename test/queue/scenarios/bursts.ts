import { publishAnswering, publishSweep, publishUsualWay, type Published } from '../answering.ts';
import type { House } from '../house/house.ts';
import { deliverAtOnce, newCustomers, tellAt } from '../project.ts';
import { asAnchor, type Row } from '../row.ts';
import type { Scenario } from '../scenario.ts';
import type { Size } from '../size.ts';
import { Answers } from '../traffic/answers.ts';
import { answered, burstsOf, write, type Burst } from '../traffic/bursts.ts';
import { eachOf } from '../traffic/sender.ts';
import { settled } from '../traffic/settled.ts';

interface Patience {
	/** How long an answer is waited for. */
	forAnswerMs: number;
	/** How long it is waited for the answer to be thought of. */
	forThoughtMs: number;
}

/** Until the sweep has found everybody. */
const OURS: Patience = { forAnswerMs: 240_000, forThoughtMs: 30_000 };
/** It asks Pact for nothing, so nothing tells what it does; and nobody looks for those who were left waiting. */
const USUAL: Patience = { forAnswerMs: 60_000, forThoughtMs: 0 };

/** Every customer writes one burst after another, when the one before is answered; a worker is killed in the middle. */
async function talk(house: House, bursts: Burst[], { forAnswerMs, forThoughtMs }: Patience): Promise<void> {
	const [victim] = house.workers;
	const strike = async () => {
		await victim?.kill();
		await victim?.start();
	};
	let blow: Promise<void> | undefined;
	let begun = 0;
	await eachOf(byCustomer(bursts), async (own) => {
		for (const burst of own) {
			if (++begun >= bursts.length * 0.4) blow ??= strike();
			await write(house, burst, forThoughtMs);
			await answered(house, burst.conversationId, forAnswerMs);
		}
	});
	await blow;
}

const byCustomer = (bursts: Burst[]): Burst[][] =>
	[...new Set(bursts.map(({ conversationId }) => conversationId))].map((id) =>
		bursts.filter(({ conversationId }) => conversationId === id),
	);

/** Customers that a sandbox which is as new does not know. */
function customersIn({ sandbox }: House, { bursts: { customers } }: Size): number[] {
	deliverAtOnce(sandbox);
	return newCustomers(sandbox, customers);
}

/** Stops what was published, and waits for what still runs. */
async function close(house: House, published: Published[]): Promise<void> {
	for (const { id } of published) {
		await house.api.unpublish(id);
		await settled(house, [id]);
	}
}

async function usualWay(house: House, bursts: Burst[]): Promise<Row[]> {
	const published = await publishUsualWay(house);
	tellAt(house.sandbox, house.address + published.path);
	await talk(house, bursts, USUAL);
	await settled(house, [published.id]);
	await close(house, [published]);
	const note = `${published.nodes} nodes by hand and a Redis`;
	return new Answers(house, bursts).rows(note).map((one) => asAnchor('the usual way', one));
}

export const bursts: Scenario = {
	key: 'bursts',
	name: 'A burst of messages is answered once and as a whole, and never over a person',
	async run({ house, size, random }) {
		const all = burstsOf(random, size.bursts.count, customersIn(house, size));
		const answering = await publishAnswering(house);
		const sweep = await publishSweep(house);
		await talk(house, all, OURS);
		await close(house, [sweep]);
		await settled(house, [answering.id]);
		const answers = new Answers(house, all);
		const note = `${answering.nodes} nodes; ${await answers.cost(answering)}`;
		const rows = answers.rows(note);
		await close(house, [answering]);
		if (!size.bursts.usualWay || house.workers.length === 0) return rows;
		await house.fresh();
		// the same customers come again
		customersIn(house, size);
		return [...rows, ...(await usualWay(house, all))];
	},
};
