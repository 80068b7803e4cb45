import { WebhookSender } from '../common/webhooks.ts';
import { peerHeard } from './peer.ts';
import type { VoipbinService } from './service.ts';

const REPEATS = 2;
const RETRY_MS = 1000;
const TIMEOUT_MS = 30_000;

export const webhookSender = (voipbin: VoipbinService, retryMs = RETRY_MS): WebhookSender =>
	new WebhookSender(
		{
			repeats: REPEATS,
			repeatMs: retryMs,
			timeoutMs: TIMEOUT_MS,
			// Anything but silence and the receiver's own trouble counts as heard.
			accepts: (status) => status > 0 && status < 500,
		},
		voipbin.work,
		({ state, body }) => {
			if (state === 'delivered') peerHeard(voipbin, body);
			voipbin.changed();
		},
	);
