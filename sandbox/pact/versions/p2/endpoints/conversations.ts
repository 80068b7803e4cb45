import type { Endpoints } from '../../../../common/call.ts';
import { conversationUpdated } from '../../../announce.ts';
import type { Conversation } from '../../../state.ts';
import type { P2Call } from '../call.ts';
import { conversationObject } from '../objects.ts';
import { paged } from '../paging.ts';

export const conversations: Endpoints<P2Call> = {
	'GET /api/p2/conversations': ({ pact, company, input }) => {
		const wanted = (input.text('search_string') ?? '').replace(/^[+@]/, '').toLowerCase();
		// The documents do not say which end comes first: the latest, as in a messenger, is assumed.
		const own = pact.state.conversations
			.filter((conversation) => conversation.companyId === company.id && isFound(conversation, wanted))
			.toSorted((a, b) => b.lastUpdatedAt.localeCompare(a.lastUpdatedAt) || b.id - a.id);
		const { items, meta } = paged(input, own);
		return { conversations: items.map((conversation) => conversationObject(pact, conversation)), meta };
	},

	'GET /api/p2/conversations/:conversationId': ({ pact, conversation }) => ({
		conversation: conversationObject(pact, conversation),
	}),

	'PUT /api/p2/conversations/:conversationId': ({ pact, conversation, input }) => {
		const { operationalState, repliedState } = conversation;
		Object.assign(conversation, {
			operationalState: input.oneOf('operational_state', ['open', 'archived']) ?? operationalState,
			repliedState: input.oneOf('replied_state', ['replied', 'unreplied']) ?? repliedState,
			...('assignee_id' in input.values ? { assigneeId: input.integer('assignee_id') ?? null } : {}),
			lastUpdatedAt: new Date().toISOString(),
		});
		conversationUpdated(pact, conversation);
		return { conversation: conversationObject(pact, conversation) };
	},
};

const isFound = ({ name, phone, username }: Conversation, wanted: string): boolean =>
	[name, phone, username].some((value) => value?.toLowerCase().includes(wanted));
