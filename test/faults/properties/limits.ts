import { setTimeout as sleep } from 'node:timers/promises';

import fc from 'fast-check';

import type { Subject, SubjectName } from '../subjects.ts';
import { demand, property } from './property.ts';

/** Those who publish rates, and how many requests may be on their way at once. */
const LIMITED: Array<[name: SubjectName, atOnce: number]> = [
	['Pact p2', 5],
	['VoIPbin', 33],
	['Nexora current', 5],
];
const RUNS = 12;
const CONVERSATIONS = 30;
interface Execution {
	/** The conversation of each item. */
	items: number[];
	/** Begins when the service has been asked so often. */
	after: number;
	/** Is stopped when the service has been asked so often since, and so many milliseconds later. */
	stop: { after: number; ms: number } | undefined;
}

interface Story {
	/** Whether n8n has a token already, where one has to be fetched. */
	signedIn: boolean;
	executions: Execution[];
	/** Milliseconds that answers take, one after the other. */
	answers: number[];
}

const stops = fc.record({ after: fc.oneof(fc.constant(0), fc.nat(40)), ms: fc.nat(50) });

const executions = (stop: fc.Arbitrary<Execution['stop']>): fc.Arbitrary<Execution[]> => {
	const items = fc.array(fc.nat(CONVERSATIONS - 1), { minLength: 10, maxLength: 60, size: 'max' });
	return fc.array(fc.record({ items, after: fc.nat(30), stop }), { minLength: 2, maxLength: 5, size: 'max' });
};
const stories: fc.Arbitrary<Story> = fc.record({
	signedIn: fc.boolean(),
	executions: fc.oneof(executions(fc.constant(undefined)), executions(fc.option(stops, { nil: undefined, freq: 2 }))),
	answers: fc.array(fc.nat(40), { maxLength: 60, size: 'max' }),
});

const isOrdered = (numbers: number[]) => numbers.every((number, at) => at === 0 || number > numbers[at - 1]!);

/** Several executions with one credential, each sending on its own, as the story tells. */
async function perform(subject: Subject, { signedIn, executions, answers }: Story, atOnce: number): Promise<void> {
	subject.refresh({ rates: true, signedIn });
	const { requests, faults } = subject.sandbox;
	const conversations = subject.conversations(CONVERSATIONS);
	for (const ms of answers) faults.add({ kind: 'slow', ms });

	let running = 0;
	/** Until the service was asked so often, or nobody is left who asks. */
	const asked = async (count: number) => {
		while (requests.length < count && running > 0) await sleep(2);
	};
	const runs = executions.map(async ({ items, after, stop }, number) => {
		const controller = new AbortController();
		// somebody has to begin
		if (number > 0) await asked(after);
		const begun = requests.length;
		running++;
		const run = subject.engine.run({
			...subject.sends(),
			items: items.map((conversation, item) => ({
				json: { text: `${number}/${item}`, conversation: conversations[conversation]! },
			})),
			signal: controller.signal,
		});
		let stoppedAt: number | undefined;
		const stopping = (async () => {
			if (!stop) return;
			await asked(begun + stop.after);
			await sleep(stop.ms);
			stoppedAt = requests.length;
			controller.abort();
		})();
		const { error } = await run.finally(() => running--);
		const endedAt = requests.length;
		await stopping;
		return { number, error, stoppedAt, endedAt };
	});
	const ends = await Promise.all(runs);
	const received = await Promise.all(conversations.map(async (conversation) => await subject.received(conversation)));

	const refused = requests.filter(({ status }) => status === 429).length;
	// of what is on its way when a run is stopped nobody hears when the service has counted it
	const unheard = ends.filter(({ stoppedAt }) => stoppedAt !== undefined).length * atOnce;
	demand(refused <= unheard, () => `the service had to refuse ${refused} of ${requests.length} requests`);
	for (const { number, error, stoppedAt, endedAt } of ends) {
		const { items } = executions[number]!;
		const own = received.map((texts) =>
			texts.filter((text) => text.startsWith(`${number}/`)).map((text) => Number(text.split('/')[1])),
		);
		demand(own.every(isOrdered), () => `the order is lost: ${JSON.stringify(own)}`);
		if (stoppedAt === undefined) {
			const { message, description = '' } = (error ?? {}) as Partial<Error> & { description?: string };
			demand(!error, () => `nobody stopped execution ${number}: ${message} ${description}`);
			const arrived = own.flat().length;
			demand(arrived === items.length, () => `${arrived} of ${items.length} messages of execution ${number} arrived`);
			continue;
		}
		// it was too late to stop it
		if (stoppedAt >= endedAt) continue;
		const meanwhile = endedAt - stoppedAt;
		// others go on while it notices, but not until its turn has come
		demand(meanwhile <= 3 * atOnce, () => `execution ${number} was stopped and ended ${meanwhile} requests later`);
		const sent = (body: unknown) => JSON.stringify(body ?? null).includes(`"${number}/`);
		const late = requests.slice(stoppedAt).filter(({ body }) => sent(body)).length;
		demand(late <= atOnce, () => `execution ${number} was stopped and sent ${late} messages after that`);
	}
}

export const LIMITS = LIMITED.map(([name, atOnce]) =>
	property(
		name,
		'executions that share a credential keep its rates and their order, and none fails or starves because of another',
		RUNS,
		async (subject) => ({ values: stories, work: async (story: Story) => await perform(subject, story, atOnce) }),
	),
);
