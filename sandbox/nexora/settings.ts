import type { VERSIONS } from './versions/index.ts';

/** What may be set, beside the data; a reset brings these values back. */
export class NexoraSettings {
	/** Which of the vendor's servers answers: the one the document describes or the current one. */
	version: keyof typeof VERSIONS = 'current';
	/** Whether the current version counts requests, as the real server does. */
	limits = true;
	/** Milliseconds every answer takes. */
	delay = 0;
	/** Whether the bot answers what customers write, with several messages of one millisecond. */
	bot = false;
	/** Whether lists show rows of one millisecond in another order every time. */
	shufflesTies = false;
}
