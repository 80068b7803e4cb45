import type { IExecuteFunctions, INode, IWorkflowDataProxyData } from 'n8n-workflow';

import { Ledger } from '../../nodes/kit/ledger.ts';
import { triesOf } from '../../nodes/kit/tries.ts';

const HOUR_MS = 60 * 60_000;

/** What a node with Retry on Fail is given in an execution. */
const inExecution = (id: string) =>
	({
		getNode: () => ({ name: 'Send', retryOnFail: true, maxTries: 3, parameters: {} }) as Partial<INode> as INode,
		getExecutionId: () => id,
		getWorkflowDataProxy: () => ({ $runIndex: 0 }) as Partial<IWorkflowDataProxyData> as IWorkflowDataProxyData,
	}) as Partial<IExecuteFunctions> as IExecuteFunctions;

let now = 0;

beforeEach(() => jest.spyOn(performance, 'now').mockImplementation(() => now));
afterEach(() => jest.restoreAllMocks());

test('what a try has done is known to the next one, however long it lasts and whatever runs beside it', () => {
	const first = triesOf(inExecution('long'))!;
	first.items.set(0, { output: [], ledger: new Ledger() });
	now += 5 * HOUR_MS;
	triesOf(inExecution('beside it'));
	first.end(false);
	expect([...triesOf(inExecution('long'))!.items.keys()]).toEqual([0]);
});

test('nothing is kept where no other try follows for more than an hour', () => {
	const first = triesOf(inExecution('given up'))!;
	first.items.set(0, { output: [], ledger: new Ledger() });
	first.end(false);
	now += HOUR_MS + 1;
	expect([...triesOf(inExecution('given up'))!.items.keys()]).toEqual([]);
});
