import type { IDataObject } from 'n8n-workflow';

import type { Field, Fields, Values } from '../fields';
import type { Json } from '../json';
import type { OwnAddress } from './address';
import type { EventFields } from './fields';

/** Something that happened in a service, understood. */
export interface Event {
	/** One of the trigger's event names, e.g. `incomingMessage`. */
	name: string;
	/** Tells this event from every other; a repeated delivery has the same. */
	key: string;
	/** What it is, simplified. */
	item: object;
	/** The original as the user may see it, where it holds a secret. */
	raw?: object;
	/** What somebody may wait for: whose news it is, and the id that tells it from others. */
	news?: { of: string; id: string };
	/** The files that belong to it. */
	files?: ReadonlyArray<{ url: string | null; fileName: string | null }>;
}

/** What every trigger has: its fields, and the filters among them. */
interface Trigger<E extends Event> {
	/** By parameter name, `EventFields` among them. */
	fields: Record<string, Field>;
	/** Whether an event passes the filters of the trigger's options. */
	passes(event: E, options: Values<EventFields>['options']): boolean;
}

/** What a body is: an event, or what it is instead; a ping is the service's test of an address. */
export type Received<E extends Event = Event> = E | 'ignored' | 'ping' | 'invalid';

/** An address that a service reports to, '' for none. */
export interface Occupant extends IDataObject {
	address: string;
	/** The HTTP method it is called with, where the service lets one choose; ours is called with POST. */
	method?: string;
}

/** The one place where a service keeps the address it reports to. */
export interface Slot {
	/** Whose place it is, for messages, e.g. "Company '1'". */
	owner: string;
	/**
	 * What stands there now; undefined when the service does not tell. With the secrets that prove a call, where they are
	 * not in that address.
	 */
	read(): Promise<(Occupant & { secrets?: string[] }) | undefined>;
	write(occupant: Occupant): Promise<void>;
}

/** How a service signs its calls. */
export interface Signature<F = Json> {
	/** The header with the signature, in small letters. */
	header: string;
	/** What the header must hold for a body, byte by byte as it came. */
	of(secret: string, body: Uint8Array): string;
	/** Whether the user wants it to be verified. */
	isWanted(fields: F): boolean;
}

/** How one version of a service's API calls back: where our address is kept, and what its calls mean. */
export interface Caller<Api = unknown, F extends Fields = Fields, E extends Event = Event> {
	/** How long after the first delivery the service may repeat it, in milliseconds. */
	repeatsForMs: number;
	/** The events it never tells, which are not offered. */
	untold?: readonly string[];
	/** `own` tells our addresses from others, for a service that keeps several side by side. */
	slot(api: Api, fields: Values<F>, own: OwnAddress): Slot;
	understand(body: Json, fields: Values<F>): Received<E>;
}

/** The trigger of a service that calls back. */
export interface WebhookTrigger<E extends Event = Event> extends Trigger<E> {
	kind: 'webhook';
	/** Whether the service calls an address before it accepts it. */
	testsAddress: boolean;
	/** Without one, our address has a key that only the service is told. */
	signature?: Signature;
	/** By version of the service's API. */
	callers: Record<string, Caller<unknown, Fields, E>>;
}

/** A row that was found, as the event it means. */
export type Found<E extends Event = Event> = E & {
	/** When the row came into being, in milliseconds by the service's clock. */
	at: number;
	raw: Json;
};

/** A list of a service that grows at its newest end. */
export interface Feed<E extends Event = Event> {
	/** The newest rows, newest first, in one answer: at most `count`, and fewer only when there are no more. */
	newest(count: number): Promise<Json[]>;
	understand(row: Json): Found<E>;
	/** Adds to wanted events what the rows do not tell. */
	complete?(events: Array<Found<E>>): Promise<Array<Found<E>>>;
}

/** The trigger of a service that has to be asked for what is new. */
export interface PollingTrigger<E extends Event = Event> extends Trigger<E> {
	kind: 'polling';
	/** The lists to look through for the events the user chose, by a name that stays the same. */
	feeds(api: unknown, fields: Values<EventFields>): Record<string, Feed<E>>;
}
