import { VoipbinRefusal } from '../errors.ts';
import type { VoipbinService } from '../service.ts';
import { NIL, type Conversation } from '../state.ts';
import type { Endpoints } from './endpoints.ts';
import { page } from './paging.ts';
import { isUuid } from './uuid.ts';

export const conversations = (voipbin: VoipbinService): Endpoints => {
	const update = (conversation: Conversation, changes: Partial<Conversation>) => {
		Object.assign(conversation, changes, { updatedAt: voipbin.now() });
		voipbin.notify(voipbin.payloads.conversationUpdated(conversation), conversation.id);
		return voipbin.writes.conversation(conversation);
	};

	return {
		'GET /conversations': (call) => {
			const owner = ownerOf(call.query.owner_id);
			if (owner === NIL || owner !== call.caller.agentId) call.allow('admin', 'manager');
			const own = voipbin.state.conversations.filter(({ ownerId }) => owner === NIL || ownerId === owner);
			return page(voipbin, call, own, (conversation) => voipbin.writes.conversation(conversation));
		},

		'GET /conversations/:id': ({ conversation }) => voipbin.writes.conversation(conversation),

		'PUT /conversations/:id': (call) => {
			const { body, conversation } = call;
			const changes = {
				name: body.text('name') ?? conversation.name,
				detail: body.text('detail') ?? conversation.detail,
				ownerId: body.uuid('owner_id') ?? conversation.ownerId,
			};
			call.allow('admin', 'manager');
			if (changes.ownerId !== NIL) checkAgent(voipbin, changes.ownerId);
			return update(conversation, changes);
		},

		'POST /conversations/:id/unassign': (call) => {
			const { conversation } = call;
			if (conversation.ownerId !== call.caller.agentId) call.allow('admin', 'manager');
			return update(conversation, { ownerId: NIL });
		},
	};
};

function ownerOf(given = NIL): string {
	if (given === NIL || isUuid(given)) return given.toLowerCase();
	throw new VoipbinRefusal('INVALID_REQUEST_PARAMETER', { message: 'owner_id is not a UUID.' });
}

function checkAgent({ state }: VoipbinService, agentId: string): void {
	const agent = state.agents.find(({ id }) => id === agentId);
	if (!agent) throw new VoipbinRefusal('AGENT_NOT_FOUND');
	if (agent.customerId !== state.customer.id) throw new VoipbinRefusal('AGENT_CUSTOMER_MISMATCH');
}
