import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'flatted';
import { until } from '../../live/until.ts';
import type { House } from '../house/house.ts';
import { saidTo, slow, subscribers, subscriberWrites, tellAgain, voipbin } from '../project.ts';
import { shuffled } from '../random.ts';
import { row, type Row } from '../row.ts';
import type { Scenario } from '../scenario.ts';
import type { Call } from '../traffic/deliveries.ts';
import { post } from '../traffic/post.ts';
import { eachOf, postUntilHeard } from '../traffic/sender.ts';
import { executionsOf, settled, type Execution } from '../traffic/settled.ts';
import { createListener, credentialIn, NEXT, publishCalled } from '../workflows.ts';

const ASK = 'Ask';
/** How long an answer of the service takes, so that much comes between a look and its answer. */
const LOOK_MS = 600;
/** Looks come after 1 minute and 2 more, each up to a fifth later, and n8n needs time to start. */
const LOOKS_MS = 8 * 60_000;

/** When a customer answers. */
const KINDS = {
	up: 'answered while n8n is there',
	twice: 'two messages at once, and the webhook of the first one again',
	looking: 'answered, and once more while n8n looks',
	struck: 'answered, and n8n is killed while it looks',
	down: 'answered while n8n is killed',
	silent: 'not answered',
} as const;
type Kind = keyof typeof KINDS;

interface Customer {
	id: string;
	kind: Kind;
	/** What comes out of their own execution. */
	answer: string;
}

/** A workflow that asks the customer it is called with, for as many minutes as it is told. */
async function publishAsking(house: House) {
	return await publishCalled(house, 'Ask', {
		[ASK]: {
			type: 'n8n-nodes-conversations.voipbin',
			parameters: {
				resource: 'message',
				operation: 'sendAndWait',
				conversationId: { __rl: true, mode: 'id', value: '={{ $json.body.customer }}' },
				message: 'What is your size?',
				limitWaitTime: '={{ $json.body.minutes }}',
			},
			credentials: await credentialIn(house, voipbin.credential(house.sandbox.url)),
		},
		[NEXT]: { type: 'n8n-nodes-base.noOp', parameters: {} },
	});
}

/** What came out of an execution: at which output, and how often. */
function outcome({ data }: Execution): { runs: number; passed: number; answer?: string; isLate: boolean } {
	const { runData = {} } = data === '' ? {} : parse(data).resultData;
	const [reply = [], late = []] = runData[ASK]?.at(-1)?.data?.main ?? [];
	return {
		runs: runData[ASK]?.length ?? 0,
		passed: runData[NEXT]?.length ?? 0,
		answer: reply?.[0]?.json.answer,
		isLate: late?.[0]?.json.answered === false,
	};
}

/** Calls that wake nobody; returns how many of them were accepted. */
async function forge(house: House, id: string): Promise<{ sent: number; accepted: number }> {
	const { nodes } = await house.api.workflow(id);
	const node = nodes.find(({ name }) => name === ASK)!.id;
	const waiting = (await executionsOf(house, [id])).filter(({ status }) => status === 'waiting');
	const answers = await Promise.all(
		waiting.slice(0, 10).flatMap((execution, index) => {
			const address = `${house.doors[index % house.doors.length]!.url}/webhook-waiting/${execution.id}`;
			const body = JSON.stringify({ answer: 'forged', text: 'forged' });
			return [`${address}/${node}`, `${address}/${node}?signature=${'0'.repeat(64)}`, address].map(
				async (forged) => await post(forged, { headers: {}, body }),
			);
		}),
	);
	return { sent: answers.length, accepted: answers.filter((answer) => answer !== 401).length };
}

