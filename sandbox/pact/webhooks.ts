import { WebhookSender } from '../common/webhooks.ts';
import { customerHeard } from './customer.ts';
import type { PactService } from './service.ts';

const RETRY_MS = 60_000;
const TIMEOUT_MS = 10_000;

/** What posts a version's webhooks; all are kept in the service's one log. */
export const webhookSender = (pact: PactService, repeats: number): WebhookSender =>
	new WebhookSender(
		{
			repeats,
			repeatMs: pact.webhookRetryMs ?? RETRY_MS,
			timeoutMs: TIMEOUT_MS,
			accepts: (status) => status === 200,
		},
		pact.work,
		({ state, body }) => {
			if (state === 'delivered') customerHeard(pact, body);
			pact.changed();
		},
		pact.webhooks,
	);
