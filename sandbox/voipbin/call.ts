import type { FastifyReply, FastifyRequest } from 'fastify';
import { Call } from '../common/call.ts';
import { identify, type Caller, type Role } from './caller.ts';
import { VoipbinRefusal } from './errors.ts';
import type { VoipbinService } from './service.ts';
import type { Account, Conversation } from './state.ts';
import { Body } from './body.ts';
import { isUuid } from './uuid.ts';

/** A request of somebody known: its id is checked before the body, the body before what it is about is looked for. */
export class VoipbinCall extends Call {
	readonly voipbin: VoipbinService;
	#id: string;

	constructor(voipbin: VoipbinService, request: FastifyRequest, reply: FastifyReply) {
		super(request, reply);
		const { id } = this.ids;
		if (id !== undefined && !isUuid(id)) throw new VoipbinRefusal('INVALID_ID');
		this.voipbin = voipbin;
		this.#id = id?.toLowerCase() ?? '';
	}

	get caller(): Caller {
		return identify(this.voipbin, this.request);
	}

	get query(): Record<string, string | undefined> {
		return this.request.query as Record<string, string | undefined>;
	}

	get body(): Body {
		return new Body(this.request.body);
	}

	get conversation(): Conversation {
		return found(this.voipbin.state.conversations, this.#id, 'CONVERSATION_NOT_FOUND');
	}

	get account(): Account {
		return found(this.voipbin.state.accounts, this.#id, 'CONVERSATION_ACCOUNT_NOT_FOUND');
	}

	allow(...roles: Role[]): void {
		if (!roles.includes(this.caller.role)) throw new VoipbinRefusal('PERMISSION_DENIED');
	}
}

function found<Item extends { id: string; deletedAt: string | null }>(
	items: Item[],
	id: string,
	reason: 'CONVERSATION_NOT_FOUND' | 'CONVERSATION_ACCOUNT_NOT_FOUND',
): Item {
	const item = items.find((candidate) => candidate.id === id && candidate.deletedAt === null);
	if (!item) throw new VoipbinRefusal(reason);
	return item;
}
