import { FAULTS, isSilent, NO_FAULT, strike, TIMEOUT_MS } from './faults.ts';
import { judge } from './judge.ts';
import { showsSecret } from './secrets.ts';
import type { Subject, SubjectName } from './subjects.ts';
import { compare, type Tally } from './tally.ts';

const ON_ERROR = {
	Stop: 'stopWorkflow',
	Continue: 'continueRegularOutput',
	'Error Output': 'continueErrorOutput',
} as const;

const RETRY_ON_FAIL = {
	'no retry': {},
	'3 tries': { retryOnFail: true, maxTries: 3, waitBetweenTries: 50 },
} as const;

/** One run of many sends. */
export interface Cell {
	subject: SubjectName;
	fault: string;
	onError: keyof typeof ON_ERROR;
	retry: keyof typeof RETRY_ON_FAIL;
}

const keys = <Key extends string>(object: Record<Key, unknown>) => Object.keys(object) as Key[];

/** Every fault under every setting. */
export const cellsOf = (subject: SubjectName): Cell[] =>
	keys(FAULTS).flatMap((fault) =>
		keys(ON_ERROR).flatMap((onError) => keys(RETRY_ON_FAIL).map((retry) => ({ subject, fault, onError, retry }))),
	);

const ITEMS_A_CONVERSATION = 5;
/** An hour: how long a run lasts is not what is looked at here. */
const MAX_WAIT = 3600;

/** Sends so many messages, each with a text of its own, and compares what the node says with what the phones show. */
export async function send(subject: Subject, cell: Cell, count: number, seed: number): Promise<Tally> {
	subject.refresh();
	const conversations = subject.conversations(Math.ceil(count / ITEMS_A_CONVERSATION));
	const items = Array.from({ length: count }, (_, item) => ({
		// no other cell sends the same
		json: { text: `message ${seed}.${item}`, conversation: conversations[item % conversations.length]! },
	}));
	strike(subject, cell.fault, count * 2, seed);
	const result = await subject.engine.run({
		...subject.sends({ maxWait: MAX_WAIT, ...(isSilent(cell.fault) && { timeout: TIMEOUT_MS }) }),
		items,
		onError: ON_ERROR[cell.onError],
		...RETRY_ON_FAIL[cell.retry],
	});
	const received = new Map<string, number>();
	for (const conversation of conversations) {
		for (const text of await subject.received(conversation)) received.set(text, (received.get(text) ?? 0) + 1);
	}
	const tally = compare(
		judge(result, count),
		items.map(({ json }) => received.get(json.text) ?? 0),
	);
	if (showsSecret(subject, result)) return { ...tally, leaked: 1, example: 'a secret is shown' };
	if (cell.fault !== NO_FAULT || tally.sent === count) return tally;
	return { ...tally, wrong: count - tally.sent, example: 'not everything was sent, and nothing was in the way' };
}
