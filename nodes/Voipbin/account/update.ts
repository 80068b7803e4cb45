import { InputError, path, recordOf, RequestFailed, textOrNull } from '../../kit';
import type { VoipbinApi } from '../api';
import { operation } from '../operation';
import { accountId } from '../fields';
import { withoutSecret } from '../simplify';
import { bodyOf, details, more, type More } from './fields';

/** VoIPbin writes both fields of WhatsApp over: where one is changed, the other one is read first and sent back. */
async function whole(api: VoipbinApi, place: string, changed: More): Promise<More> {
	if (Boolean(changed.appSecret) === Boolean(changed.phoneNumberId)) return changed;
	const { app_secret: secret, phone_number_id: number } = recordOf((await api.get(place)).provider_data);
	const appSecret = changed.appSecret || textOrNull(secret);
	const phoneNumberId = changed.phoneNumberId || textOrNull(number);
	if (appSecret && phoneNumberId) return { ...changed, appSecret, phoneNumberId };
	throw new RequestFailed({
		kind: 'unexpected',
		message: "Enter both 'App Secret' and 'Phone Number ID'",
		next: 'VoIPbin writes both over and did not tell the other one, so nothing was changed.',
	});
}

export const update = operation({
	name: 'Update',
	action: 'Update an account',
	description: 'Change the data of a connected account',
	fields: { accountId, ...details({ hint: 'Empty leaves it as it is' }) },
	options: more,
	check({ name, detail, secret, token }, options) {
		if ([name, detail, secret, token, ...Object.values(options)].some(Boolean)) return;
		throw new InputError('There is nothing to update', "Enter what to change, e.g. a new 'Name'.");
	},
	sequence: (fields) => fields.accountId.toLowerCase(),
	run: async ({ api, fields, options }) => {
		const place = path`/conversation_accounts/${fields.accountId}`;
		return withoutSecret(
			await api.put(place, {
				name: fields.name || undefined,
				detail: fields.detail || undefined,
				secret: fields.secret || undefined,
				token: fields.token || undefined,
				...bodyOf(await whole(api, place, options)),
			}),
		);
	},
});
