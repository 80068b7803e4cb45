import { sendAndWaitOf } from '../../conversations';
import { path } from '../../kit';
import { inbox } from '../inbox';
import type { Apis } from '../operation';
import { toMessage } from '../simplify';

export const sendAndWait = sendAndWaitOf<Apis>()({
	inbox,
	send: {
		async v1(api, { conversationId }, text) {
			const sent = await api.post(path`/conversations/${conversationId}/messages`, { text, medias: [] });
			return toMessage({ direction: 'outgoing', ...sent });
		},
	},
});
