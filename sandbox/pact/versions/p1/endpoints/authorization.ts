import { randomInt } from 'node:crypto';
import type { Endpoints } from '../../../../common/call.ts';
import { Refusal } from '../../../../common/refusal.ts';
import { CONFIRMATION_CODE, CONFIRMATION_PASSWORD, connect } from '../../../connection.ts';
import type { P1Call } from '../call.ts';

/** What the owner enters on the phone. */
const DIGITAL_CODE = 'ZHHJ-KQSP';

/** How a channel is joined to a messenger's account. */
export const authorization: Endpoints<P1Call> = {
	'POST /p1/companies/:companyId/channels/:channelId/request_code': ({ channel, input }) => {
		const provider =
			input.oneOf('provider', ['telegram_personal', 'instagram', 'whatsapp']) ?? input.required('provider');
		if (provider !== channel.provider) throw new Refusal(400, `The channel is ${channel.provider}`);
		if (provider === 'telegram_personal') {
			return {
				status: 'ok',
				code_length: CONFIRMATION_CODE.length,
				code_type: 'app',
				expires_in: 120,
				next_type: 'sms',
				session_id: randomInt(1000, 10_000),
			};
		}
		// Entered on the phone, so it is not confirmed here.
		if (provider === 'whatsapp') return { sessionId: String(randomInt(1000, 10_000)), code: DIGITAL_CODE, ttl: '160s' };
		if (input.oneOf('challenge_type', ['two_factor']) === undefined) input.required('challenge_variant');
		return { result: 'ok' };
	},

	'POST /p1/companies/:companyId/channels/:channelId/confirm': ({ pact, channel, input }) => {
		if (channel.provider === 'telegram_personal') {
			const type = input.oneOf('confirmation_type', ['code', 'password']) ?? input.required('confirmation_type');
			const expected = type === 'code' ? CONFIRMATION_CODE : CONFIRMATION_PASSWORD;
			if (input.required(type) !== expected) throw new Refusal(400, `The ${type} is wrong`);
		} else if (input.required('confirmation_code') !== CONFIRMATION_CODE) {
			throw new Refusal(400, 'The code is wrong');
		}
		connect(pact, channel);
		return { result: 'ok', state: 'enabled' };
	},
};
