import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { SavedCredential, Workflow, WorkflowNode } from '../../playground/n8n-api.ts';
import { startN8n } from '../../playground/n8n.ts';
import { OWNER } from '../../playground/owner.ts';
import { packedPackage } from '../../playground/package.ts';
import { freePort } from '../../playground/ports.ts';
import { services } from '../../playground/services.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { sqlite } from '../../test/queue/house/sqlite.ts';
import { post } from '../../test/queue/traffic/post.ts';
import { part } from '../part.ts';
import { usageOf } from '../process.ts';
import { percentile } from '../statistics.ts';
import { megabytes, milliseconds, table, times } from '../words.ts';

const DELIVERIES = 5000;
/** Of five deliveries one is a customer's message. */
const NOISE = 5;
const CLEAN = 1000;
const SENDERS = 10;
/** Deliveries a second that come whether or not the one before is answered: what a team has, and what a shop has. */
const RATES = [5, 20] as const;
const SECONDS = 30;
const WARM_UP = 100;
const LOOK_MS = 500;

interface Figures {
	deliveries: number;
	executions: number;
	seconds: number;
	cpuMs: number;
	peak: number;
	/** Milliseconds until the answer, for each of the rates. */
	latencies: number[][];
	/** Deliveries that were not answered 200. */
	refused: number;
}

type Found = Record<'noisy' | 'filtered' | 'clean' | 'webhook', Figures>;

type Given = Pick<WorkflowNode, 'type' | 'parameters'> & Partial<WorkflowNode>;

const next: Given = { type: 'n8n-nodes-base.noOp', parameters: {} };

function inARow(name: string, nodes: Record<string, Given>): Workflow {
	const names = Object.keys(nodes);
	const placed = Object.entries(nodes).map(([own, node], index) => ({
		id: randomUUID(),
		name: own,
		typeVersion: 1,
		position: [index * 240, 0] as [number, number],
		...node,
	}));
	const linked = names.slice(1).map((to, index) => [names[index]!, { main: [[{ node: to, type: 'main', index: 0 }]] }]);
	return { name, nodes: placed, connections: Object.fromEntries(linked) };
}

const trigger = ({ id, name, type }: SavedCredential): Given => ({
	type: 'n8n-nodes-conversations.pactTrigger',
	parameters: {
		apiVersion: 'p2',
		companyId: { __rl: true, mode: 'id', value: '1' },
		events: ['incomingMessage'],
	},
	credentials: { [type]: { id, name } },
	webhookId: randomUUID(),
});

const webhook = (address: string): Given => ({
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	parameters: { httpMethod: 'POST', path: address, options: {} },
	webhookId: address,
});

const condition = (field: string, value: string) => ({
	id: randomUUID(),
	leftValue: `={{ String($json.body.${field}) }}`,
	rightValue: value,
	operator: { type: 'string', operation: 'equals' },
});

/** What the trigger does for the user, built of n8n's own nodes: a customer's new message goes on. */
const filter: Given = {
	type: 'n8n-nodes-base.filter',
	typeVersion: 2.2,
	parameters: {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			conditions: [condition('type', 'message'), condition('event', 'create'), condition('object.income', 'true')],
			combinator: 'and',
		},
		options: {},
	},
};

let written = 0;

/** The bodies that Pact posts; all but every fifth are messages of the business where there is noise. */
function bodies({ pact }: Sandbox, count: number, isNoisy: boolean): string[] {
	const { id: conversationId } = pact.state.conversations[0]!;
	return Array.from({ length: count }, (_, number) => {
		const income = !isNoisy || number % NOISE === 0;
		const message = pact.addMessage({ conversationId, text: `Message ${++written}`, income });
		return JSON.stringify(pact.p2.payloads.message('create', message));
	});
}

