import type { FastifyInstance } from 'fastify';
import { conversationUpdated } from '../announce.ts';
import type { PactService } from '../service.ts';
import type { Conversation } from '../state.ts';
import { Call } from './call.ts';
import { conversationObject } from './objects.ts';
import { paged } from './paging.ts';

export function conversations(app: FastifyInstance, pact: PactService): void {
	app.get('/conversations', async (request) => {
		const { company, input } = new Call(pact, request);
		const wanted = (input.text('search_string') ?? '').replace(/^[+@]/, '').toLowerCase();
		// The documents do not say which end comes first: the latest, as in a messenger, is assumed.
		const own = pact.state.conversations
			.filter((conversation) => conversation.companyId === company.id && isFound(conversation, wanted))
			.toSorted((a, b) => b.lastUpdatedAt.localeCompare(a.lastUpdatedAt) || b.id - a.id);
		const { items, meta } = paged(input, own);
		return { conversations: items.map((conversation) => conversationObject(pact, conversation)), meta };
	});

	app.get('/conversations/:conversationId', async (request) => {
		const { conversation } = new Call(pact, request);
		return { conversation: conversationObject(pact, conversation) };
	});

	app.put('/conversations/:conversationId', async (request) => {
		const { conversation, input } = new Call(pact, request);
		const { operationalState, repliedState } = conversation;
		Object.assign(conversation, {
			operationalState: input.oneOf('operational_state', ['open', 'archived']) ?? operationalState,
			repliedState: input.oneOf('replied_state', ['replied', 'unreplied']) ?? repliedState,
			...('assignee_id' in input.values ? { assigneeId: input.integer('assignee_id') ?? null } : {}),
			lastUpdatedAt: new Date().toISOString(),
		});
		conversationUpdated(pact, conversation);
		return { conversation: conversationObject(pact, conversation) };
	});
}

const isFound = ({ name, phone, username }: Conversation, wanted: string): boolean =>
	[name, phone, username].some((value) => value?.toLowerCase().includes(wanted));