export const asks: Scenario = {
	key: 'asks',
	name: 'A question goes on once, with the answer of its own customer, whenever that comes',
	async run({ house, size, random }) {
		const { api, sandbox, processes } = house;
		const isAlone = house.workers.length === 0;
		const kinds = Object.keys(KINDS) as Kind[];
		const customers = shuffled(random, subscribers(sandbox, size.asks)).map((id, number): Customer => ({
			id,
			kind: kinds[number % kinds.length]!,
			answer: `size of customer ${number};`,
		}));
		const of = (...wanted: Kind[]) => customers.filter(({ kind }) => wanted.includes(kind));
		const listener = await createListener(house, 'voipbin');
		await api.publish(listener);
		const { id, path } = await publishAsking(house);
		const executions = async () => await executionsOf(house, [id]);
		const are = async (wanted: string, them: Customer[]) => {
			const such = (await executions()).filter(({ status }) => status === wanted);
			return them.every((customer) => such.some(({ data }) => data.includes(customer.id)));
		};
		const write = ({ id: customer, answer }: Customer) => subscriberWrites(sandbox, customer, answer);

		await eachOf(customers, async ({ id: customer, kind }, index) => {
			const body = JSON.stringify({ customer, minutes: kind === 'silent' ? 1 : 60 });
			const call: Call = { headers: {}, body, text: '', path, isGenuine: true, answers: [] };
			await postUntilHeard(house, call, index);
		});
		await until('all questions', () => saidTo(sandbox).length === customers.length);
		await until(
			'all to wait',
			async () => await are('waiting', of('up', 'twice', 'looking', 'struck', 'down')),
			LOOKS_MS,
		);
		const forged = await forge(house, id);

		for (const customer of of('up')) write(customer);
		for (const customer of of('twice')) {
			write(customer);
			tellAgain(sandbox, customer.answer);
			subscriberWrites(sandbox, customer.id, 'or is it another one?');
		}
		// in one process they are woken; in several all look by themselves, these and the next ones together
		if (isAlone) await until('the answers', async () => await are('success', of('up', 'twice')), LOOKS_MS);
		slow(sandbox, LOOK_MS);
		for (const customer of of('looking')) {
			write(customer);
			void sleep(random() * LOOK_MS * 2).then(() => subscriberWrites(sandbox, customer.id, 'and what does it cost?'));
		}
		await until('all answers', async () => await are('success', of('up', 'twice', 'looking')), LOOKS_MS);

		for (const customer of of('struck')) write(customer);
		await sleep(LOOK_MS / 2 + random() * LOOK_MS);
		await Promise.all(processes.map(async (n8n) => await n8n.kill()));
		slow(sandbox, 0);
		for (const customer of of('down')) write(customer);
		await house.start();
		const isWaiting = async () => (await executions()).some(({ status }) => status === 'waiting');
		await until('the last wait', async () => !(await isWaiting()), LOOKS_MS);
		await settled(house, [id]);

		const ended = await executions();
		const heard = (await executionsOf(house, [listener])).map(({ data }) => data).join();
		await api.unpublish(id);
		await api.unpublish(listener);
		const questions = saidTo(sandbox);
		const emptied = ended.filter(({ data }) => !customers.some(({ id: customer }) => data.includes(customer))).length;
		const rows = kinds.map((kind): Row => {
			const them = of(kind);
			const own = them.map(({ id: customer, answer }) => {
				const all = ended.filter(({ data }) => data.includes(customer));
				const said = all.map(outcome);
				const isCut = all.length === 0 ? emptied > 0 : all.every(({ status }) => status !== 'success');
				const isRight = said.some((one) =>
					kind === 'silent' ? one.isLate : one.answer === answer && one.passed === 1 && one.runs === 1,
				);
				const asked = questions.filter((to) => to === customer).length;
				return { isCut, isRight, isTwice: all.length > 1 || asked > 1 || said.some(({ passed }) => passed > 1) };
			});
			const counts = {
				sent: them.length,
				ran: own.filter(({ isRight }) => isRight).length,
				cutOff: own.filter(({ isCut }) => isCut).length,
				twice: own.filter(({ isTwice }) => isTwice).length,
				wrong: own.filter(({ isCut, isRight }) => !isCut && !isRight).length,
			};
			const started = them.filter(({ answer }) => heard.includes(answer)).length;
			// nothing may be cut off before n8n is killed
			const mayBeCut = kind === 'struck' || kind === 'down' || kind === 'silent';
			const note = started > 0 ? `${started} answers also started the trigger` : '';
			return row(KINDS[kind], counts, note, mayBeCut || counts.cutOff === 0);
		});
		return [...rows, row('forged calls', { sent: forged.sent, wrong: forged.accepted })];
	},
};