export const triggers = part<Found>({
	title: 'Triggers in a real n8n',

	async measure(isSmall) {
		const size = (full: number) => (isSmall ? full / 10 : full);
		const userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-bench-'));
		const port = await freePort();
		const sandbox = await startSandbox();
		const database = sqlite(path.join(userFolder, '.n8n', 'database.sqlite'));
		let packageTarball: string | undefined = await packedPackage();

		/** One workflow in a process of n8n of its own. */
		const subject = async (workflow: (credential: SavedCredential) => Workflow, count: number, isNoisy: boolean) => {
			const n8n = await startN8n({ userFolder, port, packageTarball });
			packageTarball = undefined;
			try {
				await n8n.api.signIn(OWNER);
				const wanted = services.pact.credential(sandbox.url);
				const [known] = await n8n.api.credentials(wanted.type);
				const saved = await n8n.api.createWorkflow(workflow(known ?? (await n8n.api.createCredential(wanted))));
				await n8n.api.publish(saved.id);
				const first = saved.nodes[0]!;
				const address =
					first.type === 'n8n-nodes-base.webhook'
						? `${n8n.url}/webhook/${String(first.parameters.path)}`
						: sandbox.pact.state.webhooks.find(({ active }) => active)!.url;
				const ended = async () => {
					const sql = `select count(*) as n from execution_entity where "workflowId" = '${saved.id}' and status = 'success'`;
					return Number((await database.rows(sql))[0]!.n);
				};
				/** n8n has ended as many as it will. */
				const settled = async () => {
					for (let before = -1, now = await ended(); now !== before; now = await ended()) {
						before = now;
						await sleep(LOOK_MS);
					}
				};
				let refused = 0;
				const deliver = async (body: string) => {
					if ((await post(address, { headers: {}, body })) !== 200) refused++;
				};
				const all = async (waiting: string[]) => {
					const left = waiting.values();
					await Promise.all(
						Array.from({ length: SENDERS }, async () => {
							for (const body of left) await deliver(body);
						}),
					);
					await settled();
				};

				await all(bodies(sandbox, WARM_UP, isNoisy));
				const [given, before, cpu] = [bodies(sandbox, count, isNoisy), await ended(), usageOf(n8n.pid).cpuMs];
				const began = performance.now();
				await all(given);
				const seconds = (performance.now() - began) / 1000;
				const cpuMs = usageOf(n8n.pid).cpuMs - cpu;
				const executions = (await ended()) - before;
				const { peak } = usageOf(n8n.pid);

				const latencies: number[][] = [];
				for (const rate of isNoisy ? [] : RATES) {
					const underway = bodies(sandbox, rate * (isSmall ? 2 : SECONDS), false).map(async (body, number) => {
						await sleep((number * 1000) / rate);
						const asked = performance.now();
						await deliver(body);
						return performance.now() - asked;
					});
					latencies.push(await Promise.all(underway));
					await settled();
				}
				await n8n.api.unpublish(saved.id);
				return { deliveries: count, executions, seconds, cpuMs, peak, latencies, refused };
			} finally {
				await n8n.stop();
			}
		};

		try {
			const ours = (credential: SavedCredential) => inARow('Pact', { Trigger: trigger(credential), Next: next });
			return {
				noisy: await subject(ours, size(DELIVERIES), true),
				filtered: await subject(
					() => inARow('Webhook and Filter', { Webhook: webhook(randomUUID()), Filter: filter, Next: next }),
					size(DELIVERIES),
					true,
				),
				clean: await subject(ours, size(CLEAN), false),
				webhook: await subject(
					() => inARow('Webhook', { Webhook: webhook(randomUUID()), Next: next }),
					size(CLEAN),
					false,
				),
			};
		} finally {
			await sandbox.close();
			await rm(userFolder, { recursive: true, force: true });
		}
	},

	aims({ noisy, filtered, clean, webhook: plain }) {
		const each = ({ cpuMs, deliveries }: Figures) => cpuMs / deliveries;
		const quarter = each(noisy) / each(filtered);
		const whole = each(clean) / each(plain);
		const aSecond = ({ deliveries, seconds }: Figures) => (deliveries / seconds).toFixed(0);
		const [peak, theirs] = [Math.max(noisy.peak, clean.peak), Math.max(filtered.peak, plain.peak)];
		return [
			{
				what: 'CPU a delivery, 80 % noise, beside Webhook and Filter',
				aim: '≤ 0.25 ×',
				found: times(quarter),
				isMet: quarter <= 0.25,
				reason:
					'Before any node is asked n8n makes an isolate for expressions, which it spares its own Webhook node alone: a trigger that does nothing but answer takes 34 ms (see below).',
			},
			{
				what: 'CPU a delivery, no noise, beside n8n’s Webhook',
				aim: '≤ 1.2 ×',
				found: times(whole),
				isMet: whole <= 1.2,
				reason: 'The same isolate: a trigger that does nothing but start the workflow takes 68 ms (see below).',
			},
			...RATES.map((rate, index) => {
				const late = percentile(clean.latencies[index]!, 99);
				return {
					what: `Answer at ${rate} a second, 99 of 100`,
					aim: 'under a second',
					found: milliseconds(late),
					isMet: late < 1000,
					reason: `The answer waits until n8n has stored the execution, and one process of n8n takes ${aSecond(clean)} a second on this machine (${aSecond(plain)} behind Webhook): what comes faster stands in line.`,
				};
			}),
			{
				what: 'Peak memory of n8n beside its own nodes',
				aim: '≤ 1.0 ×',
				found: times(peak / theirs),
				isMet: peak <= theirs,
				reason: 'Of two isolates for expressions that n8n makes for each delivery, Webhook is spared one.',
			},
		];
	},

	chapter(found) {
		const names = {
			noisy: 'Pact Trigger, 80 % noise',
			filtered: 'Webhook and Filter, 80 % noise',
			clean: 'Pact Trigger',
			webhook: 'Webhook',
		};
		return {
			text: `n8n in one process with SQLite, ${SENDERS} senders that wait for each answer, a node behind the trigger. Noise are messages that the business wrote
itself. CPU is that of n8n's process until the last execution has ended. Answers were measured afterwards, at ${RATES.join(' and at ')} deliveries a second
that waited for nothing; Webhook answers at once, the trigger when n8n has stored the execution.

${table(
	[
		'',
		'deliveries',
		'executions',
		'CPU a delivery',
		'a second',
		...RATES.flatMap((rate) => [`answer at ${rate} a second, half`, '99 %']),
		'peak memory',
		'not answered 200',
	],
	Object.entries(names).map(([key, name]) => {
		const { deliveries, executions, cpuMs, seconds, latencies, peak, refused } = found[key as keyof Found];
		const late = RATES.flatMap((_, index) =>
			[50, 99].map((share) => (latencies[index] ? milliseconds(percentile(latencies[index], share)) : '')),
		);
		return [
			name,
			deliveries.toLocaleString('en'),
			executions.toLocaleString('en'),
			milliseconds(cpuMs / deliveries),
			(deliveries / seconds).toFixed(0),
			...late,
			megabytes(peak),
			String(refused),
		];
	}),
)}

![CPU a delivery](benchmarks/triggers.svg)`,
			charts: {
				triggers: {
					data: {
						values: Object.entries(names).map(([key, name]) => {
							const { cpuMs, deliveries } = found[key as keyof Found];
							return { name, cpu: cpuMs / deliveries };
						}),
					},
					width: 360,
					height: 140,
					mark: 'bar',
					encoding: {
						y: { field: 'name', type: 'nominal', sort: null, title: null, axis: { labelLimit: 400 } },
						x: { field: 'cpu', type: 'quantitative', title: 'CPU ms a delivery' },
					},
				},
			},
		};
	},
});
