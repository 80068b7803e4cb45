import type { Endpoints } from '../../common/call.ts';
import type { VoipbinCall } from '../call.ts';
import { send } from '../delivery.ts';
import { page } from '../paging.ts';

export const messages: Endpoints<VoipbinCall> = {
	'GET /v1.0/conversations/:id/messages': (call) => {
		const { voipbin, conversation } = call;
		const own = voipbin.state.messages.filter(({ conversationId }) => conversationId === conversation.id);
		return page(call, own, (message) => voipbin.spoken.message(message, conversation));
	},

	'POST /v1.0/conversations/:id/messages': (call) => {
		const { voipbin, body, conversation } = call;
		// Any text will do, none too; `medias` is not even looked at.
		const text = body.text('text') ?? '';
		call.allow('admin', 'manager');
		return voipbin.spoken.message(send(voipbin, conversation, text), conversation);
	},
};
