import type { RequestLine } from './failure';

/** What became of the writes of one item: every word about what was done is taken from here. */
export class Ledger {
	/** Those that the service accepted. */
	readonly accepted: RequestLine[] = [];
	/** One of which nobody knows whether it was carried out. */
	uncertain?: RequestLine;

	/** Whether it would be wrong to do the item again. */
	get isBegun(): boolean {
		return this.accepted.length > 0 || this.uncertain !== undefined;
	}
}
