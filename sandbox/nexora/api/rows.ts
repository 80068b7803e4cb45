import type { FastifyRequest } from 'fastify';
import { refused } from '../errors.ts';
import type { NexoraService } from '../service.ts';

export interface WithId {
	Params: { id: string };
}

type What = 'Bot' | 'Conversation' | 'Message';

export const invalidId = (what: What) => refused(400, `${what}Id is Invalid`);

/** The row the path names. */
export function named<Row extends { id: string }>(
	nexora: NexoraService,
	request: FastifyRequest<WithId>,
	rows: Row[],
	what: What,
): Row {
	const row = rows.find(({ id }) => nexora.rules.same(id, request.params.id));
	if (!row) throw invalidId(what);
	return row;
}

export function remove<Row>(rows: Row[], row: Row): void {
	rows.splice(rows.indexOf(row), 1);
}
