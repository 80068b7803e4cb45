import { type ConversationEvent, pollingTrigger } from '../conversations';
import { type Feed, list } from '../kit';
import type { NexoraApi } from './api';
import { knownConversations } from './conversations';
import { events, newConversation, newMessage } from './events';
import { CUSTOMER_ROLES } from './simplify';

const incomingRoles = list({
	displayName: 'Incoming Roles',
	description: 'Comma-separated list of the roles that customers write with, in any case; all others are outgoing',
	default: CUSTOMER_ROLES.join(', '),
});

/** Both lists are the same on all servers of the vendor. */
export const trigger = pollingTrigger({
	events,
	options: { incomingRoles },
	feeds(api: NexoraApi, { events: chosen, simplify, options }) {
		const { incomingRoles: roles = CUSTOMER_ROLES, channelTypes = [] } = options;

		const conversations: Feed<ConversationEvent> = {
			newest: (count) => api.newest('/admin/conversation', count),
			understand: newConversation,
		};
		const messages: Feed<ConversationEvent> = {
			newest: (count) => api.newest('/admin/message', count),
			understand: (row) => newMessage(row, roles),
			async complete(found) {
				if (!simplify && channelTypes.length === 0) return found;
				const ids = found.map(({ conversationId }) => conversationId ?? '').filter(Boolean);
				const known = await knownConversations(api, ids);
				return found.map(({ raw, conversationId }) => newMessage(raw, roles, known.get(conversationId ?? '')));
			},
		};
		return {
			...(chosen.includes('conversationNew') && { conversations }),
			...(chosen.some((name) => name !== 'conversationNew') && { messages }),
		};
	},
});
