import { type IDataObject, type INodeExecutionData, type IPollFunctions, NodeOperationError } from 'n8n-workflow';

import { connected } from '../edge';
import type { Values } from '../fields';
import type { Service } from '../service';
import { perProcess } from '../shared';
import { wakes } from '../waiting/doorbell';
import type { EventFields } from './fields';
import { toItem } from './item';
import { isWanted, nodeOf, parametersOf, versionOf } from './parameters';
import type { Feed, Found, PollingTrigger } from './trigger';

/** A service whose trigger asks. */
type AskedService = Service & { trigger: PollingTrigger };

/** What is remembered of a feed. */
interface Seen extends IDataObject {
	/** Older rows are not new, whether they are known or not. */
	since: number;
	/** The rows from then on that were seen, by key, with their time. */
	rows: Record<string, number>;
	/** The Base URL of the server they are from. */
	server?: string;
}

/** How much older than the newest row another one may turn up: servers write in parallel, and clocks are set back. */
const LATEST_MS = 60_000;
const MOST_REMEMBERED = 1000;
const FIRST_COUNT = 100;
const GROWTH = 10;
const MOST_FOR_TEST = 1000;
/** What is older was written to nobody who waits any more: after a long pause it is passed over. */
const OLDEST_MS = 24 * 60 * 60_000;
/** As many new rows of a feed as one poll takes; the next ones take the others. */
const MOST_ROWS = 500;
/** A poll that takes longer is given up. */
const LONGEST_MS = 5 * 60_000;
/** The files of all events of a poll; what does not come is left out, and each message has a time of its own within. */
const LONGEST_FILES_MS = 60_000;

/** The polls that are not over yet, by node, with the time when they began. */
const polling = perProcess('polls.v1', () => new Map<string, number>());

/**
 * n8n's `poll`: the events since the last one, each once and in order, or null.
 *
 * The first poll only looks where the list ends now. n8n saves what is remembered when the workflow is published and
 * when a poll starts an execution, not after one that found nothing: so nothing here depends on such a poll being
 * remembered, it finds again what it did not want, and still does not want it. Only what a question has taken must be.
 */
export async function poll(context: IPollFunctions, service: AskedService): Promise<INodeExecutionData[][] | null> {
	return await connected(context, service, versionOf(context, service), async (api, { baseUrl: server }) => {
		const values = parametersOf(context, service);
		const feeds = Object.entries(service.trigger.feeds(api, values));
		const look: Look = { context, service, server, values, feeds };
		return context.getMode() === 'manual'
			? await example(look)
			: await alone(context, async (isGivenUp) => await news(look, isGivenUp));
	});
}

/** What one poll works with. */
interface Look {
	context: IPollFunctions;
	service: AskedService;
	server: string;
	values: Values<EventFields>;
	feeds: Array<[name: string, feed: Feed]>;
}

/** Runs one poll of a node at a time: a slow one must not be overtaken by the next, which would find the same. */
async function alone<T>(context: IPollFunctions, work: (isGivenUp: () => boolean) => Promise<T>): Promise<T | null> {
	const place = nodeOf(context);
	const now = Date.now();
	if (now < (polling.get(place) ?? -Infinity) + LONGEST_MS) return null;
	polling.set(place, now);
	const isGivenUp = () => polling.get(place) !== now;
	return await work(isGivenUp).finally(() => {
		if (!isGivenUp()) polling.delete(place);
	});
}

async function news({ context, service, server, values, feeds }: Look, isGivenUp: () => boolean) {
	const memory = context.getWorkflowStaticData('node') as Record<string, Seen | undefined>;
	const seen: Record<string, Seen> = {};
	const events: Found[] = [];
	let isTaken = false;
	for (const [name, feed] of feeds) {
		const { fresh, now } = await unseen(feed, server, memory[name]);
		seen[name] = { ...now, server };
		for (const event of await wanted(fresh, feed, service.trigger, values)) {
			const isAwaited = await wakes(context, service.wire.service, event);
			if (!isAwaited || values.options.startOnAnswers) events.push(event);
			else isTaken = true;
		}
	}
	events.sort((a, b) => a.at - b.at);
	const items: INodeExecutionData[] = [];
	const files = AbortSignal.timeout(LONGEST_FILES_MS);
	for (const event of events) items.push(await toItem(context, service.wire, event, event.raw, values, files));
	// the poll that came instead has found the same
	if (isGivenUp()) return null;
	// only now: what went wrong before this is tried again by the next poll
	for (const name of Object.keys(memory)) delete memory[name];
	Object.assign(memory, seen);
	// what a question has taken would be new again after a restart: an execution without an item has n8n save the memory
	return items.length > 0 || isTaken ? [items] : null;
}

