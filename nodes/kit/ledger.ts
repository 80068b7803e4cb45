import type { RequestLine } from './failure';

/** What was done of one item: every word about that is taken from here. */
export class Ledger {
	/** The writes that the service accepted. */
	readonly accepted: RequestLine[] = [];
}
