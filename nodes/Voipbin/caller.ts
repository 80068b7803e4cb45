import type { Client } from '../shared/client';
import { RequestFailed } from '../shared/errors';
import { toggle } from '../shared/fields';
import { textOrNull } from '../shared/message';
import { hmacSha256 } from '../shared/signature';
import type { Caller, Slot } from '../shared/trigger';
import { triggerFields } from '../shared/trigger';
import { VoipbinApi, wire } from './api';
import { events, understand } from './events';

type Json = Record<string, unknown>;

const verifySignature = toggle({
	displayName: 'Verify Signature',
	description:
		'Whether to refuse calls that are not signed with the webhook secret of the VoIPbin account; without it anyone who knows the address can start this workflow',
	default: true,
});

const fields = triggerFields({ verifySignature }, events);

/** What an update of the customer writes, all of it: what it does not name becomes empty. */
const WRITTEN = ['name', 'detail', 'email', 'phone_number', 'address', 'webhook_method', 'webhook_uri'];

/** The customer has one address for every event; the secret of its signatures is shown with it. */
function slot(client: Client): Slot {
	const api = new VoipbinApi(client);
	const textOf = (value: unknown) => textOrNull(value) ?? '';
	const customer = async () => {
		const found = await api.get('/customer');
		if (textOrNull(found.id) !== null) return found;
		throw new RequestFailed('VoIPbin did not tell what it knows of the account', {
			description: 'Nothing was changed, since that could be lost. Check the Base URL of the credential, or try again.',
		});
	};
	return {
		owner: 'The VoIPbin account',
		async read() {
			const { webhook_uri: address, webhook_method: method, webhook_secret: secret } = await customer();
			return { address: textOf(address), method: textOf(method), secret: textOrNull(secret) ?? undefined };
		},
		async write({ address, method = address && 'POST' }) {
			const changed: Json = { ...(await customer()), webhook_method: method, webhook_uri: address };
			await api.put('/customer', Object.fromEntries(WRITTEN.map((name) => [name, textOf(changed[name])])));
			const { webhook_uri: kept } = await customer();
			if (textOf(kept) === address) return;
			throw new RequestFailed('VoIPbin did not keep the webhook address', {
				description: `It now reports to '${textOf(kept)}'. Another system may have changed it at the same moment: look there, then try again.`,
			});
		},
	};
}

/** VoIPbin as a service that calls back: up to three calls, a second apart. */
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