/** "Fetch Test Event": the newest event there is. */
async function example({ context, service, values, feeds }: Look) {
	const newest: Found[] = [];
	for (const [, feed] of feeds) {
		const events = (await feed.newest(MOST_FOR_TEST)).map((row) => feed.understand(row));
		newest.push(...(await wanted(events, feed, service.trigger, values)).slice(0, 1));
	}
	const [event] = newest.sort((a, b) => b.at - a.at);
	if (event) return [[await toItem(context, service.wire, event, event.raw, values)]];
	throw new NodeOperationError(context.getNode(), 'No data with the current filter could be found', {
		description: `${service.wire.service} has nothing that fits 'Events' and the filters under Options. Write something there, or change them, and fetch again.`,
	});
}

async function wanted(events: Found[], feed: Feed, trigger: PollingTrigger, values: Values<EventFields>) {
	const chosen = events.filter((event) => isWanted(event, trigger, values));
	if (!feed.complete || chosen.length === 0) return chosen;
	return (await feed.complete(chosen)).filter((event) => isWanted(event, trigger, values));
}

/** The rows of a feed that were not seen before, oldest first; none when nothing was looked at before. */
async function unseen(feed: Feed, server: string, before?: Seen): Promise<{ fresh: Found[]; now: Seen }> {
	const now = Date.now();
	const since = before && Math.min(Math.max(before.since, now - OLDEST_MS), now);
	const found = await reachingBack(feed, since);
	// one that has only moved still has rows that are known; what another one had before is not new
	const isMoved = before?.server !== undefined && before.server !== server;
	if (isMoved && !found.some(({ key }) => key in before.rows)) return await unseen(feed, server);
	const fresh = before ? found.filter(({ key }) => !(key in before.rows)).reverse() : [];
	const left = new Set(fresh.splice(MOST_ROWS));
	const seen = found.filter((row) => !left.has(row)).map(({ key, at }) => [key, at] as const);
	const rows = { ...before?.rows, ...Object.fromEntries(seen) };
	const [next] = left;
	return { fresh, now: remembered(rows, before?.since ?? 0, Math.min(now, next?.at ?? Infinity)) };
}

/**
 * The newest rows back to `since`, or as far as any may still turn up. When a page does not reach that far, a larger one
 * is fetched instead of the next: it is one answer, in which no row repeats or is passed over while others arrive, and
 * few requests go a long way.
 */
async function reachingBack(feed: Feed, since?: number): Promise<Found[]> {
	for (let count = FIRST_COUNT; ; count *= GROWTH) {
		const found = (await feed.newest(count)).map((row) => feed.understand(row));
		const end = since ?? latest(found.map(({ at }) => at));
		const recent = found.filter(({ at }) => at >= end);
		if (recent.length < found.length || found.length < count) return recent;
	}
}

/** A row may be dated in the future, which must not hide what comes until then. */
const latest = (times: number[]) =>
	Math.min(
		Date.now(),
		times.reduce((newest, time) => Math.max(newest, time), 0),
	) - LATEST_MS;

/** What to remember of known rows: those that another one may still turn up beside, but not too many. From `end` on nothing is settled. */
function remembered(rows: Record<string, number>, before: number, end: number): Seen {
	const known = Object.entries(rows).sort(([, a], [, b]) => b - a);
	const crowded = known[MOST_REMEMBERED]?.[1] ?? -1;
	const since = Math.min(end, Math.max(before, crowded + 1, latest(known.map(([, at]) => at))));
	return { since, rows: Object.fromEntries(known.filter(([, at]) => at >= since)) };
}
