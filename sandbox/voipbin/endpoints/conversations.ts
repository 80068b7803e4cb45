import type { Endpoints } from '../../common/call.ts';
import type { VoipbinCall } from '../call.ts';
import { VoipbinRefusal } from '../errors.ts';
import type { VoipbinService } from '../service.ts';
import { NIL, type Conversation } from '../state.ts';
import { page } from '../paging.ts';
import { isUuid } from '../uuid.ts';

export const conversations: Endpoints<VoipbinCall> = {
	'GET /v1.0/conversations': (call) => {
		const { voipbin } = call;
		const owner = ownerOf(call.query.owner_id);
		if (owner === NIL || owner !== call.caller.agentId) call.allow('admin', 'manager');
		const own = voipbin.state.conversations.filter(({ ownerId }) => owner === NIL || ownerId === owner);
		return page(call, own, (conversation) => voipbin.spoken.conversation(conversation));
	},

	'GET /v1.0/conversations/:id': ({ voipbin, conversation }) => voipbin.spoken.conversation(conversation),

	'PUT /v1.0/conversations/:id': (call) => {
		const { voipbin, body, conversation } = call;
		const changes = {
			name: body.text('name') ?? conversation.name,
			detail: body.text('detail') ?? conversation.detail,
			ownerId: body.uuid('owner_id') ?? conversation.ownerId,
		};
		call.allow('admin', 'manager');
		if (changes.ownerId !== NIL) checkAgent(voipbin, changes.ownerId);
		return update(voipbin, conversation, changes);
	},

	'POST /v1.0/conversations/:id/unassign': (call) => {
		const { voipbin, conversation } = call;
		if (conversation.ownerId !== call.caller.agentId) call.allow('admin', 'manager');
		return update(voipbin, conversation, { ownerId: NIL });
	},
};

function update(voipbin: VoipbinService, conversation: Conversation, changes: Partial<Conversation>): object {
	Object.assign(conversation, changes, { updatedAt: voipbin.now() });
	voipbin.notify(voipbin.payloads.conversationUpdated(conversation), conversation.id);
	return voipbin.spoken.conversation(conversation);
}

function ownerOf(given = NIL): string {
	if (given === NIL || isUuid(given)) return given.toLowerCase();
	throw new VoipbinRefusal('INVALID_REQUEST_PARAMETER', { message: 'owner_id is not a UUID.' });
}

function checkAgent({ state }: VoipbinService, agentId: string): void {
	const agent = state.agents.find(({ id }) => id === agentId);
	if (!agent) throw new VoipbinRefusal('AGENT_NOT_FOUND');
	if (agent.customerId !== state.customer.id) throw new VoipbinRefusal('AGENT_CUSTOMER_MISMATCH');
}
