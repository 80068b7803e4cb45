import type { Faults, Fault, Trouble } from './faults.ts';
import { Refusal } from './refusal.ts';

interface Kind {
	label: string;
	trouble: Trouble;
	/** What will happen, and what did, to the next message that the business sends. */
	will: string;
	did: string;
}

const SECONDS = 10;

const KINDS: Record<string, Kind> = {
	slow: {
		label: 'Slow',
		trouble: { kind: 'slow', ms: SECONDS * 1000 },
		will: `takes the next message and answers ${SECONDS} seconds later. n8n waits.`,
		did: `took a message and answered ${SECONDS} seconds later: n8n waited, and sent it once.`,
	},
	refuses: {
		label: 'Refuses',
		trouble: { kind: 'status', status: 403 },
		will: 'refuses the next message. The customer gets nothing, and the execution in n8n says why.',
		did: 'refused a message: see what the execution in n8n says.',
	},
	loses: {
		label: 'Loses the answer',
		trouble: { kind: 'resetAfter' },
		will: 'delivers the next message, but n8n never hears of it. It says so, and does not send it twice.',
		did: 'delivered a message and lost its answer: n8n says that this is not certain, and sent it once.',
	},
	limit: {
		label: 'Limit reached',
		trouble: { kind: 'tooMany', retryAfter: SECONDS },
		will: `has had enough for ${SECONDS} seconds when the next message comes. n8n waits, then sends it.`,
		did: `asked for ${SECONDS} seconds of peace: n8n waits, then sends the message, once.`,
	},
};

/** What the page shows: the kinds there are, which one waits for the next message, and what that means in words. */
export interface TroubleStatus {
	kinds: Array<{ name: string; label: string }>;
	chosen: string | null;
	says: string;
}

/** A message on its way from the business, in every service. */
const SENDS = { method: 'POST', path: /\/messages?\/?$/ };

/** What somebody who holds the phones may have go wrong, once, with the next message that a service is to send. */
export class Troubles {
	readonly #faults: Faults;
	readonly #chosen = new Map<string, { name: string; fault: Fault }>();

	constructor(faults: Faults) {
		this.#faults = faults;
	}

	/** Chooses what a service does to the next message; null for nothing. */
	choose(service: string, name: string | null): void {
		const before = this.#chosen.get(service);
		if (before) this.#faults.remove(before.fault);
		this.#chosen.delete(service);
		if (name === null) return;
		const kind = KINDS[name];
		if (!kind) throw new Refusal(400, 'There is no such trouble');
		const fault = this.#faults.add({ ...kind.trouble, ...SENDS, service });
		this.#chosen.set(service, { name, fault });
	}

	status(service: string, title: string): TroubleStatus {
		const kinds = Object.entries(KINDS).map(([name, { label }]) => ({ name, label }));
		const chosen = this.#chosen.get(service);
		if (!chosen) return { kinds, chosen: null, says: '' };
		const { will, did } = KINDS[chosen.name]!;
		if (this.#faults.has(chosen.fault)) return { kinds, chosen: chosen.name, says: `${title} ${will}` };
		return { kinds, chosen: null, says: `${title} ${did}` };
	}

	clear(): void {
		this.#chosen.clear();
	}
}
