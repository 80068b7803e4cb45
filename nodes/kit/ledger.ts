import type { RequestLine } from './failure';

/** What was done of one item: every word about that is taken from here. */
export class Ledger {
	/** The writes that the service accepted. */
	readonly accepted: RequestLine[] = [];
	/** Whether it came out without being done. */
	isSkipped = false;
	/** Whether a further run leaves it out, because it was done under a key. */
	isOnce = false;
}
