import { type Activity, inboxOf, type Message, ofTheRun, type Told } from '../conversations';
import { inherited } from '../kit';
import type { NexoraApi } from './api';
import { conversationsOf } from './conversations';
import { conversationId } from './fields';
import type { Apis } from './operation';
import { toConversation, toMessage } from './simplify';

const FIRST_COUNT = 1000;
const GROWTH = 10;

/**
 * The conversations of the newest messages: conversations do not tell when a message arrived, but the list of all messages
 * tells everything, in one answer. A larger one is fetched instead of the next where more is wanted.
 */
async function* active(api: NexoraApi, _area: object, since: number): AsyncGenerator<Activity> {
	const told = new Set<string>();
	for (let count = FIRST_COUNT; ; count *= GROWTH) {
		const rows = await api.newest('/admin/message', count);
		const isAll = rows.length < count;
		const messages = new Map<string, Message[]>();
		for (const message of rows.map(toMessage)) {
			const id = message.conversationId;
			if (id === null) continue;
			const own = messages.get(id);
			if (own) own.push(message);
			else messages.set(id, [message]);
		}
		for (const [id, own] of messages) {
			if (told.has(id)) continue;
			if (Date.parse(own[0]?.createdAt ?? '') < since) return;
			told.add(id);
			const isWhole = isAll || own.some(({ direction }) => direction !== own[0]?.direction);
			yield { conversationId: id, ...(isWhole && { messages: own }) };
		}
		if (isAll) return;
	}
}

const told: Told<NexoraApi> = {
	async newest(api, place, count) {
		return (await api.newest('/message', count, { conversationId: place.conversationId })).map(toMessage);
	},
	active,
	conversations: conversationsOf,
	toConversation,
};

/** The conversations of the server. */
export const inbox = inboxOf<Apis>()({
	service: 'nexora',
	area: {},
	where: { conversationId: inherited(conversationId, ofTheRun) },
	versions: { current: told, document: told },
});
