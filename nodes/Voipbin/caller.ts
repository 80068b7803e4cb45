import type { Client } from '../shared/client';
import { RequestFailed } from '../shared/errors';
import { toggle } from '../shared/fields';
import { textOrNull } from '../shared/message';
import { hmacSha256 } from '../shared/signature';
import type { Caller, Slot } from '../shared/trigger';
import { triggerFields } from '../shared/trigger';
import { VoipbinApi, wire } from './api';
import { events, understand } from './events';

const verifySignature = toggle({
	displayName: 'Verify Signature',
	description:
		'Whether to refuse calls that are not signed with the webhook secret of the VoIPbin account; without it anyone who knows the address can start this workflow',
	default: true,
});

const fields = triggerFields({ verifySignature }, events);

const CUSTOMER = '/customer';

/** What an update of the customer writes, all of it: what it does not name becomes empty. */
const WRITTEN = ['name', 'detail', 'email', 'phone_number', 'address', 'webhook_method', 'webhook_uri'];

/** The customer has one address for every event; the secret of its signatures is shown with it. */
function slot(client: Client): Slot {
	const api = new VoipbinApi(client);
	const textOf = (value: unknown) => textOrNull(value) ?? '';
	return {
		owner: 'The VoIPbin account',
		async read() {
			const customer = await api.get(CUSTOMER);
			return {
				address: textOf(customer.webhook_uri),
				method: textOf(customer.webhook_method),
				secret: textOrNull(customer.webhook_secret) ?? undefined,
			};
		},
		async write({ address, method = address && 'POST' }) {
			const customer: Record<string, unknown> = {
				...(await api.get(CUSTOMER)),
				webhook_method: method,
				webhook_uri: address,
			};
			await api.put(CUSTOMER, Object.fromEntries(WRITTEN.map((name) => [name, textOf(customer[name])])));
			const { webhook_uri: kept } = await api.get(CUSTOMER);
			if (textOf(kept) === address) return;
			throw new RequestFailed('VoIPbin did not keep the webhook address', {
				description: `It now reports to '${textOf(kept)}'. Another system may have changed it at the same moment: look there, then try again.`,
			});
		},
	};
}

/** VoIPbin as a service that calls back: two repeats, each a second after 30 seconds without an answer. */
export const caller: Caller<typeof fields> = {
	wire,
	fields,
	// the signature has no time in it, so a copied call stays valid: what was delivered is remembered for longer
	repeatsForMs: 60 * 60_000,
	testsAddress: false,
	signature: {
		header: 'x-voipbin-signature',
		of: (secret, body) => `sha256=${hmacSha256(secret, body)}`,
		isWanted: (values) => values.verifySignature,
	},
	slot,
	understand,
};
