import fc from 'fast-check';
import type { INodeExecutionData } from 'n8n-workflow';

import type { Engine } from '../../engine/harness.ts';
import type { Subject, SubjectName } from '../subjects.ts';
import { demand, property } from './property.ts';

const SUBJECTS: SubjectName[] = ['Pact p1', 'Pact p2', 'VoIPbin', 'Nexora document'];
const RUNS = 40;
const LATE_MS = 3000;

/** Something that happens in a conversation, so many milliseconds after what happened before. */
interface Step {
	after: number;
	/** A repeat starts the workflow once more with the customer's last message. */
	who: 'customer' | 'person' | 'repeat';
	/** Which process the execution runs in, if there are two. */
	process: 0 | 1;
	/** How many milliseconds an answer takes to think of. */
	thinks: number;
	/** The execution dies after so many milliseconds. */
	dies: number | undefined;
}

interface Story {
	/** Of n8n. */
	processes: 1 | 2;
	silence: number;
	steps: Step[];
}

const stories: fc.Arbitrary<Story> = fc.record({
	processes: fc.constantFrom(1 as const, 2 as const),
	silence: fc.integer({ min: 0, max: 4 }),
	steps: fc.array(
		fc.record({
			after: fc.oneof(fc.integer({ min: 1, max: 1500 }), fc.integer({ min: 1, max: 8000 })),
			who: fc.oneof(
				{ weight: 5, arbitrary: fc.constant('customer' as const) },
				{ weight: 2, arbitrary: fc.constantFrom('person' as const, 'repeat' as const) },
			),
			process: fc.constantFrom(0 as const, 1 as const),
			thinks: fc.constantFrom(0, 500, 3000),
			dies: fc.option(fc.nat(8000), { nil: undefined, freq: 6 }),
		}),
		{ minLength: 2, maxLength: 14, size: 'max' },
	),
});

/** A message of the sandbox, whatever its service. */
interface Row {
	id: string | number;
	conversationId: string | number;
	createdAt: string;
	text?: string;
	message?: { text: string };
}

const textOf = ({ text, message }: Row) => text ?? message?.text ?? '';

/** A message as a trigger tells of it. */
const told = (row: Row): INodeExecutionData => ({
	json: {
		id: String(row.id),
		conversationId: String(row.conversationId),
		companyId: '1',
		direction: 'incoming',
		text: textOf(row),
		sender: { id: null, name: null, phone: null },
		channel: { id: null, type: null },
		attachments: [],
		createdAt: new Date(row.createdAt).toISOString(),
	},
});

/** Notes how many requests had come when a message did. */
function watched(rows: Row[], requests: readonly unknown[]): Map<Row, number> {
	const came = new Map<Row, number>();
	rows.push = (...added) => {
		for (const row of added) came.set(row, requests.length);
		return Array.prototype.push.apply(rows, added);
	};
	return came;
}

/** The workflow: collect, think, answer unless overtaken. The answer names what it answers. */
async function work(subject: Subject, engine: Engine, item: INodeExecutionData, { silence }: Story, step: Step) {
	const controller = new AbortController();
	const { signal } = controller;
	if (step.dies !== undefined) void pass(step.dies).then(() => controller.abort());
	const collected = await engine.run({ ...subject.collects({ silence }), items: [item], signal });
	const [burst] = collected.items[0] ?? [];
	if (!burst || signal.aborted) return collected.error;
	await pass(step.thinks);
	const answer = subject.answers('=To {{ $json.lastMessageId }}', { ifOvertaken: 'skip' });
	const { error } = await engine.run({ ...answer, items: [burst], signal });
	return error;
}

/** Waits in the time of the nodes, which may pass faster than a clock's. */
const pass = async (ms: number) => await new Promise((resolve) => globalThis.setTimeout(resolve, ms));

async function perform(subject: Subject, engines: Engine[], story: Story): Promise<void> {
	subject.refresh();
	if (subject.name === 'Pact p1') subject.sandbox.pact.jobs = 'sync';
	const { requests } = subject.sandbox;
	const rows = subject.played.state.messages as Row[];
	const came = watched(rows, requests);
	const [conversation] = subject.conversations(1);
	const runs: Array<Promise<unknown>> = [];
	let last: Row | undefined;
	for (const [number, step] of story.steps.entries()) {
		await pass(step.after);
		if (step.who === 'person') subject.personWrites(conversation!, `Person ${number}`);
		if (step.who === 'customer') {
			subject.customerWrites(conversation!, `Customer ${number}`);
			last = rows.at(-1);
		}
		if (step.who !== 'person' && last) {
			const run = work(subject, engines[story.processes === 1 ? 0 : step.process]!, told(last), story, step);
			runs.push(run.then((error) => (step.dies === undefined ? error : undefined)));
		}
	}
	const errors = (await Promise.all(runs)).filter(Boolean);
	// what a dead execution had sent is not taken back
	await pass(LATE_MS);
	await subject.played.work.idle();
	demand(errors.length === 0, () => `an execution failed: ${JSON.stringify((errors[0] as Error).message)}`);
	if (rows.length > 0) judge(subject.name, rows, came, requests, story);
}

interface Request {
	method: string;
	query: Record<string, unknown>;
	body: unknown;
}

/** Whether a request is a look before a send, which reads less than Collect; Pact p2 reads pages of one size. */
const isLook = ({ method, query }: Request) =>
	method === 'GET' && ['50', '150'].includes(String(query.per ?? query.page_size ?? query.limit ?? query.per_page));

/** No answer follows anything that its look has shown, and whoever speaks last is not left without one. */
function judge(name: SubjectName, rows: Row[], came: Map<Row, number>, requests: Request[], story: Story): void {
	const line = () => rows.map(textOf).join(' · ');
	// which look is whose cannot be told where another one may have come between
	const isExact = story.processes === 1 && name !== 'Pact p2';
	for (const [index, row] of rows.entries()) {
		const base = /^To (.+)$/.exec(textOf(row))?.[1];
		if (base === undefined) continue;
		const from = rows.findIndex(({ id }) => String(id) === base);
		// a request of the story before, whose execution had died
		if (from < 0 || from >= index) continue;
		const begun = came.get(rows[from]!)!;
		const looks = requests
			.slice(0, came.get(row))
			.flatMap((request, at) => (isLook(request) && at >= begun ? [at] : []));
		demand(looks.length > 0, () => `nobody looked before an answer: ${line()}`);
		const looked = looks.at(isExact ? -1 : -2) ?? looks[0]!;
		const between = rows.slice(from + 1, index);
		const overlooked = between.filter((one) => came.get(one)! <= looked);
		demand(overlooked.length === 0, () => `an answer came after ${overlooked.map(textOf).join()}: ${line()}`);
	}
	const isLeft = textOf(rows.at(-1)!).startsWith('Customer') && story.steps.every(({ dies }) => dies === undefined);
	demand(!isLeft, () => `the last one was not answered: ${line()}`);
}

export const BURSTS = SUBJECTS.map((name) =>
	property(name, 'a burst is answered once, and nobody is answered over a person', RUNS, async (subject) => {
		const engines = [subject.engine, await subject.beside()];
		return { values: stories, work: async (story: Story) => await perform(subject, engines, story) };
	}),
);
