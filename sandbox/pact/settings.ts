/** What may be set, beside the data; a reset brings these values back. */
export class PactSettings {
	/** Which versions keep the rate limits that are published for p2. */
	limits = { p1: false, p2: true };
	/** How much faster time passes for the limits: at 60 their minutes last a second. */
	clockSpeed = 1;
	/** Whether p2 stands behind the paywall (402). */
	unpaid = false;
	/** On the free plan p2 sends nothing (403). */
	plan: 'paid' | 'free' = 'paid';
	/** Milliseconds every answer takes. */
	delay = 0;
	/** Sends are answered with the message's id, queued and delivered, or queued and not delivered in the end. */
	jobs: 'sync' | 'async' | 'fail' = 'async';
	/** How long a queued send takes. */
	jobMs = 20;
	/** Whether lists never end: the last page leads back to the second one. */
	loopingCursor = false;
}
