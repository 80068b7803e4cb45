import type { FastifyReply, FastifyRequest } from 'fastify';
import { parse } from 'node:querystring';
import { Call } from '../common/call.ts';
import { refused } from './errors.ts';
import type { NexoraService } from './service.ts';
import type { Bot, Conversation, Message } from './state.ts';

type What = 'Bot' | 'Conversation' | 'Message';

/** A request with the row its path names. */
export class NexoraCall extends Call {
	readonly nexora: NexoraService;

	constructor(nexora: NexoraService, request: FastifyRequest, reply: FastifyReply) {
		super(request, reply);
		this.nexora = nexora;
	}

	get body(): unknown {
		return this.request.body;
	}

	/** Repeated names are lists, and brackets are part of a name. */
	get query(): Record<string, unknown> {
		const { originalUrl } = this.request;
		return { ...parse(originalUrl.slice(originalUrl.indexOf('?') + 1 || originalUrl.length)) };
	}

	get bot(): Bot {
		return this.#named(this.nexora.state.bots, 'Bot');
	}

	get conversation(): Conversation {
		return this.#named(this.nexora.state.conversations, 'Conversation');
	}

	get message(): Message {
		return this.#named(this.nexora.state.messages, 'Message');
	}

	#named<Row extends { id: string }>(rows: Row[], what: What): Row {
		const row = rows.find(({ id }) => this.nexora.spoken.same(id, this.ids.id!));
		if (!row) throw invalidId(what);
		return row;
	}
}

export const invalidId = (what: What) => refused(400, `${what}Id is Invalid`);

export function remove<Row>(rows: Row[], row: Row): void {
	rows.splice(rows.indexOf(row), 1);
}
