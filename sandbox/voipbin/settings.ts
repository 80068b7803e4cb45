import type { Role } from './caller.ts';
import type { VERSIONS } from './versions/index.ts';

/** What may be set, beside the data; a reset brings these values back. */
export class VoipbinSettings {
	/** Whose API is spoken: the tutorial's of 2022 or today's. */
	version: keyof typeof VERSIONS = '2026';
	/** Whether the published rate limit is kept. */
	limits = false;
	/** Milliseconds every answer takes. */
	delay = 0;
	/** Whether the account is frozen. */
	frozen = false;
	/** What the user who logs in may do; an access key may do everything. */
	role: Role = 'admin';
	/** What becomes of a text message. */
	outcome: 'done' | 'failed' = 'done';
	/** How long a text message or an e-mail is on its way. */
	deliveryMs = 20;
}
