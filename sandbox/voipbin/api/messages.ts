import { send } from '../delivery.ts';
import type { VoipbinService } from '../service.ts';
import type { Endpoints } from './endpoints.ts';
import { page } from './paging.ts';

export const messages = (voipbin: VoipbinService): Endpoints => ({
	'GET /conversations/:id/messages': (call) => {
		const { conversation } = call;
		const own = voipbin.state.messages.filter(({ conversationId }) => conversationId === conversation.id);
		return page(voipbin, call, own, (message) => voipbin.writes.message(message, conversation));
	},

	'POST /conversations/:id/messages': (call) => {
		const { body, conversation } = call;
		// Any text will do, none too; `medias` is not even looked at.
		const text = body.text('text') ?? '';
		call.allow('admin', 'manager');
		return voipbin.writes.message(send(voipbin, conversation, text), conversation);
	},
});
