import { webhookTrigger } from '../conversations';
import { type Caller, hmacSha256, replaceExisting, toggle } from '../kit';
import type { VoipbinApi } from './api';
import { events, understand } from './events';
import { slot } from './slot';

const verifySignature = toggle({
	displayName: 'Verify Signature',
	description:
		'Whether to refuse calls that are not signed with the webhook secret of the VoIPbin account; without it anyone who knows the address can start this workflow',
	default: true,
});

const fields = { verifySignature };

/** Up to three calls, a second apart. */
const v1: Caller<VoipbinApi, typeof fields> = {
	// the signature has no time in it, so a copied call stays valid: what was delivered is remembered for longer
	repeatsForMs: 60 * 60_000,
	slot,
	understand,
};

export const trigger = webhookTrigger({
	events,
	fields,
	options: { replaceExisting },
	testsAddress: false,
	signature: {
		header: 'x-voipbin-signature',
		of: (secret, body) => `sha256=${hmacSha256(secret, body)}`,
		isWanted: (values) => values.verifySignature,
	},
	callers: { v1 },
});
