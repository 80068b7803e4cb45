import type { Endpoints } from '../../common/call.ts';
import type { VoipbinCall } from '../call.ts';
import { VoipbinRefusal } from '../errors.ts';
import { CHANNEL_TYPES } from '../channels.ts';

/** The endpoint of 2022; its tutorial shows the request only, so the empty answer is assumed. */
export const setup: Endpoints<VoipbinCall> = {
	'POST /v1.0/conversations/setup': ({ voipbin, body }) => {
		if (voipbin.version !== '2022') throw new VoipbinRefusal('ROUTE_NOT_FOUND');
		const isKnown = (CHANNEL_TYPES as string[]).includes(body.required('reference_type'));
		if (!isKnown) throw new VoipbinRefusal('INVALID_ARGUMENT', { message: 'There is no such reference_type.' });
		return '';
	},
};
