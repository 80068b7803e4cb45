import { eventFields } from '../shared/event';
import { list } from '../shared/fields';
import type { Feed, Poller } from '../shared/poll';
import { NexoraApi, wire } from './api';
import { conversationsOf } from './conversations';
import { conversationEvent, events, messageEvent } from './events';
import { generationOf } from './generations';
import { CUSTOMER_ROLES } from './simplify';

const incomingRoles = list({
	displayName: 'Incoming Roles',
	description: 'Comma-separated list of the roles that customers write with, in any case; all others are outgoing',
	default: CUSTOMER_ROLES.join(', '),
});

const fields = eventFields({}, events, { incomingRoles });

/** Nexora as a service that has to be asked: both lists are the same on all its servers. */
export const poller: Poller<typeof fields> = {
	wire,
	fields,
	feeds(client, { events: chosen, simplify, options }) {
		const api = new NexoraApi(client, generationOf());
		const { incomingRoles: roles = CUSTOMER_ROLES, channelTypes = [] } = options;

		const conversations: Feed = {
			newest: async (count) => await api.newest('/admin/conversation', count),
			understand: conversationEvent,
		};
		const messages: Feed = {
			newest: async (count) => await api.newest('/admin/message', count),
			understand: (row) => messageEvent(row, roles),
			async complete(found) {
				if (!simplify && channelTypes.length === 0) return found;
				const ids = found.map(({ conversationId }) => conversationId ?? '').filter(Boolean);
				const known = await conversationsOf(api, ids);
				return found.map(({ raw, conversationId }) => messageEvent(raw, roles, known.get(conversationId ?? '')));
			},
		};
		return {
			...(chosen.includes('conversationNew') && { conversations }),
			...(chosen.some((name) => name !== 'conversationNew') && { messages }),
		};
	},
};
