import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { connected } from '../edge';
import type { Json } from '../json';
import type { Service } from '../service';
import { isReview } from '../tool';
import { hangUp, listen, take } from './doorbell';
import { putToSleep } from './sleep';
import { type Stored, waitingIn } from './stored';
import type { Came, Look, State, Wait } from './wait';

/** A look is one of many: it does not wait long for its turn, and another one follows. */
const PATIENCE = { timeout: 20_000, maxWait: 20, longestLine: 20 };

const item = (json: Json): INodeExecutionData => ({ json: json as IDataObject, pairedItem: { item: 0 } });

/** The item of a review, which n8n's agent reads: without `approved` the tool is not called. */
function decision({ approved, words }: { approved: boolean; words?: string }): INodeExecutionData[][] {
	return [
		[item({ data: { approved, ...(words && { chatInput: words }), respondedAt: new Date().toISOString() } })],
		[],
	];
}

const found = (context: IExecuteFunctions | IWebhookFunctions, wait: Wait, { json }: Came): INodeExecutionData[][] =>
	isReview(context.getNode()) ? decision(wait.review(json)) : [[item(json)], []];

const late = (context: IExecuteFunctions, wait: Wait, state: State): INodeExecutionData[][] =>
	isReview(context.getNode())
		? decision({ approved: false, words: 'Nobody answered in time.' })
		: [[], [item(wait.late(state))]];

/** What an operation and its wait have in common. */
interface Waiting {
	context: IExecuteFunctions;
	service: Service;
	wait: Wait;
}

/** Begins to wait, after `run` has resolved to the state. */
export async function beginWait(waiting: Waiting, version: string, state: State) {
	return await waitOn(waiting, { version, until: Date.now() + waiting.wait.limitMs(state), looks: 0, state });
}

/** Goes on after a wait: looks, and either gives what has come, or asks again, or waits on. Never throws. */
export async function goOn(waiting: Waiting, stored: Stored): Promise<INodeExecutionData[][]> {
	const { context, service, wait } = waiting;
	const { version } = stored;
	const signal = context.getExecutionCancelSignal();
	const isOver = () => Date.now() >= stored.until;
	let { state } = stored;
	try {
		const came = await connected(
			context,
			service,
			version,
			async (api) => {
				const look: Look = { api, version, state, signal };
				const first = await wait.look(look);
				if (first) take(service.wire.service, wait.of(state), first.ids);
				if (!first?.unfit || isOver()) return first;
				state = await wait.again(look, first);
				return undefined;
			},
			{ ...PATIENCE, signal },
		);
		if (came) return end(waiting, state, found(context, wait, came));
	} catch (error) {
		// the question is asked, so nothing that fails later may fail the node: it would be asked again
		context.logger.warn(`Looking for an answer did not work, it is tried again: ${(error as Error).message}`);
	}
	if (isOver()) return end(waiting, state, late(context, wait, state));
	// who stopped the execution does not want it to go on later
	if (signal?.aborted) return end(waiting, state, [[], []]);
	return await waitOn(waiting, { ...stored, looks: stored.looks + 1, state });
}

async function waitOn(waiting: Waiting, stored: Omit<Stored, 'runsAgain'>): Promise<INodeExecutionData[][]> {
	const { context, service, wait } = waiting;
	const address = addressOf(context);
	if (address) listen(service.wire.service, wait.of(stored.state), address, stored.until);
	return await putToSleep(context, stored, late(context, wait, stored.state));
}

function end({ context, service, wait }: Waiting, state: State, outputs: INodeExecutionData[][]) {
	const address = addressOf(context);
	if (address) hangUp(service.wire.service, wait.of(state), address);
	return outputs;
}

/** The address that wakes this execution; only who has it can do so, and can do no more. */
function addressOf(context: IExecuteFunctions): string | undefined {
	// an execution that is not stored has no id, and cannot be woken
	return context.getExecutionId() ? context.getSignedResumeUrl() : undefined;
}

/**
 * n8n's `webhook` of a node that waits: somebody says that there are news. Nothing is believed: it looks at the service, and
 * without an answer the execution sleeps on. Answers with the ids of the news that end the wait.
 */
export async function woken(context: IWebhookFunctions, service: Service): Promise<IWebhookResponseData> {
	const stored = waitingIn(context);
	const resource = String(context.getNodeParameter('resource'));
	const { wait } = service.resources[resource]?.operations[String(context.getNodeParameter('operation'))] ?? {};
	const came = wait && stored && (await lookNow(context, service, wait, stored));
	const webhookResponse = { messages: came?.ids ?? [] };
	if (!came) return { webhookResponse };
	// who rang may not wait until n8n has gone on and answers
	take(service.wire.service, wait.of(stored.state), came.ids);
	// a node that runs again looks itself, and may ask again
	return { workflowData: stored.runsAgain ? [[], []] : found(context, wait, came), webhookResponse };
}

async function lookNow(context: IWebhookFunctions, service: Service, wait: Wait, { version, state }: Stored) {
	try {
		const look = async (api: unknown) => await wait.look({ api, version, state });
		return await connected(context, service, version, look, PATIENCE);
	} catch (error) {
		context.logger.warn(`Looking for an answer did not work, it is tried again: ${(error as Error).message}`);
		return undefined;
	}
}
