import { type Json, RequestFailed, type Slot, textOrNull } from '../kit';
import type { VoipbinApi } from './api';

/** What an update of the customer writes, all of it: what it does not name becomes empty. */
const WRITTEN = ['name', 'detail', 'email', 'phone_number', 'address', 'webhook_method', 'webhook_uri'];

/** The customer has one address for every event; the secret of its signatures is shown with it. */
export function slot(api: VoipbinApi): Slot {
	const textOf = (value: unknown) => textOrNull(value) ?? '';
	const customer = async () => {
		const found = await api.get('/customer');
		if (textOrNull(found.id) !== null) return found;
		throw new RequestFailed({
			kind: 'unexpected',
			message: 'VoIPbin did not tell what it knows of the account',
			next: 'Nothing was changed, since that could be lost. Check the Base URL of the credential, or try again.',
		});
	};
	return {
		owner: 'The VoIPbin account',
		async read() {
			const { webhook_uri: address, webhook_method: method, webhook_secret: secret } = await customer();
			return { address: textOf(address), method: textOf(method), secrets: textOrNull(secret) ? [textOf(secret)] : [] };
		},
		async write({ address, method = address && 'POST' }) {
			const changed: Json = { ...(await customer()), webhook_method: method, webhook_uri: address };
			await api.put('/customer', Object.fromEntries(WRITTEN.map((name) => [name, textOf(changed[name])])));
			const { webhook_uri: kept } = await customer();
			if (textOf(kept) === address) return;
			throw new RequestFailed({
				kind: 'unexpected',
				message: 'VoIPbin did not keep the webhook address',
				next: `It now reports to '${textOf(kept)}'. Another system may have changed it at the same moment: look there, then try again.`,
			});
		},
	};
}
