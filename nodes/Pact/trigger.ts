import { type ConversationEvent, webhookTrigger } from '../conversations';
import { type Caller, inVersion, type Json, type Received, replaceExisting, required, type Values } from '../kit';
import { events } from './events';
import { companyId } from './fields';
import type { P1 } from './p1/api';
import { understand as understandP1 } from './p1/events';
import { slot as slotOfP1 } from './p1/slot';
import type { P2 } from './p2/api';
import { understand as understandP2 } from './p2/events';
import { slot as slotOfP2 } from './p2/slot';

const fields = { companyId: required(companyId) };

/** What an event says, and of which company: only the address that Pact calls tells that. */
const within =
	(understand: (body: Json) => Received<ConversationEvent>) =>
	(body: Json, { companyId: company }: Values<typeof fields>): Received<ConversationEvent> => {
		const event = understand(body);
		return typeof event === 'string' ? event : { ...event, item: { ...event.item, companyId: company } };
	};

/** Up to 10 repeats, 60 seconds apart. */
const p1: Caller<P1, typeof fields> = {
	repeatsForMs: 15 * 60_000,
	slot: (api, values) => slotOfP1(api, values.companyId),
	understand: within(understandP1),
};

/** Up to 5 repeats, 60 seconds apart. */
const p2: Caller<P2, typeof fields> = {
	repeatsForMs: 10 * 60_000,
	// it tells what became of a message by its status
	untold: ['jobFinished'],
	slot: (api, values, own) => slotOfP2(api, values.companyId, own),
	understand: within(understandP2),
};

export const trigger = webhookTrigger({
	events,
	fields,
	// p1 keeps a single address a company, which may be taken
	options: { replaceExisting: inVersion('p1', replaceExisting) },
	testsAddress: true,
	callers: { p1, p2 },
});
