import type { Json } from '../json';

/** What is known of a wait that goes on; it is stored with the execution, so it is JSON. */
export type State = Json;

/** One look at the service. */
export interface Look {
	api: unknown;
	/** The version of the service's API that is spoken. */
	version: string;
	state: State;
	signal?: AbortSignal;
}

/** What a look has found. */
export interface Came {
	/** The ids of the news that were waited for; a trigger starts nothing for them. */
	ids: string[];
	/** The item that comes out first. */
	json: Json;
	/** Set where it does not do, so that it is asked again while there is time. */
	unfit?: true;
}

/**
 * How an operation goes on after `run`, whose result is the state it begins with: the execution sleeps, holding no process,
 * until a look finds something, or the time is over. The node then has two outputs.
 */
export interface Wait {
	/** How long to wait at most, in milliseconds. */
	limitMs(state: State): number;
	/** Whose news end the wait, as the `news` of events name it. */
	of(state: State): string;
	/** Looks and changes nothing; undefined for nothing yet. What it throws ends no wait. */
	look(look: Look): Promise<Came | undefined>;
	/** Asks again; resolves to the state to go on with. What it throws ends no wait: it is done again after the next look. */
	again(look: Look, came: Came): Promise<State>;
	/** The item that comes out second when the time is over. */
	late(state: State): Json;
	/** What an answer means where it decides about a tool call of an agent, and the words that are no decision. */
	review(answer: Json): { approved: boolean; words?: string };
}
