import { type Activity, inboxOf, ofTheRun } from '../conversations';
import { inherited, path } from '../kit';
import type { VoipbinApi } from './api';
import { conversationId } from './fields';
import type { Apis } from './operation';
import { toConversation, toMessage } from './simplify';

/** All conversations, the youngest first: VoIPbin orders them by nothing else, and tells nothing of their messages. */
async function* active(api: VoipbinApi): AsyncGenerator<Activity> {
	for await (const raw of api.list('/conversations', { limit: Infinity })) {
		yield { conversationId: String(raw.id), conversation: raw };
	}
}

/** The conversations of the account. */
export const inbox = inboxOf<Apis>()({
	service: 'voipbin',
	area: {},
	where: { conversationId: inherited(conversationId, ofTheRun) },
	versions: {
		v1: {
			async newest(api, place, count) {
				const { items } = await api.page(path`/conversations/${place.conversationId}/messages`, { page_size: count });
				return items.map(toMessage);
			},
			active,
			toConversation,
		},
	},
});
