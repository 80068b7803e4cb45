import { type ConversationEvent, webhookTrigger } from '../conversations';
import {
	type Caller,
	InputError,
	inVersion,
	type Json,
	optional,
	type Received,
	recordOf,
	replaceExisting,
	textOrNull,
	type Values,
} from '../kit';
import { events } from './events';
import { company } from './fields';
import type { P1 } from './p1/api';
import { understand as understandP1 } from './p1/events';
import { slot as slotOfP1 } from './p1/slot';
import type { P2 } from './p2/api';
import { understand as understandP2 } from './p2/events';
import { slot as slotOfP2 } from './p2/slot';

const fields = { companyId: optional(company, 'The only one of the account') };

/** What an event says, and of which company: p1 does not tell that, p2 in what the event is about. */
const within =
	(understand: (body: Json) => Received<ConversationEvent>) =>
	(body: Json, { companyId: chosen }: Values<typeof fields>): Received<ConversationEvent> => {
		const event = understand(body);
		if (typeof event === 'string') return event;
		const company = chosen || textOrNull(recordOf(body.object).company_id);
		return { ...event, item: { ...event.item, companyId: company } };
	};

/** The company that was chosen, where one has to be. */
function demanded(company: string): string {
	if (company !== '') return company;
	throw new InputError("Choose a 'Company'", 'In API version P1 the calls of Pact do not tell of which one they are.');
}

/** Up to 10 repeats, 60 seconds apart. */
const p1: Caller<P1, typeof fields> = {
	repeatsForMs: 15 * 60_000,
	slot: (api, values) => slotOfP1(api, demanded(values.companyId)),
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
